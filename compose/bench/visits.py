"""How long requests wait to know whose their session is: visits.py GATEWAY METRICS TOKENS, prints JSON.

GATEWAY and METRICS are addresses of a gateway that nobody else asks, TOKENS names a file of session tokens, one a line.
Every session is used once, and then all of them at random moments, each every half minute as a mean, by a request that
needs nothing else. The gateway's own histogram tells the rest.
"""

import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import sys
import urllib.request

from pages import load

SECONDS = int(os.environ.get("CLIKC_BENCH_SECONDS", "20"))
BETWEEN_VISITS = 30
CONNECTIONS = 200
VISITORS_AT_ONCE = 4
PATH = "/healthz"
LINE = re.compile(r'session_resolution_seconds_bucket\{(?=.*source="(\w+)").*le="([^"]+)".*\} (\S+)')


def waits(metrics: str) -> dict[tuple[str, float], float]:
    """How many requests waited at most so many seconds, by what told them."""
    with urllib.request.urlopen(f"http://{metrics}/metrics", timeout=10) as answer:
        lines = answer.read().decode().splitlines()
    found = [LINE.match(line) for line in lines]
    return {(match[1], float(match[2])): float(match[3]) for match in found if match}


def since(before: dict, after: dict) -> dict:
    return {key: count - before.get(key, 0) for key, count in after.items()}


def bound(counts: dict, part: float) -> float:
    """The least bound of the histogram, in milliseconds, that so many of all waits are within."""
    bounds = sorted({limit for _, limit in counts})
    within = {limit: sum(count for (_, other), count in counts.items() if other == limit) for limit in bounds}
    total = within[float("inf")]
    return next(limit for limit in bounds if within[limit] >= part * total) * 1000


def seen_once(gateway: str, tokens: list[str]) -> None:
    """Makes the gateway know all of them."""
    def visit(some: list[str]) -> None:
        connection = http.client.HTTPConnection(gateway, timeout=10)
        for token in some:
            connection.request("GET", PATH, headers={"Cookie": f"__Host-sid={token}"})
            connection.getresponse().read()

    with concurrent.futures.ThreadPoolExecutor(VISITORS_AT_ONCE) as pool:
        list(pool.map(visit, [tokens[start::VISITORS_AT_ONCE] for start in range(VISITORS_AT_ONCE)]))


def main() -> None:
    gateway, metrics, tokens = sys.argv[1:4]
    known = pathlib.Path(tokens).read_text().split()
    seen_once(gateway, known)
    rate = len(known) / BETWEEN_VISITS
    before = waits(metrics)
    visited = load(f"http://{gateway}{PATH}", tokens, SECONDS * 2, CONNECTIONS, round(CONNECTIONS / rate * 1000), at_random=True)
    counts = since(before, waits(metrics))
    if visited["wrong"]:
        sys.exit(f"visits: {visited['wrong']} of {visited['requests']} requests failed")
    total = sum(count for (_, limit), count in counts.items() if limit == float("inf"))
    print(json.dumps({
        "sessions": len(known), "visits_per_second": visited["requests"] * 1e6 / visited["microseconds"],
        "known": counts["cache", float("inf")] / total,
        "p50_at_most_ms": bound(counts, 0.5), "p99_at_most_ms": bound(counts, 0.99), "p999_at_most_ms": bound(counts, 0.999),
    }))


if __name__ == "__main__":
    main()
