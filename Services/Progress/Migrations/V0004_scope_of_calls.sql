-- A second wall around what learners did. Every transaction says for whom it is: clikc.scope is `service` for the
-- service's own work, `administrator`, `expert` or `person` for a call; clikc.account says whose call it is. What says
-- nothing sees nothing. The role that the service runs as owns no table, so that the policies hold for it; migrations run
-- as the owner, and see everything.
create function is_service() returns boolean language sql stable as $$
  select current_setting('clikc.scope', true) = 'service'
$$;

create function sees_all() returns boolean language sql stable as $$
  select current_setting('clikc.scope', true) in ('service', 'administrator')
$$;

create function scope_account() returns uuid language sql stable as $$
  select nullif(current_setting('clikc.account', true), '')::uuid
$$;

-- The courses of which the caller is a tutor now. It reads with its owner's rights, past the policies, and is asked only
-- when a row is another's than the caller's.
create function tutored_courses() returns uuid[]
language plpgsql stable security definer set search_path from current as $$
begin
  return array(
    select course_id from enrolments
    where account_id = scope_account() and active and role = 'tutor');
end
$$;

-- Policies end in `is not null`, which the planner expects of nearly all rows, as it is of the rows that statements ask
-- for: their plans stay.
--
-- Of each table whose call, beside the service's own work, sees a row (an administrator's sees all of them), adds and
-- changes it; null is nobody's, and only the service removes. What stands in `(select …)` is asked once for a statement.
-- Only the questions of an attempt are asked for their attempt, by its key; `offset 0` keeps the planner from reading all
-- attempts ahead for that.
do $$
declare
  own constant text := 'account_id = (select scope_account())';
  tutored constant text := 'course_id = any((select tutored_courses())::uuid[])';
  -- Nobody decides about their own grades.
  decided constant text := 'account_id <> (select scope_account()) and ((select sees_all()) or ' || tutored || ')';
  worked constant text := own || ' or (select sees_all()) or ' || tutored;
  wall record;
begin
  for wall in
    select * from (values
      ('enrolments', own || ' or ' || tutored, null, null),
      ('course_results', own || ' or ' || tutored, null, worked),
      ('activity_results', own || ' or ' || tutored, worked, worked),
      ('attempts', own || ' or ' || tutored, own, own),
      ('attempt_questions',
        'exists (select from attempts a where a.attempt_id = attempt_questions.attempt_id offset 0)',
        'exists (select from attempts a where a.attempt_id = attempt_questions.attempt_id and a.' || own || ' offset 0)',
        'exists (select from attempts a where a.attempt_id = attempt_questions.attempt_id and a.' || own || ' offset 0)'),
      ('grade_decisions', own || ' or ' || tutored, decided, decided),
      ('grade_changes', own || ' or actor_id = (select scope_account()) or ' || tutored,
        'actor_id = (select scope_account()) and ' || decided, null)
    ) as walls (name, seen, added, changed)
  loop
    execute format('alter table %I enable row level security', wall.name);
    execute format(
      'create policy %I on %I for select using '
      || '((case when (select sees_all()) then true when %s then true end) is not null)',
      wall.name || '_seen', wall.name, wall.seen);
    execute format(
      'create policy %I on %I for insert with check '
      || '((case when (select is_service()) then true when %s then true end) is not null)',
      wall.name || '_added', wall.name, coalesce(wall.added, 'false'));
    execute format(
      'create policy %I on %I for update using '
      || '((case when (select is_service()) then true when %s then true end) is not null)',
      wall.name || '_changed', wall.name, coalesce(wall.changed, 'false'));
    execute format('create policy %I on %I for delete using ((select is_service()))',
      wall.name || '_removed', wall.name);
  end loop;
end
$$;
