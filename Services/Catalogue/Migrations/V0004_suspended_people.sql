-- Nobody is enrolled while nobody may sign in for them.
alter table people add column suspended boolean not null default false;
