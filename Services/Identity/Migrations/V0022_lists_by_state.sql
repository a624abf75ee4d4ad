-- Those who wait and those who are suspended are lists of their own in each order; so few of all that looking for them
-- in the whole list takes long.
create index accounts_waiting_newest_idx on accounts (created_at desc, id desc)
  include (administration_id) where waiting and suspended_at is null;
create index accounts_waiting_name_idx on accounts ((name collate "und-x-icu"), id)
  include (administration_id) where waiting and suspended_at is null;
create index accounts_waiting_username_idx on accounts (username, id)
  include (administration_id) where waiting and suspended_at is null;
create index accounts_suspended_newest_idx on accounts (created_at desc, id desc)
  include (administration_id) where suspended_at is not null;
create index accounts_suspended_name_idx on accounts ((name collate "und-x-icu"), id)
  include (administration_id) where suspended_at is not null;
create index accounts_suspended_username_idx on accounts (username, id)
  include (administration_id) where suspended_at is not null;

-- By username as by name: out of the index alone.
create index accounts_username_idx on accounts (username, id)
  include (administration_id, waiting, suspended_at);
drop index accounts_administration_username_idx;
create index accounts_administration_username_idx on accounts (administration_id, username, id)
  include (waiting, suspended_at);
