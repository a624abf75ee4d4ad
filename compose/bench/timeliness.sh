#!/usr/bin/env bash
# How soon a tick and a certificate are there after what earned them, on a portal of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/bench/portal.sh"

portal_open
portal_learners "${CLIKC_BENCH_LEARNERS:-300}"
python="$STATE/venv/bin/python3"
[ -x "$python" ] || python=python3
PYTHONPATH="$CLIKC_ROOT/Tests/EndToEnd:$STATE/venv${PYTHONPATH:+:$PYTHONPATH}" PYTHONDONTWRITEBYTECODE=1 \
  "$python" "$CLIKC_ROOT/compose/bench/timeliness.py" "$INSTANCE/tokens" "$API_URL" "$SITE" "$@"
