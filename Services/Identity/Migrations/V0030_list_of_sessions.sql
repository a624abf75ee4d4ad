-- Administrators list the sessions of everybody, the newest first.
create index sessions_newest_idx on sessions (created_at desc, id desc) where ended_at is null;
