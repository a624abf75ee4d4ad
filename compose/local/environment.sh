# shellcheck shell=bash
# shellcheck disable=SC2034  # used by the files that source this one
# What every command shares: where things are, how to speak, how to become another user.

: "${CLIKC_ROOT:?run this through ./clikc}"
umask 022
STATE="$(realpath -m "${CLIKC_STATE:-$CLIKC_ROOT/.clikc}")"
PG_BIN="${CLIKC_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}"
RABBITMQ_BIN="${CLIKC_RABBITMQ_BIN:-/usr/lib/rabbitmq/bin}"
SERVICES=(identity catalogue progress notification)
export STATE

say() { printf '%s\n' "$*"; }

die() {
  printf 'clikc: %s\n' "$*" >&2
  exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

# as_user NAME COMMAND…: servers refuse to run as root, so root steps down; others stay who they are.
as_user() {
  local user="$1"
  shift
  if is_root; then (cd / && exec runuser -u "$user" -- "$@"); else "$@"; fi
}

# as_server NAME COMMAND…: the same, in a session of its own that outlives this terminal.
as_server() {
  local user="$1"
  shift
  if is_root; then (cd / && exec setsid runuser -u "$user" -- "$@"); else setsid "$@"; fi
}

# own NAME PATH…: gives the paths to the user a server runs as.
own() {
  local user="$1"
  shift
  if is_root; then chown -R "$user:$user" "$@"; fi
}

# secret FILE: prints the password kept in the file, made up at the first call.
secret() {
  local file="$1"
  if [ ! -s "$file" ]; then
    mkdir -p "$(dirname "$file")"
    (umask 077 && od -An -tx1 -N24 /dev/urandom | tr -d ' \n' >"$file")
  fi
  cat "$file"
}

# secret_for NAME FILE: the password from CLIKC_<NAME>_FILE or CLIKC_<NAME>, else the kept one.
secret_for() {
  local value="CLIKC_$1" path="CLIKC_$1_FILE"
  if [ -n "${!path:-}" ]; then
    [ -r "${!path}" ] || die "$path names '${!path}', which cannot be read"
    cat "${!path}"
  elif [ -n "${!value:-}" ]; then
    printf '%s' "${!value}"
  else
    secret "$2"
  fi
}

# port_setting NAME: the value of CLIKC_<NAME>, checked; empty when not set.
port_setting() {
  local name="CLIKC_$1"
  local value="${!name:-}"
  [ -n "$value" ] || return 0
  if ! [[ "$value" =~ ^[0-9]{1,5}$ ]] || ((10#$value < 1 || 10#$value > 65535)); then
    die "$name must be a port from 1 to 65535, not '$value'"
  fi
  printf '%s' "$((10#$value))"
}
