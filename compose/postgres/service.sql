-- One service: a schema, the role that owns and migrates it, and the role the service runs as,
-- which reads and writes rows there and sees no other schema. Variables: service,
-- owner_password, runtime_password.
\set owner :service _owner
\set runtime :service _runtime

select format('create role %I', name)
from (values (:'owner'), (:'runtime')) as wanted (name)
where not exists (select from pg_roles where rolname = name) \gexec

alter role :"owner" login nosuperuser nocreatedb nocreaterole password :'owner_password';
alter role :"runtime" login nosuperuser nocreatedb nocreaterole password :'runtime_password';
alter role :"owner" set search_path = :"service";
alter role :"runtime" set search_path = :"service";
-- The service sets its own, tighter time-outs; these hold for whoever forgets to.
alter role :"runtime" connection limit 60;
alter role :"runtime" set statement_timeout = '60s';
alter role :"runtime" set lock_timeout = '30s';
alter role :"runtime" set idle_in_transaction_session_timeout = '60s';
grant connect on database clikc to :"owner", :"runtime";

create schema if not exists :"service" authorization :"owner";
revoke all on schema :"service" from public;
grant usage on schema :"service" to :"runtime";
alter default privileges for role :"owner" in schema :"service"
  grant select, insert, update, delete on tables to :"runtime";
alter default privileges for role :"owner" in schema :"service"
  grant usage, select on sequences to :"runtime";
