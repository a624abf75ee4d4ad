-- The one database; applied at every start, so each statement finds its work done or does it.
select 'create database clikc' where not exists (
  select from pg_database where datname = 'clikc'
) \gexec
revoke all on database clikc from public;
\connect clikc
revoke all on schema public from public;
