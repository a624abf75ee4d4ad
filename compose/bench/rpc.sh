#!/usr/bin/env bash
# Calls over our transport, plain C and HTTP/2, against a broker of its own; or --chain, or --streams.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/build.sh"

bench="$CLIKC_ROOT/compose/bench"
made="$STATE/bench"
http2="$CLIKC_ROOT/.build-http2"

finish() {
  local status=$?
  trap - EXIT INT TERM
  rabbitmq_stop || status=1
  [ "$status" != 0 ] || rm -rf "$INSTANCE"
  exit "$status"
}

build() {
  local flags
  release_product bench-rpc --quiet >&2
  mkdir -p "$made"
  read -ra flags < <(pkg-config --cflags --libs librabbitmq)
  cc -O2 -Wall -Wextra -o "$made/rpc_peer" "$bench/rpc_peer.c" "${flags[@]}"
  cc -O2 -Wall -Wextra -shared -fPIC -o "$made/allocations.so" "$bench/allocations.c"
}

build_http2() {
  swift build --quiet --configuration release --package-path "$bench" --scratch-path "$http2" \
    --product bench-http2 >&2
}

# tls_listener PORT: makes the broker listen with a certificate of its own, before it starts.
tls_listener() {
  local dir="$INSTANCE/rabbitmq"
  mkdir -p "$dir"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost -keyout "$dir/key.pem" -out "$dir/certificate.pem" 2>/dev/null
  cat >"$dir/advanced" <<END
[{rabbit, [{ssl_listeners, [{"127.0.0.1", $1}]},
  {ssl_options, [{certfile, "$dir/certificate.pem"}, {keyfile, "$dir/key.pem"},
    {versions, ['tlsv1.3', 'tlsv1.2']}]}]}].
END
}

# tls_url PORT: as rabbitmq_url, with TLS.
tls_url() {
  local authorities="$made/authorities.pem"
  cp "$INSTANCE/rabbitmq/certificate.pem" "$authorities"
  rabbitmq_url clikc | sed -e "s|^amqp:|amqps:|" -e "s|@127.0.0.1:[0-9]*|@localhost:$1|" \
    -e "s|\$|?cacertfile=$authorities|"
}

kind=calls
case "${1:-}" in
  --chain | --streams)
    kind="${1#--}"
    shift
    ;;
esac
build
[ "$kind" != calls ] || build_http2
instance_open "bench-$$"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
read -ra ports < <(free_ports 3)
tls_listener "${ports[0]}"
rabbitmq_start
options=(--url "$(rabbitmq_url clikc)" --ours "$CLIKC_ROOT/.build-release/release/bench-rpc")
broker=(--broker "$(cat "$INSTANCE/rabbitmq/rabbitmq.pid")")
case "$kind" in
  calls)
    options+=(--tls "$(tls_url "${ports[0]}")" --c "$made/rpc_peer" --http2 "$http2/release/bench-http2"
      --ports "${ports[@]:1}" --counter "$made/allocations.so")
    python3 "$bench/rpc.py" "${options[@]}" "${broker[@]}" "$@"
    ;;
  chain) python3 "$bench/chain.py" "${options[@]}" "$@" ;;
  streams) python3 "$bench/streams.py" "${options[@]}" "${broker[@]}" "$@" ;;
esac
