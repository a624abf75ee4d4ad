-- Who had an import applied or undone, and from which network address: the worker writes what it does of it into the
-- audit log under their name. Null for those begun before; empty when the address is unknown.
alter table imports
  add column ordered_by uuid,
  add column ordered_from text not null default '';

-- Whether undoing the row changed the account: who was changed since by somebody else stays as they are.
alter table import_rows add column reverted boolean not null default false;
