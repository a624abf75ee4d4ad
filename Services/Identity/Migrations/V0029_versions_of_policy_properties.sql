-- Of two administrators who change a document at once the second is told. Earlier programs do not count their changes.
alter table policy_documents add column properties_version bigint not null default 1;
