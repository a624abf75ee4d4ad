-- Whether an applied row let somebody in again whom an import had made that was undone: undone in turn, it ends that.
alter table import_rows add column returned boolean not null default false;

-- Whom an undone import suspended comes back by another one only while the account is as it was left: version is that
-- after the suspension.
update import_rows set version = version + 1 where undone and reverted and before is null;
