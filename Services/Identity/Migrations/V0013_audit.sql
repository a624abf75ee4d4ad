-- Who did what to whom, when and from where. Rows are added and never changed: the service's role may insert
-- and read, and a trigger refuses the rest to everybody else.
create table audit_entries (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  -- A name of OWASP's logging vocabulary.
  event text not null check (event ~ '^[a-z][a-z_]{2,59}$'),
  -- Whose act it was; null for somebody not signed in, and for the operator's command.
  actor uuid,
  -- Whose account or record it concerns; null when no single one, or none that exists.
  subject uuid,
  -- The network address it came from; empty when unknown.
  client_address text not null,
  -- What it came from in its own words; empty when unknown.
  device text not null,
  -- A JSON object of texts, keys in order.
  details text not null
);

create index audit_entries_subject_idx on audit_entries (subject, number desc);
create index audit_entries_actor_idx on audit_entries (actor, number desc);
create index audit_entries_event_idx on audit_entries (event, number desc);
create index audit_entries_at_idx on audit_entries (at);

-- Entries that are not in the chain yet; written with them, taken out when they are.
create table audit_waiting (
  number bigint primary key
);

-- The chain: each hash covers the one before and the whole entry, so that no entry can be changed, removed
-- or put in between without breaking it. It lies apart because only one process at a time may add to it,
-- and nobody who signs in should wait for that.
create table audit_chain (
  position bigint primary key check (position > 0),
  entry bigint not null unique references audit_entries (number),
  -- SHA-256.
  hash bytea not null check (octet_length(hash) = 32)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entries_only_grows before update or delete or truncate on audit_entries
  for each statement execute function refuse_change();
create trigger audit_chain_only_grows before update or delete or truncate on audit_chain
  for each statement execute function refuse_change();

do $$
declare
  grantee name;
begin
  for grantee in
    select distinct r.rolname from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
    where c.oid = 'audit_entries'::regclass and r.rolname <> current_user
  loop
    execute format('revoke update, delete, truncate on audit_entries, audit_chain from %I', grantee);
  end loop;
end
$$;

-- What a session was opened with, and how long it may stand without a call.
alter table sessions
  add column idle_seconds integer not null default 1800 check (idle_seconds > 0),
  add column client_address text not null default '',
  add column device text not null default '';

-- Failures of a device that was signed in before are counted by its proof (kind 3), those of codes by the
-- account (kind 4).
alter table sign_in_failures drop constraint sign_in_failures_kind_check;
alter table sign_in_failures add constraint sign_in_failures_kind_check check (kind between 1 and 4);
