#!/usr/bin/env bash
# Installs the Debian packages and, below .clikc/venv, the pinned lint tools.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"

requirements="$CLIKC_ROOT/compose/local/requirements.txt"
venv="$STATE/venv"

bash "$CLIKC_ROOT/compose/local/packages.sh"
mkdir -p "$STATE"
if cmp -s "$requirements" "$venv/installed.txt"; then
  say "Everything is installed."
  exit 0
fi
say "Installing the lint tools into $venv."
rm -rf "$venv"
if python3 -m venv "$venv" >"$STATE/venv.log" 2>&1; then
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
else
  rm -rf "$venv"
  python3 -m pip install --quiet --disable-pip-version-check --target "$venv" -r "$requirements" ||
    die "neither python3 -m venv nor pip --target works: see $STATE/venv.log"
fi
cp "$requirements" "$venv/installed.txt"
say "Everything is installed."
