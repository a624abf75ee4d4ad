-- Accounts that people ask for. Decided ones are swept after 30 days, undecided ones after 180.
create table account_requests (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 120),
  email text not null check (octet_length(email) <= 254),
  email_folded text not null,
  administration_id uuid not null references administrations (id),
  language text not null check (language in ('en', 'fr', 'ar', 'es', 'pt')),
  reason text not null check (char_length(reason) <= 1000),
  -- 1 waits, 2 approved, 3 refused; 4 was one too many and is kept for a day only to be counted.
  state smallint not null check (state between 1 and 4),
  -- The network address asked from; null when unknown.
  address bytea,
  requested_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  -- The account made; kept when the account goes.
  account_id uuid,
  refusal text not null default '' check (char_length(refusal) <= 500),
  check ((state in (2, 3)) = (decided_at is not null))
);

create index account_requests_waiting_idx on account_requests (administration_id, requested_at, id)
  where state = 1;
create index account_requests_decided_idx
  on account_requests (state, decided_at desc, id desc) where state in (2, 3);
create index account_requests_address_idx on account_requests (address, requested_at);
create index account_requests_email_idx on account_requests (email_folded, requested_at);
