-- Where the digital credential of a certificate stands in the lists that say which do not hold any more, and the salt
-- of the holder's name in it. Given once, at random, so that neither place nor list says whose it is or when it was
-- issued beyond the list's 65 536 certificates. Never changed: it is printed in credentials.
create table status_entries (
  certificate_id uuid primary key references certificates (id),
  list_number integer not null check (list_number >= 0),
  list_index integer not null check (list_index between 0 and 131071),
  salt text not null check (salt <> ''),
  unique (list_number, list_index)
);

-- The number in the serial, which is never given twice, decides the list. So a list of 131 072 places is at most half
-- full, and a free one is found with two tries on the average.
create function enter_status(certificate uuid, serial text) returns void language plpgsql as $$
begin
  loop
    insert into status_entries (certificate_id, list_number, list_index, salt)
    values (
      certificate,
      (greatest(split_part(serial, '-', 3)::bigint, 1) - 1) / 65536,
      -- 17 of the 122 random bits of a UUID.
      ('x' || left(gen_random_uuid()::text, 5))::bit(20)::integer & 131071,
      replace(gen_random_uuid()::text, '-', ''))
    on conflict (list_number, list_index) do nothing;
    exit when found;
  end loop;
end
$$;

create function enter_status_of_new() returns trigger language plpgsql as $$
begin
  perform enter_status(new.id, new.serial);
  return null;
end
$$;

select enter_status(id, serial) from certificates order by issued_at, id;

create trigger certificates_enter_status after insert on certificates
for each row execute function enter_status_of_new();

create trigger status_entries_only_grow before update or delete or truncate on status_entries
for each statement execute function refuse_change();

do $$
declare
  grantee name;
begin
  for grantee in
    select distinct r.rolname from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
    where c.oid = 'status_entries'::regclass and r.rolname <> current_user
  loop
    execute format('revoke update, delete, truncate on status_entries from %I', grantee);
  end loop;
end
$$;

create index certificates_superseded on certificates (id) where superseded_at is not null;
