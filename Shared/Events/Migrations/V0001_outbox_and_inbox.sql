-- What happened here and is to be told; a row is written in the transaction that made it true.
create table outbox (
  position bigint generated always as identity primary key,
  id uuid not null unique,
  type text not null,
  aggregate_id uuid not null,
  aggregate_version bigint not null check (aggregate_version > 0),
  envelope bytea not null,
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  retry_at timestamptz,
  published_at timestamptz
);

comment on column outbox.attempts is 'how often no queue took it';
comment on column outbox.retry_at is 'set when no queue took it: not tried again before';

create index outbox_unpublished on outbox (position) where published_at is null;

-- Which events have had their effect; a row is written in the transaction of that effect.
create table inbox (
  consumer text not null,
  message_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (consumer, message_id)
);

create index inbox_received_at on inbox using brin (received_at);
