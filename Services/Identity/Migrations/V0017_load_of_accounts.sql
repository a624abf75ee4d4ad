-- An account that was written as not waiting is not written once more: accounts that come by the thousand have
-- their passwords from the beginning.
create or replace function note_waiting() returns trigger language plpgsql as $$
begin
  update accounts set waiting = new.temporary_expires_at is not null
  where id = new.account_id and waiting is distinct from (new.temporary_expires_at is not null);
  return null;
end $$;
