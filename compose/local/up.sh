#!/usr/bin/env bash
# Starts the project's PostgreSQL and RabbitMQ with their roles, users and exchanges.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"

bash "$CLIKC_ROOT/compose/local/packages.sh"
mkdir -p "$STATE"
exec 8>"$STATE/up.lock"
flock 8
instance_open dev
postgres_running || rabbitmq_running || instance_ports
began=$SECONDS
postgres_start max_connections=200
postgres_roles
rabbitmq_start
say "PostgreSQL 127.0.0.1:$POSTGRES_PORT, database clikc; RabbitMQ 127.0.0.1:$RABBITMQ_PORT, vhost clikc."
say "Passwords: $SECRETS (readable by you alone). Ready after $((SECONDS - began)) s."
