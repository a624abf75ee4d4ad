#!/usr/bin/env bash
# A line for each part: state, version, uptime, messages waiting, address. Fails when one is down.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

uptime_of() { ps -o etime= -p "$(head -n 1 "$1")" | tr -d ' '; }
line() { printf '%-13s %-6s %-14s %-12s %7s  %s\n' "$@"; }

postgres_line() {
  local version
  version="$(postgres_sql postgres --tuples-only --no-align -c 'show server_version' | cut -d' ' -f1)"
  line postgres up "$version" "$(uptime_of "$INSTANCE/postgres/data/postmaster.pid")" - \
    "127.0.0.1:$POSTGRES_PORT"
}

rabbitmq_line() {
  line rabbitmq up "$(dpkg-query -W -f '${Version}' rabbitmq-server | cut -d- -f1)" \
    "$(uptime_of "$INSTANCE/rabbitmq/rabbitmq.pid")" "$(waiting '.*')" "127.0.0.1:$RABBITMQ_PORT"
}

# waiting PATTERN: messages ready in the queues whose name matches.
waiting() {
  awk -v pattern="^($1)$" '$1 ~ pattern { sum += $2 } END { print sum + 0 }' <<<"$queues"
}

service_line() {
  local address=-
  case "$1" in
    web) address="$SITE_URL" ;;
    gateway) address="$API_URL" ;;
    mail) address="$MAILDIR" ;;
  esac
  if running "$RUN/$1.pid" "$1"; then
    line "$1" up "$version" "$(uptime_of "$RUN/$1.pid")" "$(waiting "(rpc\\.)?$1(\\..*)?")" "$address"
  elif running "$RUN/$1.supervisor" supervise; then
    line "$1" starts "$version" - - "$address" && down=1
  else
    line "$1" down "$version" - - "$address" && down=1
  fi
}

instance_open dev
stack_open
down=0 queues="" version="$(cat "$BUILT" 2>/dev/null || echo -)"
if rabbitmq_running; then
  queues="$(rabbitmqctl --silent list_queues --vhost clikc name messages_ready)"
fi
line part state version uptime waiting address
if postgres_running; then postgres_line; else line postgres down - - - - && down=1; fi
if rabbitmq_running; then rabbitmq_line; else line rabbitmq down - - - - && down=1; fi
for service in mail "${STACK[@]}"; do service_line "$service"; done
exit "$down"
