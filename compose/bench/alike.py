"""S1: whether a stranger can tell which usernames exist: alike.py URL_OF_GATEWAY LOGINS [--json]

Logins with a wrong password and requests for a new one, for a thousand usernames that exist and a thousand that do
not, in turns that are tossed for, each from an address of its own; three runs. The answers must be the same, and so
must their times be, as far as Mann and Whitney's test tells. Exits 1 when a bar is missed.
"""

import contextlib
import http.client
import json
import math
import os
import random
import statistics
import sys
import time
from urllib.parse import urlsplit

from bars import at_least, at_most

RUNS = 3
USERNAMES = int(os.environ.get("CLIKC_BENCH_USERNAMES", "1000"))
WARM_UP = 20
MOST_APART, LEAST_CHANCE = 0.05, 0.01
# What differs between any two answers.
OWN = {"date", "x-request-id", "traceparent"}
KINDS = {
    "login": ("/api/v1/sessions", lambda name: {"username": name, "password": "Wrong-Harbour-71"}),
    "lost password": ("/api/v1/password-resets", lambda name: {"username": name}),
}


def asked(base: str, path: str, message: dict) -> tuple[float, tuple]:
    """How long one answer took, in seconds, and what a stranger sees of it: status, headers, body."""
    address = f"127.{random.randrange(1, 255)}.{random.randrange(256)}.{random.randrange(1, 255)}"
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60, source_address=(address, 0))
    try:
        connection.connect()
        body, fields = json.dumps(message), {"Content-Type": "application/json", "Accept": "application/json"}
        begun = time.perf_counter()
        connection.request("POST", path, body, fields)
        answer = connection.getresponse()
        text = answer.read()
        taken = time.perf_counter() - begun
        headers = tuple(sorted((name.lower(), value) for name, value in answer.getheaders() if name.lower() not in OWN))
        # A refusal names the request it answers.
        return taken, (answer.status, headers, text.replace(answer.getheader("x-request-id", "-").encode(), b""))
    finally:
        connection.close()


def chance(left: list[float], right: list[float]) -> float:
    """Mann and Whitney's two-sided p, by the normal approximation; both samples are large."""
    ranked = sorted([(value, 0) for value in left] + [(value, 1) for value in right])
    ranks = sum(place + 1 for place, (_, side) in enumerate(ranked) if side == 0)
    n, m = len(left), len(right)
    z = (ranks - n * (n + m + 1) / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


def run(base: str, kind: str, known: list[str]) -> dict:
    path, fill = KINDS[kind]
    times: dict[bool, list[float]] = {True: [], False: []}
    seen = set()
    for name in random.sample(known, len(known)):
        # As long as the other, and nobody's: a username of the load ends with a digit.
        pair = [(True, name), (False, name[:-1] + "x")]
        random.shuffle(pair)
        for exists, username in pair:
            taken, answer = asked(base, path, fill(username))
            times[exists].append(taken)
            seen.add(answer)
    there, not_there = statistics.median(times[True]), statistics.median(times[False])
    return {
        "known_ms": round(there * 1000, 2), "unknown_ms": round(not_there * 1000, 2),
        "apart": abs(there - not_there) / not_there, "chance": chance(times[True], times[False]),
        "answers": len(seen), "statuses": sorted({answer[0] for answer in seen}),
    }


def check(found: dict[str, list[dict]]) -> bool:
    return all([
        met for kind, results in found.items() for met in (
            at_most("S1", f"{kind}, different answers", max(one["answers"] for one in results), 1),
            at_most("S1", f"{kind}, medians apart, percent", 100 * max(one["apart"] for one in results),
                    100 * MOST_APART),
            at_least("S1", f"{kind}, least p of {RUNS} runs", min(one["chance"] for one in results), LEAST_CHANCE),
        )])


def main() -> None:
    base, as_json = sys.argv[1], "--json" in sys.argv
    with open(sys.argv[2], encoding="utf-8") as file:
        known = json.load(file)["usernames"][:USERNAMES]
    for path, fill in KINDS.values():
        for number in range(WARM_UP):
            asked(base, path, fill(f"nobody-{number}"))
    found = {kind: [run(base, kind, known) for _ in range(RUNS)] for kind in KINDS}
    if not as_json:
        print(f"{len(known)} usernames that exist and as many that do not")
        for kind, results in found.items():
            for one in results:
                print("{kind:14} known {known_ms:7.2f} ms   unknown {unknown_ms:7.2f} ms   {apart:.2%} apart, "
                      "p {chance:.3f}, answers {answers}, status {statuses}".format(kind=kind, **one))
    with contextlib.redirect_stdout(sys.stderr if as_json else sys.stdout):
        met = check(found)
    if as_json:
        print(json.dumps({"usernames": len(known), "found": found, "met": met}, indent=2))
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
