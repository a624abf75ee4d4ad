-- The course's short name, by which its variants in other languages are found; empty for versions that were published
-- before it was kept.
alter table courses add column code text not null default '';
create index courses_by_code on courses (code, version) where code <> '';

-- The holder's own language and the title in it, fixed at issue; null for a certificate in the course's language alone.
alter table certificates
  add column second_language text,
  add column second_title text,
  add check ((second_language is null) = (second_title is null)),
  add check (second_language <> language);
