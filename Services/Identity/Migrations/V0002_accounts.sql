-- People. What they sign in with stands in credentials, apart from what others may read.
create table accounts (
  id uuid primary key,
  -- Lower case; the name a person signs in with.
  username text not null constraint accounts_username_key unique
    check (username ~ '^[a-z0-9._@-]{2,100}$'),
  -- Where mail goes, as written.
  email text not null check (octet_length(email) <= 254),
  -- The same in lower case: the form two addresses are compared by. One address may have several
  -- accounts.
  email_folded text not null,
  name text not null check (char_length(name) between 1 and 120),
  language text not null check (language in ('en', 'fr', 'ar', 'es', 'pt')),
  -- Null for staff of the WCO.
  administration_id uuid constraint accounts_administration_id_fkey references administrations (id),
  city text not null,
  country text not null check (country = '' or country ~ '^[A-Z]{2}$'),
  time_zone text not null,
  description text not null check (char_length(description) <= 2000),
  -- Name, username and address without case and accents: what lists are searched by.
  search_text text not null,
  -- Whether the person has sent the profile form once.
  profile_confirmed boolean not null,
  -- Grows by one at every change of the profile; what optimistic locking compares.
  version bigint not null check (version > 0),
  -- Grows by one at every event of the account; consumers ignore versions they have passed.
  event_version bigint not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

create index accounts_email_folded_idx on accounts (email_folded);
-- The two orders lists are read in: one administration's, or everybody's, newest first.
create index accounts_administration_idx on accounts (administration_id, created_at desc, id desc);
create index accounts_newest_idx on accounts (created_at desc, id desc);

create table account_roles (
  account_id uuid not null references accounts (id),
  -- The numbers of clikc.authentication.v1.Role.
  role smallint not null check (role between 1 and 5),
  primary key (account_id, role)
);
