-- Suppressed addresses to be shown and let go: each has a name for addresses of pages, which the address itself is not
-- for, what the mail server said last, and since when it is suppressed.
alter table address_failures
  add column id uuid not null default gen_random_uuid(),
  add column answer text not null default '',
  add column suppressed_at timestamptz;

create unique index address_failures_id on address_failures (id);

create index address_failures_suppressed on address_failures (last_failure_at desc, id desc) where points >= 4;

-- Whose address it is.
create index people_by_address on people (lower(email));

-- The wall: who looks after the person of an address sees it and lets it go. Failures are counted by the service alone.
drop policy address_failures_service on address_failures;

create policy address_failures_seen on address_failures for select using (
  (case when (select sees_all()) then true
    when (select scope_administration()) is not null and exists (
      select from people p where lower(p.email) = address_failures.address
        and p.administration_id = (select scope_administration()) offset 0) then true
  end) is not null);

create policy address_failures_added on address_failures for insert with check ((select is_service()));

create policy address_failures_changed on address_failures for update using ((select is_service()));

create policy address_failures_removed on address_failures for delete using (
  (case when (select sees_all()) then true
    when (select scope_administration()) is not null and exists (
      select from people p where lower(p.email) = address_failures.address
        and p.administration_id = (select scope_administration()) offset 0) then true
  end) is not null);
