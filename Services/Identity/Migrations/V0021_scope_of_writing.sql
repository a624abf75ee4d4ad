-- The second wall around administrations (V0011) holds for writing, too: a transaction that says whose people it is
-- about adds, changes and removes nothing of anybody else's, whatever its statements ask for. What says nothing
-- (signing in, workers, administrators) writes everywhere. Who may do what within an administration is the service's
-- own rule.
create function in_scope(administration uuid) returns boolean language sql stable as $$
  select coalesce(current_setting('clikc.administration', true), '') = ''
    or administration = nullif(current_setting('clikc.administration', true), '')::uuid
$$;

alter policy accounts_in_scope on accounts
  with check (
    coalesce(current_setting('clikc.administration', true), '') = ''
    or administration_id = nullif(current_setting('clikc.administration', true), '')::uuid);

-- These belong to an administration as a whole, also for reading: nothing that lists people reads them.
alter table account_requests enable row level security;
create policy account_requests_in_scope on account_requests
  using (in_scope(administration_id)) with check (in_scope(administration_id));

alter table imports enable row level security;
create policy imports_in_scope on imports
  using (in_scope(scope_id)) with check (in_scope(scope_id));

-- Everything else stays open for reading, so that no list waits for it: who may be read is decided by accounts. Of
-- what belongs to an account, accounts says whether it is in scope; outside of a scope it is not asked.
do $$
declare
  wall record;
begin
  for wall in
    select belongs.name, format(belongs.rule, belongs.name) as rule from (values
      ('administrations', 'in_scope(id)'),
      ('administration_names', 'in_scope(administration_id)'),
      ('account_words', 'in_scope(administration_id)'),
      ('import_rows',
        'in_scope(null) or exists (select from imports i where i.id = %s.import_id)')
    ) as belongs (name, rule)
    union all
    select name,
      format('in_scope(null) or exists (select from accounts a where a.id = %s.account_id)', name)
    from unnest(array['account_roles', 'credentials', 'reset_tokens', 'reset_mails', 'sessions',
      'second_factors', 'recovery_codes', 'erasures', 'policy_acceptances', 'policy_answers'])
      as of_accounts (name)
  loop
    execute format('alter table %I enable row level security', wall.name);
    execute format('create policy %I on %I for select using (true)', wall.name || '_read', wall.name);
    execute format('create policy %I on %I for insert with check (%s)',
      wall.name || '_added', wall.name, wall.rule);
    execute format('create policy %I on %I for update using (%s) with check (%s)',
      wall.name || '_changed', wall.name, wall.rule, wall.rule);
    execute format('create policy %I on %I for delete using (%s)',
      wall.name || '_removed', wall.name, wall.rule);
  end loop;
end
$$;
