#!/usr/bin/env bash
# Mails per second with 1 and 4 connections, against a plain C client on libcurl.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

finish() {
  local status=$?
  trap - EXIT INT TERM
  rabbitmq_stop || status=1
  postgres_stop || status=1
  [ "$status" != 0 ] || rm -rf "$INSTANCE"
  exit "$status"
}

[ -n "${CLIKC_BINARIES:-}" ] || release_product notification --quiet >&2
mkdir -p "$STATE/bench"
read -ra flags < <(pkg-config --cflags --libs libcurl)
for program in mail_sink mail_peer; do
  cc -O2 -Wall -Wextra -pthread -o "$STATE/bench/$program" "$CLIKC_ROOT/compose/bench/$program.c" "${flags[@]}"
done

instance_open "bench-$$"
stack_open
SERVICES=(notification)
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
postgres_start max_connections=100
postgres_roles
rabbitmq_start
stack_secrets
stack_migrate >&2
(umask 077 && openssl genrsa -out "$SECRETS/dkim.pem" 2048 2>/dev/null)
export CLIKC_DKIM_SELECTOR=bench CLIKC_DKIM_KEY_FILE="$SECRETS/dkim.pem" CLIKC_MAIL_FROM=clikc@clikc.example
export CLIKC_LOG_LEVEL=error
CLIKC_SMTP_URL="smtp://127.0.0.1:$SMTP_PORT"
export CLIKC_SMTP_URL
mapfile -t environment < <(stack_environment notification)
DATABASE_URL="$(postgres_url clikc)" PSQL="$PG_BIN/psql" env "${environment[@]}" \
  python3 "$CLIKC_ROOT/compose/bench/mail.py" "$BINARIES/notification" "$STATE/bench" "$SMTP_PORT" "$@"
