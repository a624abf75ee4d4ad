# shellcheck shell=bash
# The services of an instance: their secrets, settings, migrations, start, readiness and stop.
# BINARIES is the directory of their executables.

. "$CLIKC_ROOT/compose/local/build.sh"

STACK=(identity catalogue progress notification gateway web)

# stack_open: ports and directories of the services of the open instance.
stack_open() {
  RUN="$INSTANCE/run" LOGS="$INSTANCE/log" MAILDIR="$INSTANCE/mail"
  mkdir -p "$RUN" "$LOGS" "$INSTANCE/blobs"
  [ -s "$INSTANCE/edge.ports" ] || stack_ports >"$INSTANCE/edge.ports"
  read -r WEB_PORT GATEWAY_PORT SMTP_PORT <"$INSTANCE/edge.ports"
  SITE_URL="${CLIKC_SITE_URL:-http://localhost:$WEB_PORT}"
  API_URL="http://127.0.0.1:$GATEWAY_PORT"
  export MAILDIR
}

# stack_ports: 8080 for the pages when nobody has it and none is chosen, others where it is free.
stack_ports() {
  local web gateway free
  web="$(port_setting WEB_PORT)"
  gateway="$(port_setting GATEWAY_PORT)"
  read -ra free < <(free_ports 3)
  if [ -z "$web" ]; then
    web=8080
    if [ "$(basename "$INSTANCE")" != dev ] || listening 8080; then web="${free[0]}"; fi
  fi
  echo "$web ${gateway:-${free[1]}} ${free[2]}"
}

# stack_secrets: what the services hold in files that only their user reads.
stack_secrets() {
  local service
  secret "$SECRETS/secret_key" >/dev/null
  secret "$SECRETS/csrf_key" >/dev/null
  if [ ! -s "$SECRETS/principal.pem" ]; then
    (umask 077 && openssl genpkey -algorithm ed25519 -out "$SECRETS/principal.pem" 2>/dev/null &&
      openssl pkey -in "$SECRETS/principal.pem" -pubout -out "$SECRETS/principal.public.pem")
  fi
  if [ ! -s "$SECRETS/certificate.pem" ]; then
    (umask 077 && openssl genpkey -algorithm ed25519 -out "$SECRETS/certificate.pem" 2>/dev/null)
  fi
  for service in "${SERVICES[@]}"; do
    stack_file "postgres_url.$service" "$(stack_postgres_url "$service" runtime)"
    stack_file "postgres_owner_url.$service" "$(stack_postgres_url "$service" owner)"
  done
  for service in $(broker_users); do
    stack_file "amqp_url.$service" \
      "amqp://$service:$(secret "$SECRETS/rabbitmq.$service")@127.0.0.1:$RABBITMQ_PORT/clikc"
  done
}

stack_file() { (umask 077 && printf '%s' "$2" >"$SECRETS/$1"); }

stack_postgres_url() {
  printf 'postgresql://%s_%s:%s@127.0.0.1:%s/clikc' "$1" "$2" \
    "$(secret "$SECRETS/postgres.$1_$2")" "$POSTGRES_PORT"
}

