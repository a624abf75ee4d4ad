#!/usr/bin/env bash
# Logins, sessions and lists of people with 10 000 and with 1 000 000 accounts, and an import, on a portal of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/bench/portal.sh"

# accounts COUNT: makes accounts until there are so many, and leaves the tables as autovacuum does within minutes.
accounts() {
  portal_accounts "$1"
  postgres_sql clikc <<<"vacuum analyze; checkpoint"
} >&2

# measure NAME: what calls to Identity take now.
measure() {
  CLIKC_AMQP_URL="$(cat "$SECRETS/amqp_url.clikcctl")" \
    python3 "$CLIKC_ROOT/compose/bench/identity.py" measure "$INSTANCE" "$peer" "$limit" \
    "$(portal_hash)" >"$INSTANCE/$1.json"
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
measure few
began=$SECONDS
accounts "$many"
filled=$((SECONDS - began))
measure many
PYTHONPATH="$CLIKC_ROOT/Tests/EndToEnd" PYTHONDONTWRITEBYTECODE=1 \
  python3 "$CLIKC_ROOT/compose/bench/imports.py" "$API_URL" "$INSTANCE/demo.json" 10000 >"$INSTANCE/import.json"
python3 "$CLIKC_ROOT/compose/bench/identity.py" report "$INSTANCE/few.json" "$INSTANCE/many.json" \
  "$INSTANCE/import.json" "$few" "$many" "$filled" "$@"
