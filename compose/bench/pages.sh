#!/usr/bin/env bash
# The dashboard and the grade report as 1 000 learners see them, on a portal of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

finish() {
  local status=$?
  trap - EXIT INT TERM
  stack_stop || status=1
  rabbitmq_stop || status=1
  postgres_stop || status=1
  [ "$status" != 0 ] || rm -rf "$INSTANCE"
  exit "$status"
}

# broker_pid: the Erlang machine, which is the recorded process or a child of it.
broker_pid() {
  local pid
  pid="$(head -n 1 "$INSTANCE/rabbitmq/rabbitmq.pid")"
  pgrep -P "$pid" beam.smp || echo "$pid"
}

bash "$CLIKC_ROOT/compose/local/install.sh" >&2
build_release >&2
instance_open "bench-$$"
stack_open
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
postgres_start max_connections=200
postgres_roles
rabbitmq_start
stack_secrets
stack_migrate >&2
stack_start
stack_ready 60
stack_demo "$INSTANCE/demo.json" >&2
stack_run clikcctl "$BINARIES/clikcctl" load generate --learners "${CLIKC_BENCH_LEARNERS:-1000}" \
  --demo "$INSTANCE/demo.json" --tokens "$INSTANCE/tokens" --course-id-file "$INSTANCE/course" >&2
python3 "$CLIKC_ROOT/compose/bench/pages.py" "$RUN" \
  "$(head -n 1 "$INSTANCE/postgres/data/postmaster.pid")" "$(broker_pid)" \
  "$INSTANCE/tokens" "http://127.0.0.1:$WEB_PORT" "$(cat "$INSTANCE/course")" "$@"
