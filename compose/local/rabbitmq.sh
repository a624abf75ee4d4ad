# shellcheck shell=bash
# The project's RabbitMQ: its own node, port mapper and distribution port, all on loopback.

# Its schedulers are not bound to processors, which they share with everything else here: a bound one waits for
# its own while another is free (a sixth more pages a second on two).
rabbitmq_environment() {
  local dir="$INSTANCE/rabbitmq"
  printf '%s\n' HOME="$dir" PATH="$PATH" LANG=C.UTF-8 \
    RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_NODENAME="$NODE" \
    RABBITMQ_CONFIG_FILE="$dir/rabbitmq" RABBITMQ_ADVANCED_CONFIG_FILE="$dir/advanced" \
    RABBITMQ_MNESIA_BASE="$dir/data" RABBITMQ_LOG_BASE="$dir/log" \
    RABBITMQ_PID_FILE="$dir/node.pid" RUNNING_UNDER_SYSTEMD=1 RABBITMQ_ENABLED_PLUGINS_FILE="$dir/plugins" \
    RABBITMQ_DIST_PORT="$RABBITMQ_DIST_PORT" ERL_EPMD_PORT="$EPMD_PORT" \
    RABBITMQ_SCHEDULER_BIND_TYPE=u \
    ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
}

# broker_users: the users of the call graph, a name a line.
broker_users() {
  python3 -c 'import json, sys; print(*json.load(sys.stdin)["services"], sep="\n")' \
    <"$CLIKC_ROOT/compose/rabbitmq/definitions.json"
}

# rabbitmq_run PROGRAM…: runs a program in the node's environment, as its user.
rabbitmq_run() {
  local environment
  mapfile -t environment < <(rabbitmq_environment)
  as_user rabbitmq env -i "${environment[@]}" "$@"
}

rabbitmqctl() { rabbitmq_run "$RABBITMQ_BIN/rabbitmqctl" "$@"; }

rabbitmq_running() {
  running "$INSTANCE/rabbitmq/rabbitmq.pid" rabbit && listening "$RABBITMQ_PORT"
}

# rabbitmq_settled: it listens, or its process was recorded and is gone.
rabbitmq_settled() {
  local pid="$INSTANCE/rabbitmq/rabbitmq.pid"
  rabbitmq_running || { [ -s "$pid" ] && ! running "$pid" rabbit; }
}

# rabbitmq_configure: the node's settings, and its users, permissions and exchanges as data.
rabbitmq_configure() {
  local dir="$INSTANCE/rabbitmq" service
  mkdir -p "$dir/data" "$dir/log"
  secret_for RABBITMQ_PASSWORD "$SECRETS/rabbitmq" >/dev/null
  for service in $(broker_users); do secret "$SECRETS/rabbitmq.$service" >/dev/null; done
  [ -s "$dir/.erlang.cookie" ] || secret "$dir/.erlang.cookie" >/dev/null
  (umask 077 && RABBITMQ_ADMIN_PASSWORD="$(secret_for RABBITMQ_PASSWORD "$SECRETS/rabbitmq")" \
    python3 "$CLIKC_ROOT/compose/rabbitmq/definitions.py" \
    "$CLIKC_ROOT/compose/rabbitmq/definitions.json" "$SECRETS" >"$dir/definitions.json")
  sed -e "s|@PORT@|$RABBITMQ_PORT|" -e "s|@DIR@|$dir|" \
    "$CLIKC_ROOT/compose/rabbitmq/rabbitmq.conf" >"$dir/rabbitmq.conf"
  echo '[].' >"$dir/plugins"
  own rabbitmq "$dir"
}

# rabbitmq_refresh: gives a running node the users, permissions and exchanges of a newer version.
rabbitmq_refresh() {
  local definitions="$INSTANCE/rabbitmq/definitions.json" before
  before="$(cksum <"$definitions")"
  rabbitmq_configure
  [ "$(cksum <"$definitions")" = "$before" ] && return 0
  rabbitmqctl --quiet import_definitions "$definitions" >/dev/null ||
    die "RabbitMQ did not take the new permissions: see $INSTANCE/rabbitmq/log"
}

rabbitmq_start() {
  local dir="$INSTANCE/rabbitmq" port
  if rabbitmq_running; then
    rabbitmq_refresh
    return 0
  fi
  for port in "$RABBITMQ_PORT" "$RABBITMQ_DIST_PORT"; do
    listening "$port" && die "port $port is taken; set CLIKC_RABBITMQ_PORT"
  done
  rabbitmq_configure
  epmd_start
  recorded rabbitmq "$RABBITMQ_BIN/rabbitmq-server"
  wait_until 60 rabbitmq_settled || die "RabbitMQ did not start within 60 s: see $dir/log"
  rabbitmq_running || die "RabbitMQ ended while it started: see $dir/log"
}

# epmd_start: Erlang's port mapper; started here so that its process is known and can be stopped.
epmd_start() {
  local dir="$INSTANCE/rabbitmq"
  running "$dir/epmd.pid" epmd && return 0
  recorded epmd epmd -port "$EPMD_PORT" -address 127.0.0.1
  wait_until 10 listening "$EPMD_PORT" || die "epmd did not start: see $dir/log/epmd.console.log"
}

# recorded NAME PROGRAM…: starts a server in the background, its process id in NAME.pid.
recorded() {
  local dir="$INSTANCE/rabbitmq" name="$1" environment
  shift
  rm -f "$dir/$name.pid"
  mapfile -t environment < <(rabbitmq_environment)
  # shellcheck disable=SC2016  # the inner shell expands them
  as_server rabbitmq env -i "${environment[@]}" \
    sh -c 'ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"; echo $$ >"$0"; exec "$@"' "$dir/$name.pid" "$@" \
    </dev/null >"$dir/log/$name.console.log" 2>&1 8>&- &
}

rabbitmq_stop() {
  local dir="$INSTANCE/rabbitmq"
  stop_recorded "$dir/rabbitmq.pid" rabbit 30
  stop_recorded "$dir/epmd.pid" epmd 5
}

# stop_recorded PIDFILE WORD SECONDS: asks the recorded process to end, then insists.
stop_recorded() {
  running "$1" "$2" || return 0
  local pid
  pid="$(head -n 1 "$1")"
  kill -TERM "$pid"
  wait_until "$3" ended "$pid" "$2" || kill -KILL "$pid"
  rm -f "$1"
}

ended() { ! alive "$1" "$2"; }

rabbitmq_url() {
  printf 'amqp://clikc:%s@127.0.0.1:%s/%s' \
    "$(secret_for RABBITMQ_PASSWORD "$SECRETS/rabbitmq")" "$RABBITMQ_PORT" "$1"
}
