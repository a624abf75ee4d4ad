#!/usr/bin/env bash
# The dashboard when 200 000 learners take part in 60 courses each, on a portal of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/bench/portal.sh"

# fill: rows for so many are written with settings nobody serves with, and the server begins anew with its usual ones.
fill() {
  say "Filling the database with $learners learners in $courses courses."
  stack_stop
  postgres_stop
  postgres_start fsync=off autovacuum=off max_wal_size=8GB maintenance_work_mem=512MB work_mem=256MB
  postgres_sql clikc --set=learners="$learners" --set=courses="$courses" --set=origin="$(cat "$INSTANCE/course")" \
    <"$CLIKC_ROOT/compose/bench/dashboard.sql"
  postgres_stop
  postgres_start max_connections=200
  portal_start
} >&2

learners="${CLIKC_BENCH_PEOPLE:-200000}" courses="${CLIKC_BENCH_COURSES:-60}"
portal_open
portal_learners "${CLIKC_BENCH_LEARNERS:-1000}"
fill
size="$(echo "select pg_database_size('clikc') / 1048576" | postgres_sql clikc -At)"
buffers="$(echo "select setting::bigint / 128 from pg_settings where name = 'shared_buffers'" | postgres_sql clikc -At)"
python3 "$CLIKC_ROOT/compose/bench/dashboard.py" "$INSTANCE/tokens" "$API_URL" "$SITE" \
  "$learners" "$courses" "$size" "$buffers" "$@"
