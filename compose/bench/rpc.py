"""Measures our transport against rpc_peer.c, in turns: rpc.py URL BENCH_RPC RPC_PEER [--json]."""

import json
import statistics
import subprocess
import sys

ROUNDS, SECONDS, LEVELS = 3, 2, [1, 32, 256]


def started(program: str, url: str) -> subprocess.Popen:
    server = subprocess.Popen([program, "server", url], stdout=subprocess.PIPE, text=True)
    if server.stdout.readline().strip() != "ready":
        raise SystemExit(f"{program} did not start")
    return server


def measured(program: str, url: str, in_flight: int) -> dict:
    command = [program, "client", url, str(in_flight), str(SECONDS)]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=60)
    return json.loads(found.stdout)


def rounds(url: str, programs: dict[str, str]) -> dict:
    """Every program at every level, one after the other in each round, so that all meet the same machine."""
    found = {level: {name: [] for name in programs} for level in LEVELS}
    for _ in range(ROUNDS):
        for level in LEVELS:
            for name, program in programs.items():
                found[level][name].append(measured(program, url, level))
    return found


def summary(found: dict) -> list[dict]:
    rows = []
    for level, names in found.items():
        row = {"in_flight": level}
        for name, runs in names.items():
            row[name] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        pairs = zip(names["clikc"], names["c"])
        row["ratio"] = round(statistics.median(
            ours["calls_per_second"] / theirs["calls_per_second"] for ours, theirs in pairs), 3)
        rows.append(row)
    return rows


def main() -> None:
    url, ours, c = sys.argv[1:4]
    servers = [started(ours, url), started(c, url)]
    try:
        rows = summary(rounds(url, {"clikc": ours, "c": c}))
    finally:
        for server in servers:
            server.kill()
            server.wait()
    if "--json" in sys.argv:
        print(json.dumps({"rpc": rows}, indent=2))
        return
    print(f"{'in flight':>9}  {'':6} {'calls/s':>8} {'p50 ms':>8} {'p99 ms':>8}")
    for row in rows:
        for name in ("clikc", "c"):
            cell = row[name]
            print(f"{row['in_flight']:>9}  {name:6} {cell['calls_per_second']:>8.0f} "
                  f"{cell['p50_ms']:>8.2f} {cell['p99_ms']:>8.2f}")
    for row in rows:
        print(f"{row['in_flight']} in flight: ratio {row['ratio']:.2f}")


if __name__ == "__main__":
    main()
