-- 5: the password in force as somebody who is signed in gives it, by their account. 3 counts all devices of an account
-- together now.
alter table sign_in_failures drop constraint sign_in_failures_kind_check;
alter table sign_in_failures add constraint sign_in_failures_kind_check check (kind between 1 and 5);
delete from sign_in_failures where kind = 3 or last_failure_at is null;
