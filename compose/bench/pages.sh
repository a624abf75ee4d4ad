#!/usr/bin/env bash
# The dashboard and the grade report as 1 000 learners see them, on a portal of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/bench/portal.sh"

# broker_pid: the Erlang machine, which is the recorded process or a child of it.
broker_pid() {
  local pid
  pid="$(head -n 1 "$INSTANCE/rabbitmq/rabbitmq.pid")"
  pgrep -P "$pid" beam.smp || echo "$pid"
}

portal_open
portal_learners "${CLIKC_BENCH_LEARNERS:-1000}"
python3 "$CLIKC_ROOT/compose/bench/pages.py" "$RUN" \
  "$(head -n 1 "$INSTANCE/postgres/data/postmaster.pid")" "$(broker_pid)" \
  "$INSTANCE/tokens" "$SITE" "$(cat "$INSTANCE/course")" "$@"
