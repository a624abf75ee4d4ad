#!/usr/bin/env bash
# Latency, drain and clean-up of events (O6, O7, O11), on a database and broker of their own.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/build.sh"

finish() {
  local status=$?
  trap - EXIT INT TERM
  rabbitmq_stop || status=1
  postgres_stop || status=1
  rm -rf "$INSTANCE"
  exit "$status"
}

release_product events-peer --quiet >&2
instance_open "bench-$$"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# With fsync, as in production; commit times are what the latencies are read from.
postgres_start max_connections=200 shared_buffers=256MB max_wal_size=4GB track_commit_timestamp=on
echo 'create database bench' | postgres_sql postgres
rabbitmq_start
CLIKC_POSTGRES_URL="$(postgres_url bench)"
CLIKC_AMQP_URL="$(rabbitmq_url clikc)"
export CLIKC_POSTGRES_URL CLIKC_AMQP_URL CLIKC_POSTGRES_OWNER_URL="$CLIKC_POSTGRES_URL"
"$CLIKC_ROOT/.build-release/release/events-peer" measure "$@"
