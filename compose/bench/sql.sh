#!/usr/bin/env bash
# Queries per second of our pool and of pgbench -S -M prepared, against a server of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/build.sh"

finish() {
  local status=$?
  trap - EXIT INT TERM
  postgres_stop || status=1
  [ "$status" != 0 ] || rm -rf "$INSTANCE"
  exit "$status"
}

release_product bench-sql --quiet >&2
instance_open "bench-$$"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
postgres_start max_connections=200 shared_buffers=256MB fsync=off
echo 'create database bench' | postgres_sql postgres
python3 "$CLIKC_ROOT/compose/bench/sql.py" "$(postgres_url bench)" \
  "$CLIKC_ROOT/.build-release/release/bench-sql" "$PG_BIN/pgbench" "$@"
