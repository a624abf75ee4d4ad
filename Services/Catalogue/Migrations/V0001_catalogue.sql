-- Shelves, courses with their content, people and who takes part.

-- titles: one for each of en fr ar es pt, in this order.
create table categories (
  id uuid primary key,
  code text not null unique,
  parent_id uuid references categories (id),
  titles text[] not null check (cardinality(titles) = 5),
  language text not null,
  position integer not null
);
create index categories_parent on categories (parent_id);

-- The current version. card and outline: the course as lists and as its outline page show it, ready
-- to be answered. digest: SHA-256 of the published document.
create table courses (
  id uuid primary key,
  code text not null unique,
  version bigint not null check (version > 0),
  category_id uuid not null references categories (id),
  language text not null,
  title text not null,
  title_folded text collate "C" not null,
  hours double precision not null,
  digest bytea not null,
  card bytea not null,
  outline bytea not null
);
create index courses_category on courses (category_id);

create table course_versions (
  course_id uuid not null references courses (id),
  version bigint not null,
  published_by uuid not null,
  published_at timestamptz not null,
  document bytea not null,
  primary key (course_id, version)
);

-- One id for each code of a course, the same in every version.
create table activities (
  id uuid primary key,
  course_id uuid not null references courses (id),
  code text not null,
  unique (course_id, code)
);

-- kind: 1 lesson, 2 quiz. content: the lesson or the quiz with all answers.
create table activity_versions (
  course_id uuid not null,
  version bigint not null,
  activity_id uuid not null references activities (id),
  kind smallint not null,
  title text not null,
  content bytea not null,
  primary key (activity_id, version),
  foreign key (course_id, version) references course_versions (course_id, version)
);

-- Copied from Identity's events; version is the account's.
create table people (
  account_id uuid primary key,
  version bigint not null,
  username text not null,
  email text not null,
  email_folded text not null,
  name text not null,
  name_folded text collate "C" not null,
  administration_id uuid,
  language text not null,
  roles integer[] not null
);
create index people_username on people (username);
create index people_email on people (email_folded);
create index people_name on people (name_folded, account_id);

-- role: 1 learner, 2 tutor.
create table enrolments (
  id uuid primary key,
  course_id uuid not null references courses (id),
  account_id uuid not null references people (account_id),
  role smallint not null,
  active boolean not null,
  version bigint not null,
  since timestamptz not null,
  unique (account_id, course_id)
);
create index enrolments_course on enrolments (course_id) where active;
create index enrolments_tutors on enrolments (course_id) where active and role = 2;
