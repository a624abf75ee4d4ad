alter table mail drop constraint mail_state_check;
update mail set state = 'failed_permanent' where state = 'failed';
alter table mail add constraint mail_state_check check (
  state in ('queued', 'sending', 'accepted', 'failed_permanent', 'expired', 'suppressed'));

-- When its link was first followed; when it came back after the relay had taken it.
alter table mail add column opened_at timestamptz;
alter table mail add column bounced_at timestamptz;

-- Addresses mail could not be delivered to, in lower case, and how often.
create table address_failures (
  address text primary key,
  points integer not null check (points > 0),
  last_failure_at timestamptz not null
);

-- The database this mail belongs to. A copy of it that is restored elsewhere, or into tables made anew,
-- differs, and its mail may have been sent since the copy was made.
create table mail_home (
  only_one boolean primary key default true check (only_one),
  home text not null
);

-- Reminders people want no more of.
create table unsubscriptions (
  account_id uuid not null,
  template text not null,
  primary key (account_id, template)
);
