#!/usr/bin/env bash
# Installs the Debian packages that are missing: no system cluster is made, no service started.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"

PACKAGES=(git curl python3 python3-venv pkg-config procps util-linux libpq-dev librabbitmq-dev libssl-dev
  libargon2-dev libcurl4-openssl-dev libgd-dev libpango1.0-dev libcairo2-dev libqrencode-dev libqpdf-dev liblcms2-dev
  libcmark-gfm-dev libcmark-gfm-extensions-dev libzip-dev libexpat1-dev zlib1g-dev fonts-noto-core fonts-droid-fallback
  postgresql-15 rabbitmq-server protobuf-compiler
  chromium wrk poppler-utils qpdf zbar-tools imagemagick)
LIBRABBITMQ_MINIMUM=0.11.0-1+deb12u3

version_of() { dpkg-query -W -f '${db:Status-Abbrev}${Version}' "$1" 2>/dev/null | sed -n 's/^ii *//p'; }

missing_packages() {
  local package
  for package in "${PACKAGES[@]}"; do
    [ -n "$(version_of "$package")" ] || echo "$package"
  done
  dpkg --compare-versions "$(version_of librabbitmq-dev)" ge "$LIBRABBITMQ_MINIMUM" ||
    echo librabbitmq-dev
}

# as_administrator COMMAND…: the words are run as root.
as_administrator() {
  if is_root; then "$@"; else sudo "$@"; fi
}

mapfile -t missing < <(missing_packages | sort -u)
if [ "${#missing[@]}" -gt 0 ]; then
  say "Missing Debian packages: ${missing[*]}"
  command -v apt-get >/dev/null || die "apt-get is not here: install the packages above, then try again"
  is_root || sudo -v || die "root or sudo is needed to install: ${missing[*]}"
  as_administrator bash "$CLIKC_ROOT/compose/local/debian.sh" "${missing[@]}"
fi
dpkg --compare-versions "$(version_of librabbitmq-dev)" ge "$LIBRABBITMQ_MINIMUM" ||
  die "librabbitmq-dev must be $LIBRABBITMQ_MINIMUM or newer (security fixes): apt-get update"
command -v swift >/dev/null || die "Swift 6.3 is not on the PATH: see https://www.swift.org/install/linux"
