-- The people of a word stand in the order in which lists show them at first, the newest before the others: a list of the
-- newest who have it is read from its beginning.
create table words_before as
select w.word, w.account_id, w.administration_id, a.created_at
from account_words w join accounts a on a.id = w.account_id;

drop index account_words_idx;
drop index account_words_administration_idx;
truncate account_words;
-- That of the account, which never changes.
alter table account_words add column created_at timestamptz not null;
insert into account_words (word, account_id, administration_id, created_at)
select word, account_id, administration_id, created_at from words_before;
drop table words_before;
create index account_words_idx on account_words (word, created_at desc, account_id desc);
create index account_words_administration_idx
  on account_words (administration_id, word, created_at desc, account_id desc);

create or replace function keep_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then delete from account_words where account_id = new.id; end if;
  insert into account_words (word, account_id, administration_id, created_at)
  select word, new.id, new.administration_id, new.created_at
  from words_of(new.search_text) as words (word);
  return null;
end $$;
