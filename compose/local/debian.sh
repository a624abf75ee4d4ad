#!/usr/bin/env bash
# As root: apt-get install PACKAGE…, with nothing of the system's own created or started.
set -euo pipefail

policy=/usr/sbin/policy-rc.d
cluster=/etc/postgresql-common/createcluster.conf
kept="$(mktemp -d)"

restore() {
  rm -f "$policy"
  if [ -e "$kept/policy" ]; then mv "$kept/policy" "$policy"; fi
  if [ -e "$kept/cluster" ]; then cp -p "$kept/cluster" "$cluster"; fi
  rm -rf "$kept"
}
install() { apt-get install --yes --quiet=2 --no-install-recommends "$@"; }

trap restore EXIT
trap 'exit 130' INT TERM
if [ -e "$policy" ]; then mv "$policy" "$kept/policy"; fi
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
if [[ " $* " == *" postgresql-15 "* ]]; then
  install postgresql-common
  cp -p "$cluster" "$kept/cluster"
  echo 'create_main_cluster = false' >>"$cluster"
fi
install "$@"
