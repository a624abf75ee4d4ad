#!/usr/bin/env bash
# Formats every Swift file that is not generated.
set -euo pipefail

git ls-files -z --cached --others --exclude-standard -- '*.swift' ':!Shared/Contracts' |
  xargs -0 --no-run-if-empty swift format format --in-place --parallel --configuration .swift-format
