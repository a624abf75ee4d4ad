-- The site policy: every version stays readable, because people accepted its words.
create table policy_versions (
  number integer primary key check (number > 0),
  -- Whether everybody must be asked again.
  material boolean not null,
  published_at timestamptz not null,
  published_by uuid not null references accounts (id)
);

create table policy_texts (
  version integer not null references policy_versions (number),
  language text not null check (language in ('en', 'fr', 'ar', 'es', 'pt')),
  -- Markdown.
  text text not null,
  -- SHA-256 of the text in UTF-8, lower-case hexadecimal.
  text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
  primary key (version, language)
);

-- Who answered what, and to which words. A YES stands; a NO may become a YES.
create table policy_acceptances (
  account_id uuid not null references accounts (id),
  version integer not null,
  accepted boolean not null,
  language text not null,
  text_hash text not null,
  -- The network address the answer came from; empty when unknown.
  client_address text not null,
  answered_at timestamptz not null,
  -- In this order the newest version a person accepted is one look into the index.
  primary key (account_id, version),
  foreign key (version, language) references policy_texts (version, language)
);
