-- A second wall around people. Every transaction says for whom it is: clikc.scope is `service` for the service's own work,
-- `administrator`, `expert` or `person` for a call; clikc.account says whose call it is, clikc.administration whose
-- coordinator that is. What says nothing sees nothing. The role that the service runs as owns no table, so that the
-- policies hold for it; migrations run as the owner, and see everything.
create function is_service() returns boolean language sql stable as $$
  select current_setting('clikc.scope', true) = 'service'
$$;

create function sees_all() returns boolean language sql stable as $$
  select current_setting('clikc.scope', true) in ('service', 'administrator')
$$;

create function scope_account() returns uuid language sql stable as $$
  select nullif(current_setting('clikc.account', true), '')::uuid
$$;

create function scope_administration() returns uuid language sql stable as $$
  select nullif(current_setting('clikc.administration', true), '')::uuid
$$;

-- Views read with their owner's rights, past the policies; each says itself what of it is in scope.
create view coordinated_people as
select account_id from people where administration_id = (select scope_administration());

-- Who had to do with proposals about certificates in reach, also when they belong to another administration.
create view revocation_names as
select proposals.id as proposal_id, coalesce(proposers.name, '') as proposer, coalesce(deciders.name, '') as decider
from revocation_proposals as proposals
join certificates on certificates.id = proposals.certificate_id
join people on people.account_id = certificates.account_id
left join revocation_decisions as decisions on decisions.proposal_id = proposals.id
left join people as proposers on proposers.account_id = proposals.proposed_by
left join people as deciders on deciders.account_id = decisions.decided_by
where case when (select sees_all()) then true else people.administration_id = (select scope_administration()) end;

-- The service may change no table through them.
do $$
declare
  grantee name;
begin
  for grantee in
    select distinct r.rolname from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
    where c.oid = 'coordinated_people'::regclass and r.rolname <> current_user
  loop
    execute format(
      'revoke insert, update, delete, truncate on coordinated_people, revocation_names from %I', grantee);
  end loop;
end
$$;

-- Policies end in `is not null`, which the planner expects of nearly all rows, as it is of the rows that statements ask
-- for: their plans stay.
--
-- Of each table whose call, beside the service's own work, sees a row (an administrator's sees all of them), adds, changes
-- and removes it; null is nobody's. What stands in `(select …)` is asked once for a statement; what is asked for each row
-- comes last, and mostly of coordinators only; `offset 0` keeps the planner from reading whole tables ahead for it.
do $$
declare
  own constant text := 'account_id = (select scope_account())';
  coordinated constant text := '(select scope_administration()) is not null
    and exists (select from coordinated_people c where c.account_id = %1$I.account_id offset 0)';
  certified constant text := 'exists (select from certificates c where c.id = %1$I.certificate_id offset 0)';
  entrusted constant text := '(select scope_administration()) is not null and exists (
    select from certificates c join coordinated_people p on p.account_id = c.account_id
    where c.id = %1$I.certificate_id offset 0)';
  proposed constant text := 'exists (select from revocation_proposals p where p.id = %1$I.proposal_id offset 0)';
  wall record;
begin
  for wall in
    select name, format(seen, name) as seen, format(added, name) as added, format(changed, name) as changed
    from (values
      ('people', own || ' or administration_id = (select scope_administration())', null, null),
      ('completions', own, null, null),
      ('unsubscriptions', own, null, null),
      ('mail', own || ' or ' || coordinated, '(select sees_all())', null),
      ('certificates', own || ' or ' || coordinated, '(select sees_all()) or ' || coordinated,
        '(select sees_all()) or ' || own || ' or ' || coordinated),
      ('status_entries', certified, certified, null),
      ('revocation_proposals', entrusted,
        'proposed_by = (select scope_account()) and ((select sees_all()) or ' || entrusted || ')', null),
      ('revocation_decisions', certified,
        'decided_by = (select scope_account()) and ((select sees_all()) or outcome = ''withdrawn'' and ' || entrusted || ')',
        null),
      ('revocation_notes', proposed, proposed, null)
    ) as walls (name, seen, added, changed)
  loop
    execute format('alter table %I enable row level security', wall.name);
    execute format(
      'create policy %I on %I for select using '
      || '((case when (select sees_all()) then true when %s then true end) is not null)',
      wall.name || '_seen', wall.name, wall.seen);
    execute format(
      'create policy %I on %I for insert with check '
      || '((case when (select is_service()) then true when %s then true end) is not null)',
      wall.name || '_added', wall.name, coalesce(wall.added, 'false'));
    execute format(
      'create policy %I on %I for update using '
      || '((case when (select is_service()) then true when %s then true end) is not null)',
      wall.name || '_changed', wall.name, coalesce(wall.changed, 'false'));
    execute format('create policy %I on %I for delete using ((select is_service()))',
      wall.name || '_removed', wall.name);
  end loop;
end
$$;

-- What names addresses and files of people, and is the service's alone.
alter table address_failures enable row level security;
create policy address_failures_service on address_failures using ((select is_service()));
alter table unused_files enable row level security;
create policy unused_files_service on unused_files using ((select is_service()));