# stack_environment SERVICE: its settings, a NAME=VALUE a line; what the caller set comes first.
stack_environment() {
  local service="$1"
  printf '%s\n' "CLIKC_SITE_URL=$SITE_URL" "CLIKC_VERSION=$(build_version)" "CLIKC_BLOB_DIRECTORY=$INSTANCE/blobs" \
    "CLIKC_CONTACT_ADDRESS=${CLIKC_CONTACT_ADDRESS:-elearning@wcoomd.org}" \
    "CLIKC_AMQP_URL_FILE=$SECRETS/amqp_url.$service" \
    "CLIKC_PRINCIPAL_PUBLIC_KEY_FILE=$SECRETS/principal.public.pem"
  case "$service" in
    identity)
      printf '%s\n' "CLIKC_PRINCIPAL_KEY_FILE=$SECRETS/principal.pem" \
        "CLIKC_SECRET_KEY_FILE=$SECRETS/secret_key"
      ;;
    notification)
      printf '%s\n' "CLIKC_SMTP_URL=${CLIKC_SMTP_URL:-smtp://127.0.0.1:$SMTP_PORT}" \
        "CLIKC_MAIL_FROM=${CLIKC_MAIL_FROM:-clikc@localhost.localdomain}" \
        "CLIKC_CERTIFICATE_KEY_FILE=$SECRETS/certificate.pem"
      ;;
    gateway) echo "CLIKC_GATEWAY_PORT=$GATEWAY_PORT" ;;
    web)
      printf '%s\n' "CLIKC_WEB_PORT=$WEB_PORT" "CLIKC_GATEWAY_URL=$API_URL" \
        "CLIKC_CSRF_KEY_FILE=$SECRETS/csrf_key"
      ;;
    clikcctl) printf '%s\n' "CLIKC_GATEWAY_URL=$API_URL" ;;
  esac
  if [ -s "$SECRETS/postgres_url.$service" ]; then
    printf '%s\n' "CLIKC_POSTGRES_URL_FILE=$SECRETS/postgres_url.$service"
  fi
}

# stack_run SERVICE PROGRAM…: a program with the settings of a service.
stack_run() {
  local service="$1" environment
  shift
  mapfile -t environment < <(stack_environment "$service")
  env "${environment[@]}" "$@"
}

stack_migrate() {
  local service
  for service in "${SERVICES[@]}"; do
    CLIKC_POSTGRES_OWNER_URL_FILE="$SECRETS/postgres_owner_url.$service" \
      stack_run "$service" "$BINARIES/$service" migrate || die "the migrations of $service failed"
  done
}

# stack_start: whatever is not supervised yet.
stack_start() {
  local service python="$STATE/venv/bin/python3"
  [ -x "$python" ] || python=python3
  if [ -z "${CLIKC_SMTP_URL:-}" ]; then
    supervised mail env PYTHONPATH="$STATE/venv" "$python" "$CLIKC_ROOT/compose/local/mail_sink.py" \
      "$SMTP_PORT" "$MAILDIR"
  fi
  for service in "${STACK[@]}"; do
    mapfile -t environment < <(stack_environment "$service")
    supervised "$service" env "${environment[@]}" "$BINARIES/$service"
  done
}

# supervised NAME PROGRAM…
supervised() {
  local name="$1"
  shift
  running "$RUN/$name.supervisor" supervise && return 0
  rm -f "$RUN/$name.pid"
  setsid bash "$CLIKC_ROOT/compose/local/supervise.sh" "$name" "$RUN" "$LOGS/$name.log" "$@" \
    </dev/null >/dev/null 2>&1 8>&- 9>&- &
}

# stack_ready SECONDS: gateway and web say that they and all behind them are ready.
stack_ready() {
  wait_until "$1" answers "$API_URL/readyz" || stack_blame gateway
  wait_until "$1" answers "http://127.0.0.1:$WEB_PORT/readyz" || stack_blame web
}

answers() { curl --silent --fail --max-time 2 --output /dev/null "$1"; }

stack_blame() {
  local service
  for service in "${STACK[@]}"; do
    running "$RUN/$service.pid" "$service" ||
      say "$service is down: $(tail -n 1 "$LOGS/$service.log" 2>/dev/null)" >&2
  done
  die "$1 was not ready in time: see $LOGS/$1.log"
}

# stack_demo: the administrations and the demo data, through the calls any user makes; twice changes nothing.
stack_demo() {
  stack_run clikcctl "$BINARIES/clikcctl" administrations load --file "$CLIKC_ROOT/compose/facts/administrations.yaml"
  stack_run clikcctl "$BINARIES/clikcctl" demo load --directory "$CLIKC_ROOT/compose/demo" \
    --maildir "$MAILDIR" --output "$1"
}

stack_stop() {
  local name
  for name in web gateway notification progress catalogue identity mail; do
    stop_recorded "$RUN/$name.supervisor" supervise 15
    stop_recorded "$RUN/$name.pid" "$name" 5
  done
}
