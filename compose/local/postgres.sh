# shellcheck shell=bash
# The project's PostgreSQL: one data directory, TCP on loopback only, passwords always.

postgres_running() { running "$INSTANCE/postgres/data/postmaster.pid" postgres; }

postgres_create() {
  local data="$INSTANCE/postgres/data" password="$INSTANCE/postgres/password"
  [ ! -s "$data/PG_VERSION" ] || return 0
  mkdir -p "$INSTANCE/postgres"
  (umask 077 && secret_for POSTGRES_PASSWORD "$SECRETS/postgres" >"$password")
  own postgres "$INSTANCE/postgres"
  as_user postgres "$PG_BIN/initdb" --pgdata="$data" --username=clikc --pwfile="$password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-instructions \
    >"$INSTANCE/initdb.log" 2>&1 || die "initdb failed: see $INSTANCE/initdb.log"
  rm -f "$password"
}

# postgres_start [SETTING=VALUE…]
postgres_start() {
  local data="$INSTANCE/postgres/data" setting
  local options="-p $POSTGRES_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
  postgres_running && return 0
  postgres_create
  listening "$POSTGRES_PORT" && die "port $POSTGRES_PORT is taken; set CLIKC_POSTGRES_PORT"
  for setting in "$@"; do options+=" -c $setting"; done
  as_user postgres "$PG_BIN/pg_ctl" start --silent --wait --timeout=30 --pgdata="$data" \
    --log="$INSTANCE/postgres/postgres.log" --options="$options" </dev/null >/dev/null 2>&1 8>&- ||
    die "PostgreSQL did not start: see $INSTANCE/postgres/postgres.log"
}

postgres_stop() {
  postgres_running || return 0
  as_user postgres "$PG_BIN/pg_ctl" stop --silent --mode=fast --wait --timeout=30 \
    --pgdata="$INSTANCE/postgres/data" || die "PostgreSQL did not stop within 30 s"
}

# postgres_sql DATABASE [OPTION…]: runs the statements on standard input as the superuser.
postgres_sql() {
  local database="$1"
  shift
  PGPASSWORD="$(secret_for POSTGRES_PASSWORD "$SECRETS/postgres")" PGOPTIONS='-c client_min_messages=warning' \
    "$PG_BIN/psql" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --host=127.0.0.1 \
    --port="$POSTGRES_PORT" --username=clikc --dbname="$database" "$@"
}

# postgres_roles: the database, and for every service a schema, an owner and a runtime role.
postgres_roles() {
  local service owner runtime
  postgres_sql postgres <"$CLIKC_ROOT/compose/postgres/database.sql"
  for service in "${SERVICES[@]}"; do
    owner="$(secret "$SECRETS/postgres.${service}_owner")"
    runtime="$(secret "$SECRETS/postgres.${service}_runtime")"
    {
      printf '\\set service %s\n' "$service"
      printf '\\set owner_password %s\n\\set runtime_password %s\n' "$owner" "$runtime"
      cat "$CLIKC_ROOT/compose/postgres/service.sql"
    } | postgres_sql clikc
  done
}

postgres_url() {
  printf 'postgresql://clikc:%s@127.0.0.1:%s/%s' \
    "$(secret_for POSTGRES_PASSWORD "$SECRETS/postgres")" "$POSTGRES_PORT" "$1"
}
