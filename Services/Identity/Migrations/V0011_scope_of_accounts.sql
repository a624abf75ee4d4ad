-- A second wall around administrations: a transaction that says whose people it reads sees no others, whatever
-- its statements ask for. What says nothing (signing in, workers, administrators) sees everybody. New rows and
-- moves are held by the service's own rule.
alter table accounts enable row level security;

create policy accounts_in_scope on accounts
  using (
    coalesce(current_setting('clikc.administration', true), '') = ''
    or administration_id = nullif(current_setting('clikc.administration', true), '')::uuid)
  with check (true);
