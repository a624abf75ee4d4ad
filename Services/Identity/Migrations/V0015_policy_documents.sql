-- Several documents people are asked to accept, each with drafts, versions and answers.
create table policy_documents (
  id uuid primary key,
  slug text not null constraint policy_documents_slug_key unique check (slug ~ '^[a-z0-9-]{1,64}$'),
  -- Must be accepted; others must only be answered.
  required boolean not null,
  position integer not null check (position between 0 and 999),
  -- No longer in force; its versions stay readable.
  archived boolean not null default false,
  -- The newest version, and the newest material one: the gate of every session asks for it.
  current integer,
  binding integer,
  -- Grows by one at every change of the draft; what optimistic locking compares.
  draft_version bigint not null default 0
);

create table policy_titles (
  document_id uuid not null references policy_documents (id),
  language text not null check (language in ('en', 'fr', 'ar', 'es', 'pt')),
  title text not null check (char_length(title) between 1 and 120),
  primary key (document_id, language)
);

create table policy_drafts (
  document_id uuid not null references policy_documents (id),
  language text not null check (language in ('en', 'fr', 'ar', 'es', 'pt')),
  text text not null,
  changed_at timestamptz not null,
  changed_by uuid not null,
  primary key (document_id, language)
);

-- The document there has been so far.
insert into policy_documents (id, slug, required, position, current, binding)
select '00000000-0000-4000-8000-000000000001', 'site-policy', true, 0, max(number),
  max(number) filter (where material)
from policy_versions;

insert into policy_titles (document_id, language, title)
select '00000000-0000-4000-8000-000000000001', language, title from (values
  ('en', 'Site policy'), ('fr', 'Règlement du site'), ('ar', 'سياسة الموقع'),
  ('es', 'Política del sitio'), ('pt', 'Política do sítio')) as titles (language, title);

-- number goes on counting the versions of all documents, revision those of one.
alter table policy_versions
  add column document_id uuid not null default '00000000-0000-4000-8000-000000000001'
    references policy_documents (id),
  add column revision integer not null default 0;
update policy_versions set revision = number;
create index policy_versions_document_idx on policy_versions (document_id, number desc);

alter table policy_acceptances
  add column document_id uuid not null default '00000000-0000-4000-8000-000000000001'
    references policy_documents (id),
  -- Whether an earlier YES was taken back; then accepted is false.
  add column withdrawn boolean not null default false;

-- Every answer that was given; the table above holds the last one of each version.
create table policy_answers (
  id bigint generated always as identity primary key,
  account_id uuid not null references accounts (id),
  version integer not null references policy_versions (number),
  accepted boolean not null,
  withdrawn boolean not null,
  language text not null,
  text_hash text not null,
  -- The network address the answer came from; empty when unknown.
  client_address text not null,
  answered_at timestamptz not null
);
create index policy_answers_account_idx on policy_answers (account_id, id desc);

insert into policy_answers (account_id, version, accepted, withdrawn, language, text_hash,
  client_address, answered_at)
select account_id, version, accepted, false, language, text_hash, client_address, answered_at
from policy_acceptances order by answered_at;
