-- The same as before, but what has to be looked at is looked at first, by the index, so that the locks are
-- held only while pieces are made and dropped. Before, a piece was read through with writers waiting.
create or replace function events_maintain(
  outbox_days integer default 7, inbox_days integer default 45)
returns setof text
language plpgsql security definer set search_path from current set lock_timeout = '20ms'
set enable_seqscan = off as $$
declare
  today date := (now() at time zone 'UTC')::date;
  statements text[] := '{}';
  statement text;
  piece record;
  is_used boolean;
begin
  if outbox_days < 1 or inbox_days < 30 then
    raise exception 'kept too short: % and % days', outbox_days, inbox_days;
  end if;
  for piece in
    select 'outbox_' || to_char(begins, 'YYYYMMDD') as name, begins at time zone 'UTC' as begins,
      (begins + interval '7 days') at time zone 'UTC' as ends
    from generate_series(date_trunc('week', today::timestamp), today + 8, interval '7 days') as begins
  loop
    if to_regclass(piece.name) is null and not exists (select from outbox_rest
      where created_at >= piece.begins and created_at < piece.ends)
    then
      statements := statements || format(
        'create table %I partition of outbox for values from (%L) to (%L)',
        piece.name, piece.begins, piece.ends);
    end if;
  end loop;
  for piece in
    select 'inbox_' || to_char(begins, 'YYYYMM') as name,
      events_first_id(begins at time zone 'UTC') as begins,
      events_first_id((begins + interval '1 month') at time zone 'UTC') as ends
    from generate_series(
      date_trunc('month', today::timestamp), today + interval '1 month', interval '1 month') as begins
  loop
    if to_regclass(piece.name) is null and not exists (select from inbox_rest
      where message_id >= piece.begins and message_id < piece.ends)
    then
      statements := statements || format(
        'create table %I partition of inbox for values from (%L) to (%L)',
        piece.name, piece.begins, piece.ends);
    end if;
  end loop;
  for piece in
    select child.relname as name, inhparent = 'outbox'::regclass as is_outbox
    from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = 'outbox'::regclass and child.relname ~ '^outbox_[0-9]{8}$'
      and to_date(right(child.relname, 8), 'YYYYMMDD') + 7 + outbox_days < today
    or inhparent = 'inbox'::regclass and child.relname ~ '^inbox_[0-9]{6}$'
      and to_date(right(child.relname, 6), 'YYYYMM') + interval '1 month'
        + make_interval(days => inbox_days) < today
  loop
    is_used := false;
    if piece.is_outbox then
      execute format('select exists (select from %I where published_at is null)', piece.name)
        into is_used;
    end if;
    if not is_used then statements := statements || format('drop table %I', piece.name); end if;
  end loop;
  foreach statement in array statements loop
    execute statement;
    return next case when statement like 'drop table %'
      then 'dropped ' || substr(statement, 12) else 'made ' || split_part(statement, ' ', 3) end;
  end loop;
end
$$;
