-- Files of certificates whose holders were erased, to be deleted.
create table unused_files (
  digest text primary key
);
