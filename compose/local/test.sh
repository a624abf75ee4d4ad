#!/usr/bin/env bash
# Builds once, then runs every test on a database, broker and portal of this run's own.
# `test browser ARGUMENT…` runs the browser tests alone (arguments go to pytest); other arguments go to
# `swift test` and leave the browser out (for example --filter AMQPTests). `test faults …` is the fault rig,
# see docs/reliability.md.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

finish() {
  local status=$?
  trap - EXIT INT TERM
  stack_stop || status=1
  rabbitmq_stop || status=1
  postgres_stop || status=1
  case "$status" in
    0 | 130 | 143) rm -rf "$INSTANCE" ;;
    *) say "FAILED. The servers' logs of this run are in $INSTANCE." >&2 ;;
  esac
  exit "$status"
}

# portal: the whole of it on debug binaries, with the demo data.
portal() {
  BINARIES="$CLIKC_ROOT/.build/debug"
  postgres_roles
  stack_secrets
  stack_migrate
  export CLIKC_BOUNCE_ADDRESS=bounces@localhost.localdomain CLIKC_BOUNCE_MAILDIR="$INSTANCE/bounces"
  # The services inherit what is exported; what opens everything to a test is none of their business.
  (unset CLIKC_TEST_POSTGRES_URL CLIKC_TEST_AMQP_URL && stack_start)
  stack_ready 60
  stack_demo "$INSTANCE/demo.json"
}

# browser [ARGUMENT…]: the tests that use the portal as people do.
browser() {
  say "Starting the portal for the browser tests."
  portal
  CLIKC_TEST_SECRETS="$SECRETS" CLIKC_TEST_DEMO="$INSTANCE/demo.json" CLIKC_TEST_RUN="$RUN" CLIKC_TEST_LOGS="$LOGS" \
    CLIKC_TEST_BOUNCES="$CLIKC_BOUNCE_MAILDIR" \
    PYTHONPATH="$STATE/venv${PYTHONPATH:+:$PYTHONPATH}" PYTHONDONTWRITEBYTECODE=1 \
    "$python" -m pytest -p no:cacheprovider Tests/EndToEnd "$@"
}

if [ "${1:-}" = faults ]; then
  exec bash "$CLIKC_ROOT/Tests/Faults/run.sh" "${@:2}"
fi
bash "$CLIKC_ROOT/compose/local/install.sh"
python="$STATE/venv/bin/python3"
[ -x "$python" ] || python=python3
instance_open "test-$$"
stack_open
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
if [ "${1:-}" = browser ]; then
  shift
  browser "$@"
else
  # Each test has a database or broker of its own: all at once would starve each other of processor time.
  SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 swift test --skip-build "$@"
  if [ $# = 0 ]; then
    say "A hundred thousand calls of people in random roles: three minutes."
    CLIKC_TEST_CALLS=100000 swift test --skip-build --filter RoleGraphTests
    browser
    bash "$CLIKC_ROOT/Tests/Faults/run.sh" short
  fi
fi
