-- Of a row that changes an account, what the account was when the file was checked, as JSON.
alter table import_rows add column former text;

-- What a file wished of somebody who was erased is nothing, as of a row at fault.
update import_rows set wish = '' where wish = '{}';
