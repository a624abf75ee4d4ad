-- How the file of an import was written, so that its rows at fault come back the same way: the numbers of
-- clikc.identity.v1.ImportEncoding, 0 while nobody has looked, and what ends a row. Files checked before this came back in
-- UTF-8 with a mark and with CR LF.
alter table imports add column encoding smallint not null default 0 check (encoding between 0 and 4);
alter table imports add column line_end text not null default '';

update imports set encoding = 2, line_end = E'\r\n' where delimiter <> '';
