-- Requests for erasure. A person may ask again after a refusal; what was erased stays so.
create table erasures (
  account_id uuid primary key references accounts (id),
  state text not null check (state in ('waiting', 'erased', 'refused')),
  -- In the person's own words; emptied when they are erased.
  reason text not null,
  requested_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references accounts (id),
  -- The decider's words.
  answer text not null default '',
  check ((state = 'waiting') = (decided_at is null))
);

create index erasures_waiting_idx on erasures (requested_at) where state = 'waiting';
create index erasures_decided_idx on erasures (decided_at desc) where state <> 'waiting';
