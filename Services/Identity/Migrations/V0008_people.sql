-- Finding people among a million: in three orders, by where they stand, by words.

-- Whether the person still has a temporary password; a copy of what credentials says, kept by a trigger.
alter table accounts add column waiting boolean not null default true;

update accounts set waiting = exists (
  select from credentials c
  where c.account_id = accounts.id and c.temporary_expires_at is not null);

create function note_waiting() returns trigger language plpgsql as $$
begin
  update accounts set waiting = new.temporary_expires_at is not null where id = new.account_id;
  return null;
end $$;

create trigger credentials_waiting_made after insert on credentials
for each row when (new.temporary_expires_at is null) execute function note_waiting();

create trigger credentials_waiting after update of temporary_expires_at on credentials
for each row when (
  (old.temporary_expires_at is null) <> (new.temporary_expires_at is null))
execute function note_waiting();

-- Every list may be read in these orders, of one administration or of all.
create index accounts_administration_name_idx
  on accounts (administration_id, (name collate "und-x-icu"), id);
create index accounts_name_idx on accounts ((name collate "und-x-icu"), id);
create index accounts_administration_username_idx on accounts (administration_id, username, id);
create index accounts_administration_suspended_idx
  on accounts (administration_id, created_at desc, id desc) where suspended_at is not null;
create index accounts_administration_waiting_idx
  on accounts (administration_id, created_at desc, id desc) where waiting and suspended_at is null;

-- The words of names, usernames and addresses, folded as search_text is: what people are looked up by.
create table account_words (
  word text collate "C" not null,
  account_id uuid not null references accounts (id) on delete cascade,
  administration_id uuid,
  primary key (account_id, word)
);

create index account_words_idx on account_words (word, account_id);
create index account_words_administration_idx
  on account_words (administration_id, word, account_id);

-- A word ends at anything but a letter or a digit; a username and an address are words as a whole too. The
-- longest beginning that is looked for is 100 letters.
create function words_of(search_text text) returns setof text language sql immutable as $$
  select distinct left(word, 100) from (
    select regexp_split_to_table(search_text collate "und-x-icu", '[^[:alnum:]]+')
    union all select regexp_split_to_table(search_text, '\s+')
  ) as words (word) where word <> ''
$$;

create function keep_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then delete from account_words where account_id = new.id; end if;
  insert into account_words (word, account_id, administration_id)
  select word, new.id, new.administration_id from words_of(new.search_text) as words (word);
  return null;
end $$;

create trigger accounts_words_made after insert on accounts
for each row execute function keep_words();

create trigger accounts_words_changed after update of search_text, administration_id on accounts
for each row when (
  old.search_text is distinct from new.search_text
  or old.administration_id is distinct from new.administration_id)
execute function keep_words();

insert into account_words (word, account_id, administration_id)
select word, a.id, a.administration_id from accounts a, words_of(a.search_text) as words (word);
