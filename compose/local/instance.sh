# shellcheck shell=bash
# An instance is one database and one broker with data, ports and passwords of their own:
# "dev" is what `up` starts, a test run makes and removes its own.

# data_home: the directory that holds the instances. As root the servers' own users must be able
# to enter it; where the checkout forbids that, one below /var/tmp is made and remembered.
data_home() {
  local record="$STATE/data-home" home
  mkdir -p "$STATE"
  if [ -s "$record" ]; then
    home="$(cat "$record")"
    [ -d "$home" ] || die "$record names '$home', which is gone; remove the record to start afresh"
  elif ! is_root || enterable "$STATE"; then
    home="$STATE"
  else
    home="$(mktemp -d /var/tmp/clikc.XXXXXX)"
    chmod 755 "$home"
    printf '%s' "$home" >"$record"
    say "The users postgres and rabbitmq cannot enter $STATE; data goes to $home." >&2
  fi
  printf '%s' "$home"
}

enterable() {
  as_user postgres test -x "$1" && as_user rabbitmq test -x "$1"
}

# instance_open NAME: sets INSTANCE, its passwords' directory and its ports.
instance_open() {
  local home
  home="$(data_home)"
  INSTANCE="$home/$1"
  SECRETS="$INSTANCE/secrets"
  mkdir -p "$INSTANCE" "$SECRETS"
  chmod 700 "$SECRETS"
  [ -s "$INSTANCE/ports" ] || free_ports 4 >"$INSTANCE/ports"
  read -r POSTGRES_PORT RABBITMQ_PORT RABBITMQ_DIST_PORT EPMD_PORT <"$INSTANCE/ports"
  NODE="clikc-$(printf '%s' "$INSTANCE" | cksum | cut -d' ' -f1)@localhost"
  export INSTANCE SECRETS POSTGRES_PORT RABBITMQ_PORT RABBITMQ_DIST_PORT EPMD_PORT NODE
}

# instance_ports: the ports of "dev" can be chosen by the environment.
instance_ports() {
  local chosen
  chosen="$(port_setting POSTGRES_PORT)"
  POSTGRES_PORT="${chosen:-$POSTGRES_PORT}"
  chosen="$(port_setting RABBITMQ_PORT)"
  RABBITMQ_PORT="${chosen:-$RABBITMQ_PORT}"
  echo "$POSTGRES_PORT $RABBITMQ_PORT $RABBITMQ_DIST_PORT $EPMD_PORT" >"$INSTANCE/ports"
}

# free_ports COUNT: loopback ports nobody listens on now, below the range of outgoing connections.
free_ports() {
  python3 - "$1" <<'PY'
import random, socket, sys

found = []
while len(found) < int(sys.argv[1]):
    port = random.randrange(15000, 32000)
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            continue
    if port not in found:
        found.append(port)
print(*found)
PY
}

# listening PORT: does anybody accept connections there?
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# running PIDFILE WORD: is the recorded process alive, and still the program of that name?
running() {
  local pid
  pid="$(head -n 1 "$1" 2>/dev/null)" && alive "$pid" "$2"
}

# alive PID WORD
alive() {
  [ -n "$1" ] && ps -o args= -p "$1" | grep -q -- "$2"
}

# wait_until SECONDS COMMAND…: polls five times a second.
wait_until() {
  local polls=$(($1 * 5))
  shift
  until "$@"; do
    polls=$((polls - 1))
    [ "$polls" -gt 0 ] || return 1
    sleep 0.2
  done
}
