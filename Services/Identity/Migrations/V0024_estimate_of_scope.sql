-- The wall around administrations (V0011, V0021) in words the planner expects half of all rows from. It took the former
-- ones for true of one row in a hundred, and read and sorted whole tables for the first page of a list. What they say is
-- the same: nothing set, everybody; otherwise those of that administration, and nobody who belongs to none.
create or replace function in_scope(administration uuid) returns boolean language sql stable as $$
  select case coalesce(current_setting('clikc.administration', true), '')
    when '' then true
    else administration = current_setting('clikc.administration', true)::uuid
  end
$$;

alter policy accounts_in_scope on accounts
  using (in_scope(administration_id)) with check (in_scope(administration_id));
