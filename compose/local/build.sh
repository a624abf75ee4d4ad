# shellcheck shell=bash
# The release build that `up` and `bench` use: made only when a source changed since the last one. It lies
# beside the debug build of `test`, because in one folder each would make the other build everything again.

# shellcheck disable=SC2034  # used by the files that source this one
BINARIES="${CLIKC_BINARIES:-$CLIKC_ROOT/.build-release/release}"
BUILT="$STATE/built"
PRODUCTS=(identity catalogue progress notification gateway web clikcctl)

build_release() {
  local product began=$SECONDS
  mkdir -p "$STATE"
  if [ -n "${CLIKC_BINARIES:-}" ]; then build_version >"$BUILT" && return 0; fi
  if [ -e "$BUILT" ] && [ -z "$(build_newer)" ]; then return 0; fi
  [ -e "$BUILT" ] || say "The first release build takes about ten minutes on two cores."
  for product in "${PRODUCTS[@]}"; do
    say "Building $product (release)."
    release_product "$product" || die "the build of $product failed"
  done
  build_version >"$BUILT"
  say "Built in $((SECONDS - began)) s."
}

# release_product NAME [ARGUMENT…]: builds one product in release mode.
release_product() {
  swift build --scratch-path "$CLIKC_ROOT/.build-release" --configuration release --product "$@"
}

# build_newer: a source that is newer than the last build, if there is one.
build_newer() {
  find "$CLIKC_ROOT/Package.swift" "$CLIKC_ROOT/Services" "$CLIKC_ROOT/Shared" \
    -newer "$BUILT" -type f -print -quit
}

build_version() { git -C "$CLIKC_ROOT" describe --always --dirty 2>/dev/null || echo unknown; }

# build_changed_since FILE: was anything built after the file was written?
build_changed_since() { [ ! -e "$1" ] || [ "$BUILT" -nt "$1" ]; }
