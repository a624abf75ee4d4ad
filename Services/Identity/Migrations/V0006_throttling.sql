-- What slows guessing down: failures of one username (known or not) and of one network address.
create table sign_in_failures (
  -- 1: a username, by its SHA-256, since people type passwords there. 2: an address, IPv6 by its /64.
  kind smallint not null check (kind in (1, 2)),
  subject bytea not null,
  failures integer not null check (failures >= 0),
  last_failure_at timestamptz,
  primary key (kind, subject)
);

create index sign_in_failures_last_idx on sign_in_failures (last_failure_at);

-- Who asked for a way back in. The call only writes a row, for known and unknown alike; a worker looks
-- the person up afterwards, so that the answer's time tells nothing. Swept after a day.
create table reset_requests (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('username', 'email')),
  -- In lower case.
  identifier text not null,
  -- The network address asked from; null when unknown.
  address bytea,
  requested_at timestamptz not null,
  -- How often a worker claimed it, and from when on another may.
  attempts integer not null default 0,
  due_at timestamptz not null,
  handled_at timestamptz
);

create index reset_requests_waiting_idx on reset_requests (due_at, id) where handled_at is null;
create index reset_requests_address_idx on reset_requests (address, requested_at);

-- Mails that were sent for such requests: three an hour for an account, twenty for an address.
create table reset_mails (
  id bigint generated always as identity primary key,
  account_id uuid not null references accounts (id),
  address bytea,
  sent_at timestamptz not null
);

create index reset_mails_account_idx on reset_mails (account_id, sent_at);
create index reset_mails_address_idx on reset_mails (address, sent_at);
