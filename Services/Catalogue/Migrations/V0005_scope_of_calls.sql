-- A second wall around people and what they take part in. Every transaction says for whom it is: clikc.scope is `service`
-- for the service's own work, `administrator`, `expert` or `person` for a call; clikc.account says whose call it is,
-- clikc.administration whose coordinator that is. What says nothing sees nothing. The role that the service runs as owns no
-- table, so that the policies hold for it; migrations run as the owner, and see everything.
create function is_service() returns boolean language sql stable as $$
  select current_setting('clikc.scope', true) = 'service'
$$;

-- Experts and administrators handle every course.
create function sees_all() returns boolean language sql stable as $$
  select current_setting('clikc.scope', true) in ('service', 'administrator', 'expert')
$$;

create function scope_account() returns uuid language sql stable as $$
  select nullif(current_setting('clikc.account', true), '')::uuid
$$;

create function scope_administration() returns uuid language sql stable as $$
  select nullif(current_setting('clikc.administration', true), '')::uuid
$$;

-- What policies ask of other tables they ask through functions, which read with their owner's rights, past the policies.

-- The courses the caller takes part in now; with a role, those where that is theirs.
create function own_courses(wanted smallint default null) returns uuid[]
language plpgsql stable security definer set search_path from current as $$
begin
  return array(
    select course_id from enrolments
    where account_id = scope_account() and active and (wanted is null or role = wanted));
end
$$;

-- Whether the caller is coordinator of somebody's administration: asked for single rows, last. It names its schema, because
-- setting the path would cost more than the question.
create function is_coordinated(person uuid) returns boolean
language plpgsql stable security definer as $$
begin
  return exists (
    select from catalogue.people
    where account_id = person and administration_id = catalogue.scope_administration());
end
$$;

-- Views read with their owner's rights, too; each says itself what of it is in scope.

-- Everybody who is logged in is told whom to ask about a course.
create view course_tutors as
select e.course_id, p.account_id, p.name, p.name_folded
from enrolments e join people p on p.account_id = e.account_id
where e.active and e.role = 2 and (select coalesce(current_setting('clikc.scope', true), '') <> '');

-- Who takes part in a course, with their names: for those who take part in it themselves. A coordinator of others sees the
-- administration's people and the tutors.
create view participants as
select e.course_id, e.role, e.since, e.due_on, p.account_id, p.username, p.email, p.email_folded, p.name, p.name_folded,
  p.administration_id, p.language, p.roles
from enrolments e join people p on p.account_id = e.account_id
where e.active and (case
  when (select sees_all()) then true
  when e.course_id = any((select own_courses())::uuid[]) then true
  when (select scope_administration()) is null then null
  when e.role = 2 or p.administration_id = (select scope_administration()) then true
end) is not null;

-- The service may change no table through them.
do $$
declare
  grantee name;
begin
  for grantee in
    select distinct r.rolname from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
    where c.oid = 'course_tutors'::regclass and r.rolname <> current_user
  loop
    execute format('revoke insert, update, delete, truncate on course_tutors, participants from %I', grantee);
  end loop;
end
$$;

-- Policies end in `is not null`, which the planner expects of nearly all rows, as it is of the rows that statements ask
-- for: their plans stay.
--
-- Of each table whose call, beside the service's own work, sees a row (an expert's or administrator's sees all of them),
-- adds, changes and removes it; null is nobody's. What stands in `(select …)` is asked once for a statement.
do $$
declare
  own constant text := 'account_id = (select scope_account())';
  coordinated constant text := '(select scope_administration()) is not null and is_coordinated(account_id)';
  studied constant text := 'course_id = any((select own_courses())::uuid[])';
  tutored constant text := 'course_id = any((select own_courses(2::smallint))::uuid[])';
  handled constant text := '(select sees_all())';
  managed constant text := '(select current_setting(''clikc.scope'', true) = ''administrator'')';
  enrolling constant text := '(select sees_all()) or ' || tutored || ' or ' || coordinated;
  wall record;
begin
  for wall in
    select * from (values
      -- A tutor may enrol anybody. Whoever takes part in a course sees the others in the view `participants`.
      ('people', own || ' or administration_id = (select scope_administration())
        or (select own_courses(2::smallint)) <> ''{}''',
        null, null, null),
      ('enrolments', own || ' or ' || tutored || ' or ' || coordinated,
        enrolling, enrolling, null),
      ('stars', own, own, null, own),
      -- Lessons and questions with what is right, and the documents they came in.
      ('activity_versions', studied, handled, null, null),
      ('course_versions', null, handled, null, null),
      -- Everybody is told what there is.
      ('courses', 'true', handled, handled, null),
      ('activities', 'true', handled, null, null),
      ('categories', 'true', managed, managed, null)
    ) as walls (name, seen, added, changed, removed)
  loop
    execute format('alter table %I enable row level security', wall.name);
    execute format(
      'create policy %I on %I for select using (' || case wall.seen when 'true' then 'true'
        else '(case when (select sees_all()) then true when %s then true end) is not null' end || ')',
      wall.name || '_seen', wall.name, coalesce(wall.seen, 'false'));
    execute format(
      'create policy %I on %I for insert with check '
      || '((case when (select is_service()) then true when %s then true end) is not null)',
      wall.name || '_added', wall.name, coalesce(wall.added, 'false'));
    execute format(
      'create policy %I on %I for update using '
      || '((case when (select is_service()) then true when %s then true end) is not null)',
      wall.name || '_changed', wall.name, coalesce(wall.changed, 'false'));
    execute format(
      'create policy %I on %I for delete using '
      || '((case when (select is_service()) then true when %s then true end) is not null)',
      wall.name || '_removed', wall.name, coalesce(wall.removed, 'false'));
  end loop;
end
$$;
