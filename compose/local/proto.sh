#!/usr/bin/env bash
# Generates Shared/Contracts and the gateway's routes from proto/; --check compares only.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"

export PATH="$STATE/venv/bin:$PATH" PYTHONPATH="$STATE/venv${PYTHONPATH:+:$PYTHONPATH}"
target="$CLIKC_ROOT" modules="$(mktemp)"
trap 'rm -f "$modules"; [ "$target" = "$CLIKC_ROOT" ] || rm -rf "$target"' EXIT
if [ "${1:-}" = --check ]; then
  target="$(mktemp -d)"
fi

for plugin in protoc-gen-swift protoc-gen-grpc-swift-2; do
  swift build --quiet --explicit-target-dependency-import-check error --product "$plugin"
done
google="$(python3 -c 'import google.api, os; print(os.path.dirname(os.path.dirname(list(google.api.__path__)[0])))')"
includes=(-I proto -I .build/checkouts/swift-protobuf/Protos/Sources/SwiftProtobuf -I "$google")

# files AREA: the .proto files of a package, by their names in imports.
files() { (cd "$CLIKC_ROOT/proto" && printf '%s\n' "clikc/$1"/v1/*.proto); }

# Which Swift module holds what a .proto file describes.
for area in authentication catalogue error event gateway http identity notification operations privacy progress; do
  name="${area^}"
  [ "$area" != http ] || name=HTTP
  printf 'mapping { module_name: "%sContract"' "$name"
  mapfile -t described < <(files "$area")
  printf ' proto_file_path: "%s"' "${described[@]}"
  echo ' }'
done >"$modules"
echo 'mapping { module_name: "HealthContract" proto_file_path: "grpc/health/v1/health.proto" }' >>"$modules"

# contract NAME FILE…: generates one target's messages and stubs.
contract() {
  local name="$1"
  shift
  stubs "Shared/Contracts/$name" "$@"
}

# stubs FOLDER FILE…: the same, anywhere.
stubs() {
  local out="$target/$1"
  shift
  rm -rf "$out"
  mkdir -p "$out"
  protoc "${includes[@]}" \
    --plugin=.build/debug/protoc-gen-swift --plugin=.build/debug/protoc-gen-grpc-swift-2 \
    --swift_out="$out" --swift_opt=Visibility=Public,FileNaming=DropPath,UseAccessLevelOnImports=true \
    --swift_opt=ProtoPathModuleMappings="$modules" \
    --grpc-swift-2_out="$out" \
    --grpc-swift-2_opt=Visibility=Public,FileNaming=DropPath,UseAccessLevelOnImports=true \
    --grpc-swift-2_opt=ProtoPathModuleMappings="$modules" "$@"
}

cd "$CLIKC_ROOT"
contract HTTP clikc/http/v1/options.proto clikc/http/v1/http_rule.proto
# Our own plugin reads the options just described.
swift build --quiet --explicit-target-dependency-import-check error --product protoc-gen-clikc-routes
contract Error clikc/error/v1/error.proto
contract Event clikc/event/v1/envelope.proto
contract Operations clikc/operations/v1/operations.proto
contract Health grpc/health/v1/health.proto
contract Authentication clikc/authentication/v1/principal.proto
contract Privacy clikc/privacy/v1/privacy.proto
for service in identity catalogue progress notification; do
  mapfile -t described < <(files "$service")
  contract "${service^}" "${described[@]}"
done
contract Gateway clikc/gateway/v1/pages.proto
includes+=(-I compose/bench)
stubs compose/bench/stubs bench.proto

# The gateway's routes, Web's typed calls and the OpenAPI document, from all contracts at once.
routed=(clikc/identity/v1/identity.proto)
for service in identity catalogue progress notification; do
  mapfile -t described < <(files "$service" | grep -Ev "/(events|identity)\.proto$")
  routed+=("${described[@]}")
done
protoc "${includes[@]}" --plugin=.build/debug/protoc-gen-clikc-routes \
  --clikc-routes_out="$target" "${routed[@]}" clikc/gateway/v1/pages.proto

if [ "$target" != "$CLIKC_ROOT" ]; then
  for made in Shared/Contracts compose/bench/stubs Services/Gateway/Generated Services/Web/Generated \
    Services/Gateway/Public/openapi.json; do
    diff -r "$target/$made" "$made" || die "$made is not what proto/ generates: ./clikc proto"
  done
fi
