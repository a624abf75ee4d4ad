"""Measures the dashboard of many learners in many courses:
dashboard.py TOKENS URL_OF_GATEWAY URL_OF_SITE LEARNERS COURSES DATABASE_MB SHARED_BUFFERS_MB [--json]

The gateway's call and the first page of the list of all courses, each request with the session of another learner: at a
steady rate, whose times are the server's, and as fast as the machine goes. Exits 1 when a bar is missed.
"""

import gzip
import json
import os
import sys
import urllib.request

from pages import SECONDS, load

RATE = int(os.environ.get("CLIKC_BENCH_RATE", "20"))  # requests a second: a third of 200 000 learners in an hour
USERS = 20  # connections of the steady rate
BAR_MS, BAR_KB = 30, 40


def opened(url: str, tokens: str, **headers: str) -> bytes:
    """What the first learner is answered."""
    with open(tokens, encoding="utf-8") as lines:
        token = lines.readline().strip()
    request = urllib.request.Request(url, headers={"Cookie": f"__Host-sid={token}"} | headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()


def check_filling(call: str, tokens: str, courses: int) -> None:
    """The filling is worth nothing when it does not show."""
    page = json.loads(opened(call, tokens, Accept="application/json"))
    shown, progress = len(page["courses"]), len(page["progress"])
    completed = sum(course.get("completed", False) for course in page["progress"])
    if shown != courses or progress != courses or not 0 < completed < courses / 2:
        sys.exit(f"dashboard: {shown} courses, the progress in {progress}, {completed} completed, of {courses}")


def measure(name: str, url: str, tokens: str) -> dict:
    load(url, tokens, 10)
    steady = load(url, tokens, SECONDS, connections=USERS, pause_ms=1000 * USERS // RATE)
    full = load(url, tokens, SECONDS)
    for result in (steady, full):
        if result["wrong"] or not result["requests"]:
            sys.exit(f"dashboard: {result['wrong']} of {result['requests']} requests of {name} failed")
    return {
        "what": name,
        "rate": round(steady["requests"] / (steady["microseconds"] / 1e6), 1),
        **{f"{part}_ms": steady[f"{part}_us"] / 1000 for part in ["p50", "p95", "p99"]},
        "most_per_second": round(full["requests"] / (full["microseconds"] / 1e6), 1),
    }


def main() -> None:
    tokens, gateway, site = sys.argv[1:4]
    learners, courses, database_mb, buffers_mb = map(int, sys.argv[4:8])
    call, page = f"{gateway}/api/v1/pages/dashboard", f"{site}/dashboard?view=courses&state=all"
    check_filling(call, tokens, courses)
    packed = opened(page, tokens, **{"Accept-Encoding": "gzip"})
    gzip.decompress(packed)
    size_kb = round(len(packed) / 1024, 1)
    results = [measure("call", call, tokens), measure("page", page, tokens)]
    met = results[1]["p95_ms"] <= BAR_MS and size_kb <= BAR_KB
    if "--json" in sys.argv:
        print(json.dumps({
            "learners": learners, "courses": courses, "database_mb": database_mb, "shared_buffers_mb": buffers_mb,
            "page_kb": size_kb, "results": results, "met": met}, indent=2))
    else:
        print(f"{learners} learners in {courses} courses each; database {database_mb} MB, "
              f"shared_buffers {buffers_mb} MB")
        for result in results:
            print(
                f"{result['what']}  at {result['rate']:>6} requests/s: p50 {result['p50_ms']:.1f} ms   "
                f"p95 {result['p95_ms']:.1f} ms   p99 {result['p99_ms']:.1f} ms;   "
                f"at most {result['most_per_second']} requests/s")
        print(f"page {size_kb} KB compressed")
        print(f"bars, p95 of the page at most {BAR_MS} ms and {BAR_KB} KB: {'met' if met else 'MISSED'}")
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
