#!/usr/bin/env bash
# Installs, builds and starts everything, loads the demo data, says where it is.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

bash "$CLIKC_ROOT/compose/local/install.sh"
mkdir -p "$STATE"
exec 8>"$STATE/up.lock"
flock 8
build_release
instance_open dev
stack_open
began=$SECONDS
postgres_running || rabbitmq_running || instance_ports
postgres_start max_connections=200
postgres_roles
rabbitmq_start
stack_secrets
if build_changed_since "$INSTANCE/started"; then
  stack_stop
  stack_migrate
  build_version >"$INSTANCE/started"
fi
stack_start
stack_ready 60
stack_demo "$STATE/demo.json"
ln -sfn "$MAILDIR" "$STATE/mail"
say
python3 "$CLIKC_ROOT/compose/local/welcome.py" "$STATE/demo.json"
say "Ready after $((SECONDS - began)) s. ./clikc status shows each part, ./clikc down stops it."
