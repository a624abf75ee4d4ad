#!/usr/bin/env bash
# Prints the end of a log: a service, mail, postgres, rabbitmq or epmd; -f follows it.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"

instance_open dev
case "${1:-}" in
  postgres) file="$INSTANCE/postgres/postgres.log" ;;
  rabbitmq) file="$INSTANCE/rabbitmq/log/$NODE.log" ;;
  epmd) file="$INSTANCE/rabbitmq/log/epmd.console.log" ;;
  identity | catalogue | progress | notification | gateway | web | mail) file="$INSTANCE/log/$1.log" ;;
  *) die "usage: ./clikc logs identity|catalogue|progress|notification|gateway|web|mail|postgres|rabbitmq|epmd [-f]" ;;
esac
[ -f "$file" ] || die "there is no log of $1 yet; ./clikc up starts it"
shift
exec tail -n 200 "$@" "$file"
