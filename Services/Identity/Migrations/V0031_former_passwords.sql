-- Passwords that people chose before the one in force, as hashes: none of them is chosen again.
create table former_passwords (
  account_id uuid not null references accounts (id),
  -- When another took its place.
  replaced_at timestamptz not null,
  -- Argon2id in PHC form.
  password_hash text not null check (password_hash like '$argon2id$%'),
  primary key (account_id, replaced_at)
);

-- As the other tables of accounts (V0021).
alter table former_passwords enable row level security;
create policy former_passwords_read on former_passwords for select using (true);
create policy former_passwords_added on former_passwords for insert with check (
  in_scope(null) or exists (select from accounts a where a.id = former_passwords.account_id));
create policy former_passwords_removed on former_passwords for delete using (
  in_scope(null) or exists (select from accounts a where a.id = former_passwords.account_id));
