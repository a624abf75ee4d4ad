"""A steady rate of calls through a chain of four services: chain.py --url URL --ours BENCH_RPC.

Prints errors, percentiles from the moment each call was due, and how the memory of each process grows.
"""

import argparse
import json
import subprocess
import time

from bars import at_most
from processes import ended, megabytes, started

LINKS = ["bench_a", "bench_b", "bench_c", "bench_d"]
SETTLING = 15  # seconds of the same calls before memory counts


def slope(samples: list[tuple[float, float]]) -> float:
    """Megabytes a minute, by least squares."""
    settled = [sample for sample in samples if sample[0] >= SETTLING]
    if len(settled) < 2:
        return 0.0
    times, sizes = zip(*settled)
    middle, mean = sum(times) / len(times), sum(sizes) / len(sizes)
    spread = sum((moment - middle) ** 2 for moment in times)
    return 60 * sum((moment - middle) * (size - mean) for moment, size in settled) / spread


def paced(options: argparse.Namespace, links: list[subprocess.Popen]) -> dict:
    command = [options.ours, "pace", options.url, LINKS[0], str(options.rate),
               str(options.seconds + SETTLING)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as client:
        watched = dict(zip([*LINKS, "caller"], [*(link.pid for link in links), client.pid]))
        samples = {name: [] for name in watched}
        start = time.monotonic()
        while client.poll() is None:
            moment = time.monotonic() - start
            if moment < options.seconds + SETTLING:
                for name, pid in watched.items():
                    samples[name].append((moment, megabytes(pid, "VmRSS")))
            time.sleep(0.5)
        if client.returncode != 0:
            raise SystemExit(f"the caller ended with {client.returncode}")
        found = json.loads(client.stdout.read())
    found["memory_mb"] = {name: round(sizes[-1][1], 1) for name, sizes in samples.items()}
    found["growth_mb_a_minute"] = {name: round(slope(sizes), 2) for name, sizes in samples.items()}
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--rate", type=float, default=500)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    links = []
    try:
        for name, following in reversed(list(zip(LINKS, [[link] for link in LINKS[1:]] + [[]]))):
            links.insert(0, started([options.ours, "link", options.url, name, *following]))
        found = paced(options, links)
    finally:
        for link in links:
            ended(link)
    if options.json:
        print(json.dumps({"chain": found}, indent=2))
        return
    print(f"{len(LINKS)} services, {options.rate:.0f} calls/s for {options.seconds + SETTLING:.0f} s: "
          f"{found['calls']} answered, {found['errors']} errors, p50 {found['p50_ms']} ms, "
          f"p99 {found['p99_ms']} ms, longest {found['max_ms']} ms")
    for name, growth in found["growth_mb_a_minute"].items():
        print(f"{name:8} {found['memory_mb'][name]:7.1f} MB, {growth:+.2f} MB a minute")
    at_most("M3", "errors", found["errors"], 0)
    at_most("M3", "p99", found["p99_ms"], 50, " ms")
    at_most("M3", "growth of the largest", max(found["growth_mb_a_minute"].values()), 1,
            " MB a minute")


if __name__ == "__main__":
    main()
