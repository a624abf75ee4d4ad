-- The structure of published courses, a copy of what the catalogue said. A version is written once
-- and never changed, so that it may be read without locks and kept in memory.

create table course_versions (
  course_id uuid not null,
  version bigint not null check (version >= 1),
  code text not null,
  language text not null,
  title text not null,
  primary key (course_id, version)
);

comment on table course_versions is 'Every version of a course that was published.';

-- Which version learners study now.
create table courses (
  course_id uuid primary key,
  version bigint not null,
  foreign key (course_id, version) references course_versions (course_id, version)
);

create table activities (
  course_id uuid not null,
  version bigint not null,
  position integer not null,
  activity_id uuid not null,
  kind text not null check (kind in ('lesson', 'quiz')),
  title text not null,
  -- Codes of a lesson's slides, in order.
  slides text[] not null,
  -- What a quiz asks for; a lesson has zeroes.
  draw integer not null,
  pass_mark double precision not null,
  attempts_allowed integer not null,
  primary key (course_id, version, activity_id),
  foreign key (course_id, version) references course_versions (course_id, version)
);

-- The check questions of a lesson, or the pool of a quiz.
create table answer_keys (
  course_id uuid not null,
  version bigint not null,
  activity_id uuid not null,
  position integer not null,
  question_id text not null,
  kind text not null check (kind in ('single', 'multiple', 'true_false')),
  -- In the author's order, and what choosing each is worth in the units of the domain's Worth.
  options text[] not null,
  worths bigint[] not null check (cardinality(worths) = cardinality(options)),
  primary key (course_id, version, activity_id, question_id),
  foreign key (course_id, version, activity_id)
  references activities (course_id, version, activity_id)
);

-- Who studies what. The account leads every key below, because a learner asks for their own rows.

create table enrolments (
  account_id uuid not null,
  course_id uuid not null,
  role text not null check (role in ('learner', 'tutor')),
  active boolean not null,
  -- The catalogue's aggregate and its version, so that an event that comes late changes nothing.
  enrolment_id uuid not null,
  enrolment_version bigint not null,
  changed_at timestamptz not null,
  primary key (account_id, course_id)
);

-- One learner in one course: the row that a change of their progress there locks, and that can be
-- completed once.
create table course_results (
  account_id uuid not null,
  course_id uuid not null,
  -- The aggregate of the events, and how many there were.
  progress_id uuid not null unique default gen_random_uuid(),
  version bigint not null default 0,
  completed_at timestamptz,
  primary key (account_id, course_id)
);

create index course_results_open on course_results (course_id) where completed_at is null;

-- What a learner has in one activity, from the first step on; kept whatever is published later.
create table activity_results (
  account_id uuid not null,
  course_id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('lesson', 'quiz')),
  -- A lesson: the slide to resume at, all slides seen, and the last answer to each check question as
  -- an object of arrays.
  slide text,
  seen text[] not null default '{}',
  checks jsonb not null default '{}',
  -- A quiz: attempts begun, and the best of those finished, 0 to 1.
  attempts integer not null default 0,
  best double precision check (best between 0 and 1),
  -- Points.
  grade double precision check (grade >= 0),
  completed_at timestamptz,
  primary key (account_id, course_id, activity_id)
);

create table attempts (
  attempt_id uuid primary key,
  account_id uuid not null,
  course_id uuid not null,
  activity_id uuid not null,
  number integer not null check (number >= 1),
  -- The version of the course that the questions come from, and the draw.
  course_version bigint not null,
  seed bigint not null,
  pass_mark double precision not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  score double precision check (score between 0 and 1),
  check ((finished_at is null) = (score is null)),
  unique (account_id, course_id, activity_id, number)
);

-- One open attempt for a learner and a quiz.
create unique index attempts_open on attempts (account_id, course_id, activity_id)
where finished_at is null;

-- The questions of an attempt as they were drawn, and the answer kept for each.
create table attempt_questions (
  attempt_id uuid not null references attempts (attempt_id),
  position integer not null,
  question_id text not null,
  kind text not null check (kind in ('single', 'multiple', 'true_false')),
  -- In the order shown.
  options text[] not null,
  worths bigint[] not null check (cardinality(worths) = cardinality(options)),
  chosen text[] not null default '{}',
  -- Of the answer kept; 0 when there is none.
  sequence bigint not null default 0,
  primary key (attempt_id, question_id)
);
