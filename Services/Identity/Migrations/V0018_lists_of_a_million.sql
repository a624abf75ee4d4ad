-- Lists of people are read out of indexes alone, however many there are: what decides whether somebody is on the list
-- stands beside what it is ordered by.
drop index accounts_newest_idx;
create index accounts_newest_idx on accounts (created_at desc, id desc)
  include (administration_id, waiting, suspended_at);
drop index accounts_name_idx;
create index accounts_name_idx on accounts ((name collate "und-x-icu"), id)
  include (administration_id, waiting, suspended_at);
drop index accounts_administration_idx;
create index accounts_administration_idx on accounts (administration_id, created_at desc, id desc)
  include (waiting, suspended_at);
drop index accounts_administration_name_idx;
create index accounts_administration_name_idx
  on accounts (administration_id, (name collate "und-x-icu"), id) include (waiting, suspended_at);
-- Few people, who were found another way, are put in order.
create index accounts_listing_idx on accounts (id)
  include (administration_id, created_at, name, username, waiting, suspended_at);

-- A username and an address are words as a whole too, for who looks for them as they are written. They stand apart, so
-- that those who look for a name do not pass them: a space goes before every word that is not letters and digits alone.
create or replace function words_of(search_text text) returns setof text language sql immutable as $$
  select distinct left(word, 100) from (
    select regexp_split_to_table(search_text collate "und-x-icu", '[^[:alnum:]]+')
    union all
    select ' ' || word from regexp_split_to_table(search_text, '\s+') as whole (word)
    where word collate "und-x-icu" ~ '[^[:alnum:]]'
  ) as words (word) where word <> ''
$$;

delete from account_words;
insert into account_words (word, account_id, administration_id)
select word, a.id, a.administration_id from accounts a, words_of(a.search_text) as words (word);
