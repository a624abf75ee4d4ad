-- Open and ended sessions; ended ones are swept after a day.
create table sessions (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  -- SHA-256 of the token the browser holds.
  token_hash bytea not null constraint sessions_token_hash_key unique
    check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  -- Written at most once a minute; 30 minutes without a call end the session.
  last_seen_at timestamptz not null,
  -- 12 hours after sign-in.
  expires_at timestamptz not null,
  ended_at timestamptz
);

create index sessions_open_idx on sessions (account_id) where ended_at is null;
create index sessions_expires_at_idx on sessions (expires_at);
