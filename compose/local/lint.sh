#!/usr/bin/env bash
# Checks format, contracts, shell, YAML, folder rules, translations and the call graph.
set -euo pipefail
. "$CLIKC_ROOT/compose/local/environment.sh"

export PATH="$STATE/venv/bin:$PATH" PYTHONPATH="$STATE/venv${PYTHONPATH:+:$PYTHONPATH}"
cmp -s compose/local/requirements.txt "$STATE/venv/installed.txt" ||
  die "the lint tools are not installed: ./clikc install"

files() { git ls-files -z --cached --others --exclude-standard -- "$@"; }

swift_format() {
  files '*.swift' ':!Shared/Contracts' ':!compose/bench/stubs' |
    xargs -0 --no-run-if-empty swift format lint --strict --parallel --configuration .swift-format
}

# buf reads one tree only, so Google's http annotations are laid beside our .proto files.
contracts() {
  local api
  api="$(python3 -c 'import google.api; print(list(google.api.__path__)[0])')" &&
    rm -rf "$STATE/lint" && mkdir -p "$STATE/lint/proto/google/api" &&
    cp -r proto/. "$STATE/lint/proto/" &&
    cp "$api"/{annotations,http}.proto "$STATE/lint/proto/google/api/" &&
    (cd "$STATE/lint" && buf lint proto)
}

contracts_fresh() { compose/local/proto.sh --check; }
shell_files() { (printf 'clikc\0.ci/run\0' && files '*.sh') | xargs -0 shellcheck --external-sources; }
yaml_files() { files '*.yaml' '*.yml' | xargs -0 --no-run-if-empty yamllint --strict --config-file .yamllint.yaml; }
container_files() {
  hadolint compose/Containerfile &&
    CLIKC_SMTP_URL=x CLIKC_MAIL_FROM=x CLIKC_SITE_URL=x CLIKC_CONTACT_ADDRESS=x docker-compose -f compose/compose.yaml config --quiet
}
folder_rules() { python3 compose/check/folders.py; }
translations() { python3 compose/check/messages.py; }
broker_data() { python3 compose/check/graph.py; }
settings_given() { python3 compose/check/settings.py; }

failed=0
checks=(swift_format contracts shell_files yaml_files container_files folder_rules translations broker_data settings_given)
# The generated Swift is checked where there is a generator to check it against.
[ ! -x compose/local/proto.sh ] || checks+=(contracts_fresh)
for check in "${checks[@]}"; do
  if "$check"; then
    say "ok      $check"
  else
    say "FAILED  $check"
    failed=1
  fi
done
exit "$failed"
