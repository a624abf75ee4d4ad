-- Counts the changes of categories: a copy of them in a process's memory is good while this stands still.
create table categories_version (
  single boolean primary key default true check (single),
  version bigint not null
);
insert into categories_version (version) values (1);
