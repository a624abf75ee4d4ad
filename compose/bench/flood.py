"""S3: what a flood of logins costs and does:
flood.py URL_OF_GATEWAY URL_OF_SITE LOGINS TOKENS PID_OF_IDENTITY HASH_LIMIT HASH [--json]

200 logins at once, again when all were answered, for a while, each of another account and from another address, while
others open their dashboards at a steady rate. Exits 1 when a bar is missed.
"""

import collections
import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from alike import asked
from bars import at_least, at_most
from pages import load
from processes import megabytes

SECONDS = int(os.environ.get("CLIKC_BENCH_SECONDS", "20"))
AT_ONCE = 200
PAGES_PER_SECOND, READERS = 20, 20
LEAST_MS, MOST_MS, MOST_MB, MOST_P99_MS = 50, 500, 150, 500


def flood(base: str, usernames: list[str], password: str, until: float) -> tuple[collections.Counter, list[float]]:
    """How many of each status there were, and how long those took that were let in."""
    statuses, taken, number = collections.Counter(), [], 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while time.monotonic() < until:
            names = [usernames[(number + place) % len(usernames)] for place in range(AT_ONCE)]
            number += AT_ONCE
            answers = pool.map(
                lambda name: asked(base, "/api/v1/sessions", {"username": name, "password": password}), names)
            for seconds, (status, _, _) in answers:
                statuses[status] += 1
                if status == 200:
                    taken.append(seconds)
    return statuses, sorted(taken)


def watch(pid: int, stop: threading.Event, seen: list[float]) -> None:
    """The memory of a process, ten times a second."""
    while not stop.wait(0.1):
        seen.append(megabytes(pid, "VmRSS"))


def main() -> None:
    base, site, logins, tokens, pid, limit, encoded = sys.argv[1:8]
    as_json = "--json" in sys.argv
    with open(logins, encoding="utf-8") as file:
        known = json.load(file)
    alone = subprocess.run([limit, encoded, "1", "5"], input=known["password"] + "\n", capture_output=True, text=True,
                           check=True)
    # Every part of the way has been gone once; one hash at a time is what a quiet site needs.
    asked(base, "/api/v1/sessions", {"username": known["usernames"][0], "password": known["password"]})
    load(f"{site}/dashboard", tokens, 3)
    before, stop, seen = megabytes(int(pid), "VmRSS"), threading.Event(), []
    watcher = threading.Thread(target=watch, args=(int(pid), stop, seen))
    watcher.start()
    with ThreadPoolExecutor(1) as pool:
        pages = pool.submit(
            load, f"{site}/dashboard", tokens, SECONDS, connections=READERS,
            pause_ms=1000 * READERS // PAGES_PER_SECOND)
        statuses, taken = flood(base, known["usernames"], known["password"], time.monotonic() + SECONDS)
        opened = pages.result()
    stop.set()
    watcher.join()
    found = {
        "hash_ms": json.loads(alone.stdout)["each_ms"], "before_mb": round(before, 1),
        "most_mb": round(max(seen), 1), "statuses": dict(statuses),
        "login_p50_s": round(taken[len(taken) // 2], 2) if taken else None,
        "page_p99_ms": opened["p99_us"] / 1000, "pages": opened["requests"], "pages_in_vain": opened["wrong"],
    }
    if not as_json:
        print("{before_mb} MB before, {most_mb} MB at most; logins by status {statuses}, in after {login_p50_s} s at "
              "the median; {pages} pages meanwhile".format(**found))
    with contextlib.redirect_stdout(sys.stderr if as_json else sys.stdout):
        met = all([
            at_least("S3", "a hash, one at a time", found["hash_ms"], LEAST_MS, " ms"),
            at_most("S3", "a hash, one at a time", found["hash_ms"], MOST_MS, " ms"),
            at_most("S3", "rise of Identity's memory", found["most_mb"] - before, MOST_MB, " MB"),
            at_most("S3", "p99 of pages meanwhile", found["page_p99_ms"], MOST_P99_MS, " ms"),
            at_most("S3", "pages that failed", found["pages_in_vain"], 0),
            at_most("S3", "logins answered neither in nor busy", sum(
                count for status, count in statuses.items() if status not in (200, 503, 429)), 0),
        ])
    if as_json:
        print(json.dumps(found | {"met": met}, indent=2))
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
