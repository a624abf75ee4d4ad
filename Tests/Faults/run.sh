#!/usr/bin/env bash
# The fault rig: `test faults [--minutes N] [--every SECONDS] [--seed S]` spoils a portal at random and counts
# what was lost, `test faults bars [ARGUMENT…]` runs the timed bars (arguments go to pytest).
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"

instance="faults-$$"
control() { CLIKC_BINARIES="$CLIKC_ROOT/.build/debug" bash "$CLIKC_ROOT/Tests/Faults/control.sh" "$instance" "$@"; }

finish() {
  local status=$?
  trap - EXIT INT TERM
  if [ "$status" = 0 ]; then
    control remove
  else
    control stop
    say "FAILED. The logs and the ledger of this run are in $(control where)." >&2
  fi
  exit "$status"
}

# run PROGRAM…: in the background, so that a signal to this script reaches it.
run() {
  local child status=0
  "$@" &
  child=$!
  trap 'kill -TERM "$child" 2>/dev/null || true' INT TERM
  while :; do
    status=0
    wait "$child" || status=$?
    kill -0 "$child" 2>/dev/null || return "$status"
  done
}

pytest() {
  "$python" -m pytest -p no:cacheprovider --timeout 600 -q "$@"
}

mode=soak
case "${1:-}" in
  bars | short) mode="$1" && shift ;;
esac
python="$STATE/venv/bin/python3"
export PYTHONPATH="$STATE/venv${PYTHONPATH:+:$PYTHONPATH}" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
if [ "$mode" != short ]; then
  bash "$CLIKC_ROOT/compose/local/install.sh"
  swift build --build-tests --explicit-target-dependency-import-check error
fi
[ -x "$python" ] || python=python3
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
case "$mode" in
  bars) CLIKC_FAULT_INSTANCE="$instance" run pytest -s Tests/Faults/bars "$@" ;;
  short)
    pytest Tests/Faults/test_proxy.py
    run "$python" Tests/Faults/soak.py "$instance" --minutes 1 --every 5 --seed 3 --rest 100
    ;;
  soak) run "$python" Tests/Faults/soak.py "$instance" "$@" ;;
esac
