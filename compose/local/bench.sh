#!/usr/bin/env bash
# Measures: bench rpc, sql, events, pages, dashboard, timeliness, mail, identity or strangers; --json for machines.
set -euo pipefail

subject="${1:-rpc}"
[ $# -eq 0 ] || shift
script="$CLIKC_ROOT/compose/bench/$subject.sh"
if ! [[ "$subject" =~ ^[a-z]+$ ]] || ! [ -x "$script" ]; then
  echo "clikc: there is no benchmark '$subject'; there are:$(cd "$CLIKC_ROOT/compose/bench" &&
    for file in *.sh; do [ ! -x "$file" ] || printf ' %s' "${file%.sh}"; done)" >&2
  exit 64
fi
exec "$script" "$@"
