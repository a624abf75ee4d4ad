-- An import may be a workbook: 5 of clikc.identity.v1.ImportEncoding. Earlier programs read it as "not known".
alter table imports drop constraint imports_encoding_check;
alter table imports add constraint imports_encoding_check check (encoding between 0 and 5);
