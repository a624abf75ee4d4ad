#!/usr/bin/env bash
# Stops what `up` started, by recorded process id. The data stays.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

instance_open dev
stack_open
stack_stop
rabbitmq_stop
postgres_stop
say "Stopped."
