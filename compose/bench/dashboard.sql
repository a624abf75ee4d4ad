-- Fills the database of `bench dashboard`, and no other: variables `learners`, `courses` and `origin`, the id of a demo
-- course. Every learner takes part in every course, has completed a sixth of them and is on the way in a third.
-- Copies of the course differ in their ids, titles and categories; what is read of them is what the services wrote.
-- Each course's rows come after the former's and in no order, so that those of one learner lie far apart, as they do
-- when people enrol over years.
\set ON_ERROR_STOP 1
-- Rows are sound by the way they are made; checking each of millions of references would take most of the time.
set session_replication_role = replica;

create temporary table filled as
select unnest(array['catalogue.enrolments', 'progress.enrolments', 'progress.course_results',
  'progress.activity_results']::regclass[]) as name;
-- Indexes are made again at the end, as the migrations have them.
create temporary table indexes as
select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
  format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as again
from pg_constraint where contype in ('p', 'u') and conrelid in (select name from filled)
union all
select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
from pg_index where indrelid in (select name from filled)
  and not exists (select from pg_constraint where conindid = indexrelid);
select away from indexes \gexec

create temporary table copies as
select number, ('c0000000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid as id
from generate_series(1, :courses - (select count(*)::integer from catalogue.courses)) as number;

create temporary table everybody as
select account_id, row_number() over (order by account_id)::integer as number, false as made
from catalogue.enrolments where course_id = :'origin' and role = 1
union all
select ('a0000000-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid, number, true
from generate_series(1, :learners - (
  select count(*)::integer from catalogue.enrolments where course_id = :'origin' and role = 1)) as number;

insert into catalogue.people
select account_id, 1, 'bench-' || number, 'bench-' || number || '@example.org',
  'bench-' || number || '@example.org', 'Learner ' || number, 'learner ' || number, null, 'en', '{1}'
from everybody where made;

insert into catalogue.courses
select copies.id, code || '-copy-' || number, version, shelves.id, language, title || ' ' || number,
  title_folded || ' ' || number, hours, digest,
  decode(replace(encode(card, 'hex'), encode(convert_to(:'origin', 'utf8'), 'hex'),
    encode(convert_to(copies.id::text, 'utf8'), 'hex')), 'hex'), outline
from catalogue.courses, copies
join (select id, row_number() over (order by position, id) - 1 as turn, count(*) over () as of from catalogue.categories)
  as shelves on copies.number % shelves.of = shelves.turn
where courses.id = :'origin';

insert into progress.course_versions (course_id, version, code, language, title, aggregation, exclude_empty,
  drop_lowest, keep_highest)
select copies.id, version, code || '-copy-' || number, language, title || ' ' || number, aggregation, exclude_empty,
  drop_lowest, keep_highest
from progress.course_versions join progress.courses using (course_id, version), copies
where course_id = :'origin';
insert into progress.courses select id, version from progress.courses, copies where course_id = :'origin';
insert into progress.activities (course_id, version, position, activity_id, kind, title, slides, draw, pass_mark,
  attempts_allowed, weight, extra_credit)
select copies.id, version, position, md5(copies.id::text || activity_id)::uuid, kind, title, slides, draw, pass_mark,
  attempts_allowed, weight, extra_credit
from progress.activities join progress.courses using (course_id, version), copies
where course_id = :'origin';
insert into progress.answer_keys (course_id, version, activity_id, position, question_id, kind, options, worths)
select copies.id, version, md5(copies.id::text || activity_id)::uuid, position, question_id, kind, options, worths
from progress.answer_keys join progress.courses using (course_id, version), copies
where course_id = :'origin';

-- A result of each activity as somebody has it who did all of it.
create temporary table done as
select activities.*, coalesce((
  select jsonb_object_agg(question_id, array[options[1]]) from progress.answer_keys
  where activities.kind = 'lesson' and answer_keys.course_id = activities.course_id
    and answer_keys.version = activities.version and answer_keys.activity_id = activities.activity_id), '{}') as checks
from progress.activities join progress.courses using (course_id, version);
analyze copies, everybody, done;

do $$
declare
  course record;
begin
  for course in select course_id, row_number() over (order by course_id)::integer as turn from progress.courses loop
    insert into catalogue.enrolments (id, course_id, account_id, role, active, version, since, due_on)
    select gen_random_uuid(), course.course_id, account_id, 1, true, 1, now() - interval '100 days',
      case when (number + course.turn) % 5 = 0 then current_date + (number % 200 - 100) end
    from everybody where not exists (
      select from catalogue.enrolments e where e.account_id = everybody.account_id and e.course_id = course.course_id)
    order by hashtext(account_id::text || course.turn);
    insert into progress.enrolments
    select account_id, course.course_id, 'learner', true, gen_random_uuid(), 1, now()
    from everybody where not exists (
      select from progress.enrolments e where e.account_id = everybody.account_id and e.course_id = course.course_id)
    order by hashtext(account_id::text || course.turn);
    insert into progress.course_results (account_id, course_id, version, completed_at)
    select account_id, course.course_id, 1, case when (number + course.turn) % 6 = 0 then now() end
    from everybody where not exists (
      select from progress.course_results r
      where r.account_id = everybody.account_id and r.course_id = course.course_id)
    order by hashtext(account_id::text || course.turn);
    insert into progress.activity_results (account_id, course_id, activity_id, kind, slide, seen, checks, attempts,
      best, grade, completed_at)
    select account_id, course_id, activity_id, kind, slides[cardinality(slides)], slides, checks,
      case kind when 'quiz' then 1 else 0 end, case kind when 'quiz' then 0.9 end,
      case kind when 'quiz' then 90 else 100 end, now()
    from everybody
    join done on done.course_id = course.course_id
      and (number + course.turn) % 6 < case when position < 2 then 3 else 1 end
    order by hashtext(account_id::text || activity_id);
  end loop;
end
$$;

-- A tutor in each course, a star for one course in twelve, and a tutor's word on one result in fifty.
insert into catalogue.enrolments (id, course_id, account_id, role, active, version, since)
select gen_random_uuid(), copies.id, account_id, 2, true, 1, now()
from catalogue.enrolments tutors, copies where tutors.course_id = :'origin' and tutors.role = 2;
insert into catalogue.stars
select account_id, courses.id from everybody, catalogue.courses
where hashtext(account_id::text || courses.id) % 12 = 0 on conflict do nothing;
insert into progress.grade_decisions (account_id, course_id, activity_id, version, grade, locked, hidden, excluded,
  feedback)
select account_id, course_id, activity_id, 1, 80, false, false, false, 'Well done.'
from progress.activity_results where hashtext(account_id::text || activity_id) % 50 = 0 on conflict do nothing;

select again from indexes \gexec
set client_min_messages = error;
vacuum analyze;
checkpoint;
