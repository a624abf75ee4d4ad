-- Accounts by the file.

-- A temporary password need not be hashed: it is derived again from its serial and compared. What stands in
-- place of the hash opens nothing by itself.
alter table credentials drop constraint credentials_password_hash_check;
alter table credentials add constraint credentials_password_hash_check
  check (password_hash like '$argon2id$%' or password_hash = '$derived$');
alter table credentials add constraint credentials_derived_check
  check (password_hash <> '$derived$' or temporary_expires_at is not null);

create table imports (
  id uuid primary key,
  created_by uuid not null references accounts (id),
  -- Whose people the importer looks after; null for everybody's.
  scope_id uuid references administrations (id),
  -- Where people go whose row names no administration.
  administration_id uuid references administrations (id),
  language text not null check (language in ('en', 'fr', 'ar', 'es', 'pt')),
  file_name text not null check (char_length(file_name) <= 200),
  mailed boolean not null,
  -- The numbers of clikc.identity.v1.ImportState.
  state smallint not null check (state between 1 and 7),
  fault text not null default '',
  fault_column text not null default '',
  -- The file, until it was checked.
  content bytea,
  columns text[] not null default '{}',
  delimiter text not null default '',
  total integer not null default 0,
  done integer not null default 0,
  created_at timestamptz not null,
  applied_at timestamptz,
  -- From when a worker may take it; while one works, when another may.
  due_at timestamptz not null
);

create index imports_due_idx on imports (due_at) where state in (1, 3, 5);
create index imports_scope_idx on imports (scope_id, created_at desc);

create table import_rows (
  import_id uuid not null references imports (id) on delete cascade,
  -- From 1.
  number integer not null,
  cells text[] not null,
  -- The numbers of clikc.identity.v1.ImportAction.
  action smallint not null check (action between 1 and 4),
  -- The checked values as JSON; the courses among them are for Catalogue.
  wish text not null,
  changes text[] not null,
  -- column:REASON
  faults text[] not null,
  account_id uuid,
  -- Whether it was applied, and undone; what the account was before it, as JSON, and its version after it.
  applied boolean not null default false,
  undone boolean not null default false,
  before text,
  version bigint,
  primary key (import_id, number)
);

create index import_rows_action_idx on import_rows (import_id, action, number);
create index import_rows_undone_idx on import_rows (account_id) where undone;
