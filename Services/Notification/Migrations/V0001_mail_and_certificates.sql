-- Copies of what other services own, brought by their events.

create table people (
  account_id uuid primary key,
  version bigint not null,
  username text not null,
  email text not null,
  name text not null,
  language text not null,
  administration_id uuid
);

create table courses (
  course_id uuid not null,
  version bigint not null,
  title text not null,
  language text not null,
  certificate boolean not null,
  hours double precision not null,
  primary key (course_id, version)
);

-- Who completed which version of a course. It waits here for the copies a certificate is made from,
-- which may come later than the news of the completion.
create table completions (
  account_id uuid not null,
  course_id uuid not null,
  course_version bigint not null,
  completed_at timestamptz not null,
  primary key (account_id, course_id)
);

create index completions_by_course on completions (course_id, course_version);

create sequence certificate_numbers;

-- What was true when it was issued; only the columns of the PDF are filled in afterwards, once.
create table certificates (
  id uuid primary key,
  account_id uuid not null,
  course_id uuid not null,
  course_version bigint not null,
  serial text not null unique,
  code text not null unique,
  holder text not null,
  course_title text not null,
  language text not null,
  hours double precision not null,
  completed_at timestamptz not null,
  issued_at timestamptz not null,
  pdf_digest text,
  pdf_size bigint,
  render_at timestamptz not null default now(),
  unique (account_id, course_id),
  check ((pdf_digest is null) = (pdf_size is null))
);

create index certificates_to_render on certificates (render_at) where pdf_digest is null;

create table mail (
  id uuid primary key,
  event_id uuid not null,
  account_id uuid not null,
  template text not null,
  language text not null,
  address text not null,
  arguments jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'queued'
    check (state in ('queued', 'sending', 'accepted', 'failed', 'expired')),
  attempts integer not null default 0,
  -- When it is due; while it is being sent, when its lease ends.
  due_at timestamptz not null,
  lease uuid,
  answer text not null default '',
  changed_at timestamptz not null default now(),
  unique (event_id, account_id, template),
  check ((state = 'sending') = (lease is not null))
);

create index mail_due on mail (due_at) where state in ('queued', 'sending');
create index mail_by_account on mail (account_id, created_at desc);
