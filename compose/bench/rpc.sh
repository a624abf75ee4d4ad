#!/usr/bin/env bash
# Calls per second over our transport and a plain C client, against a broker of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/build.sh"

finish() {
  local status=$?
  trap - EXIT INT TERM
  rabbitmq_stop || status=1
  [ "$status" != 0 ] || rm -rf "$INSTANCE"
  exit "$status"
}

release_product bench-rpc --quiet >&2
mkdir -p "$STATE/bench"
read -ra flags < <(pkg-config --cflags --libs librabbitmq)
cc -O2 -Wall -Wextra -o "$STATE/bench/rpc_peer" "$CLIKC_ROOT/compose/bench/rpc_peer.c" "${flags[@]}"

instance_open "bench-$$"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
rabbitmq_start
python3 "$CLIKC_ROOT/compose/bench/rpc.py" "$(rabbitmq_url clikc)" \
  "$CLIKC_ROOT/.build-release/release/bench-rpc" "$STATE/bench/rpc_peer" "$@"
