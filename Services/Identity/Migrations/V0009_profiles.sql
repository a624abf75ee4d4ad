-- What people say of themselves, who may see it, and their photo.
alter table accounts
  add column preferred_name text not null default '' check (char_length(preferred_name) <= 120),
  add column interests text[] not null default '{}' check (cardinality(interests) <= 20),
  -- Place n is field n of ProfileField: 1 everybody, 2 course fellows, 3 the staff, 4 nobody.
  add column visibility bigint[] not null default '{3,2,2,2,2,2,2}',
  -- Digests of the pictures of 320 and of 64 pixels, which lie in the blob store.
  add column photo text check (photo ~ '^[0-9a-f]{64}$'),
  add column small_photo text check (small_photo ~ '^[0-9a-f]{64}$'),
  add constraint accounts_photo_sizes check ((photo is null) = (small_photo is null));

create index accounts_photo_idx on accounts (photo) where photo is not null;
create index accounts_small_photo_idx on accounts (small_photo) where small_photo is not null;

-- Pictures no account shows any more, to be deleted.
create table unused_photos (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  since timestamptz not null
);

-- Who takes part in which course, copied from Catalogue's events; version is the enrolment's.
create table course_members (
  account_id uuid not null,
  course_id uuid not null,
  active boolean not null,
  version bigint not null,
  primary key (account_id, course_id)
);
