#!/usr/bin/env bash
# A line for each server: state, version, uptime, address. Fails when one is down.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"

uptime_of() { ps -o etime= -p "$(head -n 1 "$1")" | tr -d ' '; }

instance_open dev
down=0
line() { printf '%-10s %-8s %-10s %-12s %s\n' "$@"; }
if postgres_running; then
  line postgres up "$(postgres_sql postgres --tuples-only --no-align -c 'show server_version' | cut -d' ' -f1)" \
    "$(uptime_of "$INSTANCE/postgres/data/postmaster.pid")" "127.0.0.1:$POSTGRES_PORT"
else
  line postgres down - - - && down=1
fi
if rabbitmq_running; then
  line rabbitmq up "$(dpkg-query -W -f '${Version}' rabbitmq-server | cut -d- -f1)" \
    "$(uptime_of "$INSTANCE/rabbitmq/rabbitmq.pid")" "127.0.0.1:$RABBITMQ_PORT"
  rabbitmqctl --silent list_queues --vhost clikc name messages | sed 's/^/           queue /'
else
  line rabbitmq down - - - && down=1
fi
exit "$down"
