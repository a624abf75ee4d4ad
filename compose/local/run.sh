#!/usr/bin/env bash
# Runs a command with the addresses of database and broker; `run clikcctl …` is the operator's command.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

[ $# -gt 0 ] || die "usage: ./clikc run COMMAND [ARGUMENT...]"
instance_open dev
if ! postgres_running || ! rabbitmq_running; then
  die "nothing is started; ./clikc up starts it"
fi
if [ "$1" = clikcctl ]; then
  stack_open
  shift
  stack_run clikcctl "$BINARIES/clikcctl" "$@"
  exit
fi
CLIKC_POSTGRES_URL="$(postgres_url clikc)"
CLIKC_AMQP_URL="$(rabbitmq_url clikc)"
export CLIKC_POSTGRES_URL CLIKC_AMQP_URL
exec "$@"
