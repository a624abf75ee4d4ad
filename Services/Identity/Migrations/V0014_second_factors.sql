-- The second step at login. It counts from when it is confirmed; that moment stands with the credential,
-- because every page asks for it.
alter table credentials add column second_factor_at timestamptz;
-- When the session gave its code; null while it waits for one, or none was asked for.
alter table sessions add column code_given_at timestamptz;

create table second_factors (
  account_id uuid primary key references accounts (id),
  -- The key of RFC 6238, sealed with ChaCha20-Poly1305 under a key derived from the service's secret.
  sealed_key bytea not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The period of the last code that was taken: none is taken twice.
  last_step bigint not null default 0
);

-- Codes for when the app is not at hand; each works once.
create table recovery_codes (
  account_id uuid not null references accounts (id),
  -- HMAC-SHA-256 of account and code.
  code_hash bytea not null check (octet_length(code_hash) = 32),
  used_at timestamptz,
  primary key (account_id, code_hash)
);
