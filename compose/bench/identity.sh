#!/usr/bin/env bash
# Logins, sessions and lists of people with 10 000 and with 1 000 000 accounts, and an import, on a portal of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/bench/portal.sh"

# accounts COUNT: makes accounts until there are so many, and leaves the tables as autovacuum does within minutes.
accounts() {
  portal_accounts "$1"
  postgres_sql clikc <<<"vacuum analyze; checkpoint"
} >&2

# visitors COUNT: so many accounts have a session each; the tokens are in $INSTANCE/visitors.
visitors() {
  postgres_sql clikc -At >"$INSTANCE/visitors" <<<"with made as materialized (
      select a.id as account_id, 'visitor-' || a.id || md5(random()::text) as token
      from identity.credentials c join identity.accounts a on a.id = c.account_id
      where c.password_hash = '$(portal_hash)' and a.suspended_at is null limit $1),
    opened as (insert into identity.sessions
        (id, account_id, token_hash, created_at, last_seen_at, expires_at, idle_seconds, client_address, device)
      select gen_random_uuid(), account_id, sha256(token::bytea), now(), now(), now() + interval '12 hours', 1800, '', ''
      from made)
    select token from made"
}

# another_gateway: one that nobody else asks, at 127.0.0.1:$gateway_port, its figures at 127.0.0.1:$metrics_port.
another_gateway() {
  local environment
  read -r gateway_port metrics_port < <(free_ports 2)
  mapfile -t environment < <(stack_environment gateway)
  env "${environment[@]}" "CLIKC_GATEWAY_PORT=$gateway_port" "CLIKC_METRICS_ADDRESS=127.0.0.1:$metrics_port" \
    "$BINARIES/gateway" 2>"$LOGS/another_gateway.log" &
  gateway_pid=$!
  wait_until 60 answers "http://127.0.0.1:$gateway_port/readyz" || die "a second gateway did not start"
}

# measure NAME: what calls to Identity take now.
measure() {
  local status=0
  another_gateway
  CLIKC_AMQP_URL="$(cat "$SECRETS/amqp_url.clikcctl")" \
    python3 "$CLIKC_ROOT/compose/bench/identity.py" measure "$INSTANCE" "$peer" "$limit" \
    "$(portal_hash)" "127.0.0.1:$gateway_port" "127.0.0.1:$metrics_port" >"$INSTANCE/$1.json" || status=$?
  kill "$gateway_pid"
  wait "$gateway_pid" || true
  return "$status"
}

many="${CLIKC_BENCH_ACCOUNTS:-1000000}" few="${CLIKC_BENCH_FEW_ACCOUNTS:-10000}"
export CLIKC_LOAD_ACCOUNTS=allowed
# As docs/operations.md asks for with so many people.
export SHARED_BUFFERS=2GB
portal_open
peer="$BINARIES/bench-identity" limit="$INSTANCE/hash_limit"
[ -n "${CLIKC_BINARIES:-}" ] || release_product bench-identity --quiet >&2
hash_limit "$limit"
accounts "$few"
# A million accounts have one in sixty at work in a busy hour; with fewer, as many as there are.
visitors 16667
measure few
began=$SECONDS
accounts "$many"
filled=$((SECONDS - began))
visitors 16667
measure many
PYTHONPATH="$CLIKC_ROOT/Tests/EndToEnd" PYTHONDONTWRITEBYTECODE=1 \
  python3 "$CLIKC_ROOT/compose/bench/imports.py" "$API_URL" "$INSTANCE/demo.json" 10000 >"$INSTANCE/import.json"
python3 "$CLIKC_ROOT/compose/bench/identity.py" report "$INSTANCE/few.json" "$INSTANCE/many.json" \
  "$INSTANCE/import.json" "$few" "$many" "$filled" "$@"
