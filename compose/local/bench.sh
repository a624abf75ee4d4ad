#!/usr/bin/env bash
# Measures: bench rpc, bench sql, bench events, bench pages or bench mail; --json for machines.
set -euo pipefail

subject="${1:-rpc}"
[ $# -eq 0 ] || shift
script="$CLIKC_ROOT/compose/bench/$subject.sh"
if ! [[ "$subject" =~ ^[a-z]+$ ]] || ! [ -x "$script" ]; then
  echo "clikc: there is no benchmark '$subject'; there are:$(cd "$CLIKC_ROOT/compose/bench" &&
    printf ' %s' *.sh)" >&2
  exit 64
fi
exec "$script" "$@"
