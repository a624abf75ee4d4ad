# shellcheck shell=bash
# A whole portal with the demo data, for one benchmark: portal_open starts it, and it goes when the shell ends.

. "$CLIKC_ROOT/compose/local/environment.sh"
. "$CLIKC_ROOT/compose/local/instance.sh"
. "$CLIKC_ROOT/compose/local/postgres.sh"
. "$CLIKC_ROOT/compose/local/rabbitmq.sh"
. "$CLIKC_ROOT/compose/local/stack.sh"

# portal_close: stops and removes it; after a failure its data and logs stay.
portal_close() {
  local status=$?
  trap - EXIT INT TERM
  stack_stop || status=1
  rabbitmq_stop || status=1
  postgres_stop || status=1
  [ "$status" != 0 ] || rm -rf "$INSTANCE"
  exit "$status"
}

# portal_open: sets SITE, the address of its pages, beside what an instance and a stack set. SHARED_BUFFERS: PostgreSQL's,
# as it starts with unless it is set.
portal_open() {
  bash "$CLIKC_ROOT/compose/local/install.sh"
  build_release
  instance_open "bench-$$"
  stack_open
  # shellcheck disable=SC2034  # used by the files that source this one
  SITE="http://127.0.0.1:$WEB_PORT"
  trap portal_close EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  postgres_start max_connections=200 "shared_buffers=${SHARED_BUFFERS:-128MB}"
  postgres_roles
  rabbitmq_start
  stack_secrets
  stack_migrate
  portal_start
  stack_demo "$INSTANCE/demo.json"
} >&2

portal_start() {
  stack_start
  stack_ready 60
}

# portal_learners COUNT: learners with sessions; their tokens, and the id of a course of theirs, are in $INSTANCE.
portal_learners() {
  stack_run clikcctl "$BINARIES/clikcctl" load generate --learners "$1" --demo "$INSTANCE/demo.json" \
    --tokens "$INSTANCE/tokens" --course-id-file "$INSTANCE/course" >&2
}

# portal_accounts COUNT: accounts until there are so many, where CLIKC_LOAD_ACCOUNTS allows them; how they sign in is in
# $INSTANCE/logins.json.
portal_accounts() {
  stack_run clikcctl "$BINARIES/clikcctl" load generate --accounts "$1" --demo "$INSTANCE/demo.json" \
    --logins "$INSTANCE/logins.json" >&2
}

# portal_hash: the hash that these accounts share.
portal_hash() {
  postgres_sql clikc -At <<<"select password_hash from identity.credentials
    where password_hash like '\$argon2id\$%' group by 1 order by count(*) desc limit 1"
}

# hash_limit FILE: makes the program that hashes passwords and does nothing else.
hash_limit() {
  local flags
  read -ra flags < <(pkg-config --cflags --libs libargon2)
  cc -O2 -Wall -Wextra -pthread -o "$1" "$CLIKC_ROOT/compose/bench/hash_limit.c" "${flags[@]}"
}
