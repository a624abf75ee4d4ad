-- final_at: from when on a request that waits is carried out by itself. Null until the person is told of it: for those
-- who asked when an administrator had to decide, and while the account is suspended, as nobody could take it back.
alter table erasures add column final_at timestamptz;
create index erasures_final_idx on erasures (final_at) where state = 'waiting';
