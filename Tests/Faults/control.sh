#!/usr/bin/env bash
# What the fault rig asks of an instance's servers: control.sh INSTANCE VERB [ARGUMENT…].
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

# prepare: an empty database and broker, the services' secrets and tables; commits are durable before they are told.
prepare() {
  postgres_up
  postgres_roles
  rabbitmq_start
  stack_secrets
  stack_migrate
  describe
}

# describe: where everything is, for the rig to read.
describe() {
  printf 'instance=%s\nsecrets=%s\nlogs=%s\nmaildir=%s\nblobs=%s\n' \
    "$INSTANCE" "$SECRETS" "$LOGS" "$MAILDIR" "$INSTANCE/blobs"
  printf 'postgres=%s\nrabbitmq=%s\nsmtp=%s\ngateway=%s\nweb=%s\n' \
    "$POSTGRES_PORT" "$RABBITMQ_PORT" "$SMTP_PORT" "$GATEWAY_PORT" "$WEB_PORT"
  printf 'password=%s\nbinaries=%s\nadmin=%s\n' "$(secret "$SECRETS/postgres")" "$BINARIES" "$(rabbitmq_url clikc)"
}

# erlang: the process of the broker's Erlang machine, which is the recorded one or a child of it.
erlang() {
  local pid
  pid="$(head -n 1 "$INSTANCE/rabbitmq/rabbitmq.pid")"
  pgrep -P "$pid" beam.smp || echo "$pid"
}

postgres_up() { postgres_start max_connections=200; }

postgres_restart_immediate() {
  as_user postgres "$PG_BIN/pg_ctl" restart --silent --mode=immediate --wait --timeout=60 \
    --pgdata="$INSTANCE/postgres/data" --log="$INSTANCE/postgres/postgres.log" </dev/null >/dev/null 2>&1
}

stop() {
  rabbitmq_stop
  postgres_stop
}

remove() {
  stop
  rm -rf "$INSTANCE"
}

where() { say "$INSTANCE"; }

case "${2:-}" in
  prepare | describe | erlang | rabbitmq_start | rabbitmq_stop | rabbitmqctl | postgres_up | postgres_stop | stop | remove | where | \
    postgres_restart_immediate | stack_environment | stack_demo) ;;
  *) die "there is no verb '${2:-}'" ;;
esac
instance_open "$1"
stack_open
"${@:2}"
