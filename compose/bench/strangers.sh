#!/usr/bin/env bash
# What strangers learn from and do to logins (S1, S3), on a portal of its own.
set -euo pipefail
. "$CLIKC_ROOT/compose/bench/portal.sh"

accounts="${CLIKC_BENCH_ACCOUNTS:-1500}"
export CLIKC_LOAD_ACCOUNTS=allowed
portal_open
limit="$INSTANCE/hash_limit"
hash_limit "$limit"
portal_accounts "$accounts"
portal_learners 20
status=0
python3 "$CLIKC_ROOT/compose/bench/flood.py" "$API_URL" "$SITE" "$INSTANCE/logins.json" "$INSTANCE/tokens" \
  "$(cat "$RUN/identity.pid")" "$limit" "$(portal_hash)" "$@" || status=$?
python3 "$CLIKC_ROOT/compose/bench/alike.py" "$API_URL" "$INSTANCE/logins.json" "$@" || status=$?
exit "$status"
