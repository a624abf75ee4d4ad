#!/usr/bin/env bash
# Not a command of its own: keeps one service running. supervise.sh NAME RUN_DIRECTORY LOG PROGRAM…
# Writes NAME.supervisor and NAME.pid into RUN_DIRECTORY. A program that ends comes back after 1 s,
# then 2, 4, … 30; ten minutes of running forget the failures. Status 78 (a wrong setting) is final.
set -uo pipefail

name="$1" run="$2" log="$3"
shift 3
child="" stopping="" failures=0

stop() {
  stopping=yes
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
}
trap stop TERM INT
echo $$ >"$run/$name.supervisor"

note() { printf '{"time":"%s","level":"notice","service":"%s","message":"%s"}\n' \
  "$(date -u +%FT%TZ)" "supervisor" "$1" >>"$log"; }

# wait_for PID: its status, however many signals come meanwhile.
wait_for() {
  local status
  while :; do
    wait "$1"
    status=$?
    kill -0 "$1" 2>/dev/null || return "$status"
  done
}

while [ -z "$stopping" ]; do
  began=$SECONDS
  "$@" </dev/null >>"$log" 2>&1 &
  child=$!
  echo "$child" >"$run/$name.pid"
  wait_for "$child"
  status=$?
  rm -f "$run/$name.pid"
  [ -z "$stopping" ] || break
  note "$name ended with status $status"
  [ "$status" != 78 ] || { note "$name has a wrong setting and stays down"; break; }
  [ $((SECONDS - began)) -lt 600 ] || failures=0
  pause=$((1 << (failures < 5 ? failures : 5)))
  failures=$((failures + 1))
  sleep $((pause < 30 ? pause : 30)) &
  wait $!
done
rm -f "$run/$name.supervisor"
