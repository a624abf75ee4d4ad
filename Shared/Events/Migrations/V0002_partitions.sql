-- Both tables are cut into pieces by time, so that old rows leave with their piece and no statement ever
-- deletes millions of them. Code from before works on: names and columns are the same.

-- What is a month's first message id: a UUID of version 7 begins with the milliseconds since 1970.
create function events_first_id(moment timestamptz) returns uuid
language sql immutable strict as $$
  select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0')
    || repeat('0', 20))::uuid
$$;

alter table outbox rename to outbox_before;
alter index outbox_unpublished rename to outbox_unpublished_before;
create sequence outbox_position;
select setval('outbox_position', coalesce(max(position), 0) + 1, false) from outbox_before;

create table outbox (
  position bigint not null default nextval('outbox_position'),
  id uuid not null,
  type text not null,
  aggregate_id uuid not null,
  aggregate_version bigint not null check (aggregate_version > 0),
  envelope bytea not null,
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  retry_at timestamptz,
  published_at timestamptz
) partition by range (created_at);

alter sequence outbox_position owned by outbox.position;
comment on column outbox.attempts is 'how often no queue took it';
comment on column outbox.retry_at is 'set when no queue took it: not tried again before';
create index outbox_by_position on outbox (position);
create index outbox_unpublished on outbox (position) where published_at is null;
-- Takes what no other piece is for: a row is refused never.
create table outbox_rest partition of outbox default;

alter table inbox rename to inbox_before;
alter index inbox_pkey rename to inbox_before_pkey;
alter index inbox_received_at rename to inbox_before_received_at;

-- Cut by the message's id, which holds its time, because the key must be unique over all pieces.
create table inbox (
  consumer text not null,
  message_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (consumer, message_id)
) partition by range (message_id);

create table inbox_rest partition of inbox default;

-- Makes the pieces of the weeks and months to come and drops those that are over: of the outbox when all
-- in it was published and its end is more than `outbox_days` ago, of the inbox `inbox_days` after its
-- end. Waits for no lock longer than 20 ms, because writers wait behind it: who calls it calls again.
-- Belongs to the owner of the schema and runs as such, because the service may not change tables.
create function events_maintain(outbox_days integer default 7, inbox_days integer default 45)
returns setof text
language plpgsql security definer set search_path from current set lock_timeout = '20ms' as $$
declare
  begins timestamptz;
  ends timestamptz;
  piece record;
  is_used boolean;
begin
  if outbox_days < 1 or inbox_days < 30 then
    raise exception 'kept too short: % and % days', outbox_days, inbox_days;
  end if;
  for begins in select generate_series(
    date_trunc('week', now() at time zone 'UTC') at time zone 'UTC',
    now() + interval '8 days', interval '7 days')
  loop
    ends := begins + interval '7 days';
    if to_regclass('outbox_' || to_char(begins at time zone 'UTC', 'YYYYMMDD')) is null
      and not exists (select from outbox_rest where created_at >= begins and created_at < ends)
    then
      execute format('create table %I partition of outbox for values from (%L) to (%L)',
        'outbox_' || to_char(begins at time zone 'UTC', 'YYYYMMDD'), begins, ends);
      return next 'made outbox of ' || begins;
    end if;
  end loop;
  for begins in select month at time zone 'UTC' from generate_series(
    date_trunc('month', now() at time zone 'UTC'),
    (now() at time zone 'UTC') + interval '1 month', interval '1 month') as month
  loop
    ends := (begins at time zone 'UTC' + interval '1 month') at time zone 'UTC';
    if to_regclass('inbox_' || to_char(begins at time zone 'UTC', 'YYYYMM')) is null
      and not exists (select from inbox_rest
        where message_id >= events_first_id(begins) and message_id < events_first_id(ends))
    then
      execute format('create table %I partition of inbox for values from (%L) to (%L)',
        'inbox_' || to_char(begins at time zone 'UTC', 'YYYYMM'),
        events_first_id(begins), events_first_id(ends));
      return next 'made inbox of ' || begins;
    end if;
  end loop;
  for piece in
    select child.relname as name from pg_inherits
    join pg_class child on child.oid = inhrelid
    where inhparent = 'outbox'::regclass and child.relname ~ '^outbox_[0-9]{8}$'
    and to_date(right(child.relname, 8), 'YYYYMMDD') + 7 + outbox_days
      < (now() at time zone 'UTC')::date
  loop
    execute format('select exists (select from %I where published_at is null)', piece.name)
      into is_used;
    if not is_used then
      execute format('drop table %I', piece.name);
      return next 'dropped ' || piece.name;
    end if;
  end loop;
  for piece in
    select child.relname as name from pg_inherits
    join pg_class child on child.oid = inhrelid
    where inhparent = 'inbox'::regclass and child.relname ~ '^inbox_[0-9]{6}$'
    and to_date(right(child.relname, 6), 'YYYYMM') + interval '1 month'
      + make_interval(days => inbox_days) < now() at time zone 'UTC'
  loop
    execute format('drop table %I', piece.name);
    return next 'dropped ' || piece.name;
  end loop;
end
$$;

select events_maintain();

insert into outbox select * from outbox_before;
insert into inbox select * from inbox_before;
drop table outbox_before;
drop table inbox_before;
