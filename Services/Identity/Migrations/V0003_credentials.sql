-- What people sign in with. Only hashes are kept; a temporary password or reset token is derived again
-- from its serial when the mail is written.
create table credentials (
  account_id uuid primary key references accounts (id),
  -- Argon2id in PHC form: parameters, salt and hash.
  password_hash text not null check (password_hash like '$argon2id$%'),
  -- Which temporary password was issued last.
  temporary_serial bigint not null check (temporary_serial > 0),
  -- When it stops working; null once the person chose a password of their own.
  temporary_expires_at timestamptz,
  -- Which reset token was issued last; 0 before the first.
  reset_serial bigint not null default 0 check (reset_serial >= 0),
  changed_at timestamptz not null
);

create table reset_tokens (
  account_id uuid not null references accounts (id),
  serial bigint not null check (serial > 0),
  -- SHA-256 of the token in the link.
  token_hash bytea not null constraint reset_tokens_token_hash_key unique
    check (octet_length(token_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- When it was used, or when a change of password or address ended it.
  ended_at timestamptz,
  primary key (account_id, serial)
);
