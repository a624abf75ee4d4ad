-- due_on: the last day on which completing the course is in time; null without one.
alter table enrolments add column due_on date;

-- Courses that people marked for themselves.
create table stars (
  account_id uuid not null references people (account_id),
  course_id uuid not null references courses (id),
  primary key (account_id, course_id)
);
