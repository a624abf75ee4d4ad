-- The customs administrations whose officers learn here, one for each country code.
create table administrations (
  id uuid primary key,
  -- ISO 3166-1 alpha-2, upper case.
  code text not null constraint administrations_code_key unique check (code ~ '^[A-Z]{2}$'),
  created_at timestamptz not null
);

create table administration_names (
  administration_id uuid not null references administrations (id),
  language text not null check (language in ('en', 'fr', 'ar', 'es', 'pt')),
  name text not null check (char_length(name) between 1 and 200),
  primary key (administration_id, language)
);
