-- What is decided about an administration, and how many accounts it has.
alter table administrations
  -- The numbers of clikc.identity.v1.Region; 0 is none.
  add column region smallint not null default 0 check (region between 0 and 6),
  -- Most accounts it may have; 0 is any number.
  add column quota integer not null default 0 check (quota >= 0),
  -- How many it has; kept by the triggers below.
  add column accounts integer not null default 0;

-- A suspended account cannot sign in and is not counted.
alter table accounts add column suspended_at timestamptz;

update administrations set accounts = (
  select count(*) from accounts where accounts.administration_id = administrations.id);

-- Adds to the count and holds the quota, whoever wrote and however many rows at once: a violation of
-- "administrations_quota". The row's lock lets one writer of an administration count after the other.
create function count_accounts(administration uuid, more bigint) returns void language plpgsql as $$
declare
  quota integer;
  counted integer;
begin
  if administration is null or more = 0 then return; end if;
  update administrations set accounts = administrations.accounts + more
  where id = administration
  returning administrations.quota, administrations.accounts into quota, counted;
  if more > 0 and quota > 0 and counted > quota then
    raise exception 'the administration has % accounts of %', counted - more, quota
      using errcode = 'check_violation', constraint = 'administrations_quota';
  end if;
end $$;

create function count_new_accounts() returns trigger language plpgsql as $$
begin
  perform count_accounts(n.administration_id, count(*)) from new_accounts n
  where n.suspended_at is null and n.administration_id is not null
  group by n.administration_id order by n.administration_id;
  return null;
end $$;

create trigger accounts_counted after insert on accounts
referencing new table as new_accounts for each statement execute function count_new_accounts();

create function count_gone_accounts() returns trigger language plpgsql as $$
begin
  perform count_accounts(o.administration_id, -count(*)) from old_accounts o
  where o.suspended_at is null and o.administration_id is not null
  group by o.administration_id order by o.administration_id;
  return null;
end $$;

create trigger accounts_uncounted after delete on accounts
referencing old table as old_accounts for each statement execute function count_gone_accounts();

create function count_changed_account() returns trigger language plpgsql as $$
begin
  if old.suspended_at is null then perform count_accounts(old.administration_id, -1); end if;
  if new.suspended_at is null then perform count_accounts(new.administration_id, 1); end if;
  return null;
end $$;

create trigger accounts_recounted after update of administration_id, suspended_at on accounts
for each row when (
  old.administration_id is distinct from new.administration_id
  or (old.suspended_at is null) <> (new.suspended_at is null))
execute function count_changed_account();

-- Who looks after whom: few have more than the first role.
create index account_roles_staff_idx on account_roles (role, account_id) where role > 1;
