"""Measures our pool against pgbench -S, in turns: sql.py URL BENCH_SQL PGBENCH [--json].

Both read one random row by its key with a prepared statement, over the same number of connections to the
same server. With as many tasks as connections each waits for its own answer, as pgbench's clients do; with
more of them our pool puts several statements on a connection's way at once, and the bar is for these and
for a lone one.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import bars

ROUNDS, SECONDS, SCALE = 5, 2, 10
ROWS = 100_000 * SCALE
# connections, tasks
LEVELS = [(1, 1), (8, 8), (8, 64), (16, 16), (16, 128)]
LEAST_OF_PGBENCH = 0.7


def finished(command: list[str], directory: str | None = None) -> tuple[str, dict]:
    """Runs a program; its output, and what it took: memory in MB and processor time in seconds."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=directory)
    output = process.stdout.read()
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} failed: {complaint}")
    return output, {"memory_mb": usage.ru_maxrss / 1024, "cpu_s": usage.ru_utime + usage.ru_stime}


def share(values: list[float], percent: int) -> float:
    return sorted(values)[len(values) * percent // 100]


def pgbench(program: str, url: str, connections: int) -> dict:
    """Latencies come from a log of every twentieth transaction, which costs too little to count."""
    with tempfile.TemporaryDirectory() as directory:
        output, taken = finished([
            program, "--select-only", "--protocol=prepared", "--no-vacuum", f"--client={connections}",
            f"--jobs={min(2, connections)}", f"--time={SECONDS}", "--log", "--sampling-rate=0.05", url,
        ], directory)
        logs = [line.split() for path in pathlib.Path(directory).iterdir()
                for line in path.read_text().splitlines()]
    speed = next(line for line in output.splitlines() if line.startswith("tps"))
    times = [int(line[2]) / 1000 for line in logs]
    return {"queries_per_second": float(speed.split()[2]), "p50_ms": share(times, 50),
            "p99_ms": share(times, 99), **taken}


def ours(program: str, url: str, connections: int, tasks: int) -> dict:
    output, taken = finished([program, url, str(connections), str(tasks), str(SECONDS), str(ROWS)])
    return {**json.loads(output), **taken}


def measure(url: str, bench: str, reference: str) -> list[dict]:
    """In each round every level, each side after the other, so that both meet the same machine."""
    found = {level: [] for level in LEVELS}
    for _ in range(ROUNDS):
        for connections, tasks in LEVELS:
            found[connections, tasks].append(
                (ours(bench, url, connections, tasks), pgbench(reference, url, connections)))
    rows = []
    for (connections, tasks), pairs in found.items():
        row = {"connections": connections, "tasks": tasks}
        for index, name in enumerate(("clikc", "pgbench")):
            row[name] = {key: statistics.median(pair[index][key] for pair in pairs) for key in pairs[0][index]}
        row["ratio"] = round(statistics.median(
            pair[0]["queries_per_second"] / pair[1]["queries_per_second"] for pair in pairs), 3)
        rows.append(row)
    return rows


def main() -> None:
    url, bench, reference = sys.argv[1:4]
    subprocess.run([reference, "--initialize", "--quiet", f"--scale={SCALE}", url], check=True,
                   stderr=subprocess.DEVNULL)
    rows = measure(url, bench, reference)
    if "--json" in sys.argv:
        print(json.dumps({"sql": rows}, indent=2))
        return
    print(f"{'connections':>11} {'tasks':>5}  {'':7} {'queries/s':>9} {'p50 ms':>7} {'p99 ms':>7}"
          f" {'µs CPU':>7} {'MB':>5}")
    for row in rows:
        for name in ("clikc", "pgbench"):
            cell = row[name]
            spent = cell["cpu_s"] * 1e6 / (cell["queries_per_second"] * SECONDS)
            print(f"{row['connections']:>11} {row['tasks']:>5}  {name:7} {cell['queries_per_second']:>9.0f}"
                  f" {cell['p50_ms']:>7.2f} {cell['p99_ms']:>7.2f} {spent:>7.1f} {cell['memory_mb']:>5.0f}")
    for row in rows:
        print(f"{row['connections']} connections, {row['tasks']} tasks: ratio {row['ratio']:.2f}")
    for row in rows:
        if row["connections"] == 1 or row["tasks"] > row["connections"]:
            bars.at_least("SQL", f"{row['connections']} connections, {row['tasks']} tasks, of pgbench's queries",
                          row["ratio"], LEAST_OF_PGBENCH)


if __name__ == "__main__":
    main()
