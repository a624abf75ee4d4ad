-- Of which administration the person is whom a mail goes to, so that a list of one administration's mail reads no other's.
-- It is that of today: a mail follows a person who moves, as their certificates do, and whoever looks after them sees what
-- did not reach them before. Triggers keep it, so that processes of the version before keep it too. They run as the owner
-- because calls of administrators queue mail as well, which may not lock people.
--
-- People come before mail, as in what the service does, so that neither waits for the other in a ring.
create function move_mail() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update mail set administration_id = new.administration_id
  where account_id = new.account_id and administration_id is distinct from new.administration_id;
  return null;
end
$$;

create trigger people_move_mail after update of administration_id on people
for each row when (old.administration_id is distinct from new.administration_id) execute function move_mail();

alter table mail add column administration_id uuid;

-- Mail to who has no account keeps what it was given. The lock lets no move pass between reading and the end of the
-- transaction, which would find no mail to take along.
create function administer_mail() returns trigger language plpgsql security definer set search_path from current as $$
declare
  administration uuid;
begin
  select administration_id into administration from people where account_id = new.account_id for share;
  if found then
    new.administration_id := administration;
  end if;
  return new;
end
$$;

create trigger mail_administer before insert on mail for each row execute function administer_mail();
