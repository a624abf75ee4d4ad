-- How long a course's certificate is valid; 0 is without end.
alter table courses add column certificate_months integer not null default 0
  check (certificate_months between 0 and 600);

alter table certificates
  -- The last day in UTC, fixed at issue; null is without end.
  add column valid_until date,
  -- Whether those who verify it see the holder's name, or initials.
  add column shows_holder boolean not null default false,
  -- When a newer one was issued in its place.
  add column superseded_at timestamptz,
  -- In whose place it was issued: each has one successor at most.
  add column replaces uuid unique references certificates (id),
  -- Who asked for that.
  add column reissued_by uuid,
  add check ((replaces is null) = (reissued_by is null)),
  add check (replaces <> id);

-- An account has one certificate of a course that is current, and any number of superseded ones.
alter table certificates drop constraint certificates_account_id_course_id_key;
create unique index certificates_current on certificates (account_id, course_id) where superseded_at is null;
create index certificates_newest on certificates (issued_at, id);
create index certificates_by_course on certificates (course_id, issued_at, id);
create index certificates_by_account on certificates (account_id, issued_at, id);

-- Proposals to take a certificate back, and what was decided. Both only grow.
create table revocation_proposals (
  id uuid primary key,
  certificate_id uuid not null references certificates (id),
  reason text not null check (reason in ('issued_in_error', 'wrong_person', 'misconduct', 'holder_request')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  unique (id, certificate_id, proposed_by)
);

create index revocation_proposals_by_certificate on revocation_proposals (certificate_id);

-- The proposer is repeated, so that the rule of the two persons can be held here: who proposed may withdraw, and
-- nobody else; who confirms or refuses is another one.
create table revocation_decisions (
  proposal_id uuid primary key,
  certificate_id uuid not null,
  proposed_by uuid not null,
  outcome text not null check (outcome in ('confirmed', 'refused', 'withdrawn')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  foreign key (proposal_id, certificate_id, proposed_by)
    references revocation_proposals (id, certificate_id, proposed_by),
  constraint two_persons check ((outcome = 'withdrawn') = (decided_by = proposed_by))
);

-- A certificate is taken back once.
create unique index revocations_confirmed on revocation_decisions (certificate_id) where outcome = 'confirmed';

-- The proposer's words lie apart: they go when the holder is erased.
create table revocation_notes (
  proposal_id uuid primary key references revocation_proposals (id),
  note text not null check (note <> '')
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger revocation_proposals_only_grow before update or delete or truncate on revocation_proposals
for each statement execute function refuse_change();
create trigger revocation_decisions_only_grow before update or delete or truncate on revocation_decisions
for each statement execute function refuse_change();

do $$
declare
  grantee name;
begin
  for grantee in
    select distinct r.rolname from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
    where c.oid = 'revocation_proposals'::regclass and r.rolname <> current_user
  loop
    execute format(
      'revoke update, delete, truncate on revocation_proposals, revocation_decisions from %I', grantee);
  end loop;
end
$$;
