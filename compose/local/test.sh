#!/usr/bin/env bash
# Builds once, then runs every test against a database and a broker made for this run.
# Arguments go to `swift test` (for example --filter AMQPTests).
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"

finish() {
  local status=$?
  trap - EXIT INT TERM
  rabbitmq_stop || status=1
  postgres_stop || status=1
  case "$status" in
    0 | 130 | 143) rm -rf "$INSTANCE" ;;
    *) say "FAILED. The servers' logs of this run are in $INSTANCE." >&2 ;;
  esac
  exit "$status"
}

bash "$CLIKC_ROOT/compose/local/packages.sh"
instance_open "test-$$"
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
postgres_start fsync=off synchronous_commit=off full_page_writes=off max_connections=200
echo 'create database clikc' | postgres_sql postgres
rabbitmq_start
CLIKC_TEST_POSTGRES_URL="$(postgres_url clikc)"
CLIKC_TEST_AMQP_URL="$(rabbitmq_url clikc)"
CLIKC_TEST_RABBITMQCTL="$INSTANCE/rabbitmqctl"
export CLIKC_TEST_POSTGRES_URL CLIKC_TEST_AMQP_URL CLIKC_TEST_RABBITMQCTL
{
  echo '#!/usr/bin/env bash'
  mapfile -t environment < <(rabbitmq_environment)
  printf 'exec '
  ! is_root || printf 'runuser -u rabbitmq -- '
  printf '%q ' env -i "${environment[@]}" "$RABBITMQ_BIN/rabbitmqctl"
  # shellcheck disable=SC2016  # for the written script to expand
  echo '"$@"'
} >"$CLIKC_TEST_RABBITMQCTL"
chmod 700 "$CLIKC_TEST_RABBITMQCTL"

say "Database and broker of this run are ready; building."
swift build --build-tests --explicit-target-dependency-import-check error
swift test --skip-build "$@"
