-- What tutors decide about the grades of learners, and the history of it, which only grows.

create table grade_decisions (
  account_id uuid not null,
  course_id uuid not null,
  activity_id uuid not null,
  version bigint not null check (version >= 1),
  -- Points set in the place of the learner's own.
  grade double precision check (grade >= 0),
  locked boolean not null,
  -- The learner's own points when the lock was put on without a grade.
  frozen double precision check (frozen >= 0),
  hidden boolean not null,
  excluded boolean not null,
  feedback text not null,
  primary key (account_id, course_id, activity_id)
);

comment on table grade_decisions is 'The decision that stands about an item of a learner.';

-- Accounts are named by their ids alone: who they are is known to Identity, which forgets it when they
-- are erased.
create table grade_changes (
  account_id uuid not null,
  course_id uuid not null,
  activity_id uuid not null,
  version bigint not null check (version >= 1),
  actor_id uuid not null,
  changed_at timestamptz not null,
  reason text not null check (reason <> ''),
  -- The points that stood before and stood then, and whether a tutor had set them.
  grade_before double precision,
  grade_after double precision,
  set_before boolean not null,
  set_after boolean not null,
  locked_before boolean not null,
  locked_after boolean not null,
  hidden_before boolean not null,
  hidden_after boolean not null,
  excluded_before boolean not null,
  excluded_after boolean not null,
  feedback_before text not null,
  feedback_after text not null,
  primary key (account_id, course_id, activity_id, version)
);

create index grade_changes_actor on grade_changes (actor_id);

comment on table grade_changes is 'Every decision about a grade: who, when, from, to, why.';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% only grows', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger grade_changes_only_grows before update or delete or truncate on grade_changes
for each statement execute function refuse_change();

do $$
declare
  grantee name;
begin
  for grantee in
    select distinct r.rolname from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
    where c.oid = 'grade_changes'::regclass and r.rolname <> current_user
  loop
    execute format('revoke update, delete, truncate on grade_changes from %I', grantee);
  end loop;
end
$$;
