"""Measures pages with wrk: pages.py RUN_DIRECTORY POSTMASTER_PID BROKER_PID TOKENS URL_OF_SITE COURSE [--json]

Requests per second, p50 and p99, processor milliseconds a request summed over everything that serves
it, and the memory of each process. Every request carries another learner's session.
"""

import json
import os
import pathlib
import subprocess
import sys

TICKS = os.sysconf("SC_CLK_TCK")
SECONDS = int(os.environ.get("CLIKC_BENCH_SECONDS", "20"))
CONNECTIONS = int(os.environ.get("CLIKC_BENCH_CONNECTIONS", "16"))
SERVICES = ["web", "gateway", "identity", "catalogue", "progress", "notification"]


def processes(run: pathlib.Path, postmaster: int, broker: int) -> dict[str, int]:
    found = {name: int((run / f"{name}.pid").read_text()) for name in SERVICES}
    return found | {"postgres": postmaster, "rabbitmq": broker}


def fields(pid: int) -> list[str]:
    return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def family(pid: int) -> list[int]:
    """The process and its descendants, as they are now."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    parents = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    members = [pid]
    for member in members:
        members += [child for child, parent in parents if parent == member]
    return members


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, its children, and those of them that ended."""
    total = 0
    for member in family(pid):
        try:
            own = fields(member)
        except FileNotFoundError:
            continue
        total += sum(int(own[index]) for index in ([11, 12, 13, 14] if member == pid else [11, 12]))
    return total / TICKS


def memory_mb(pid: int) -> float:
    total = 0
    for member in family(pid):
        try:
            lines = pathlib.Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, PermissionError):
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def load(
    url: str, tokens: str, seconds: int, connections: int = CONNECTIONS, pause_ms: int = 0, at_random: bool = False
) -> dict:
    """What wrk counts; each connection waits `pause_ms` between requests, as a mean of random times. The sessions come in
    turns, or at random."""
    script = pathlib.Path(__file__).with_name("pages.lua")
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script), url]
    given = {"CLIKC_BENCH_TOKENS": tokens, "CLIKC_BENCH_PAUSE_MS": str(pause_ms)}
    if at_random:
        given["CLIKC_BENCH_AT_RANDOM"] = "yes"
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | given)
    line = next(line for line in ran.stdout.splitlines() if line.startswith("RESULT "))
    return json.loads(line.removeprefix("RESULT "))


def measure(name: str, url: str, tokens: str, pids: dict[str, int]) -> dict:
    load(url, tokens, 3)
    before = {part: cpu_seconds(pid) for part, pid in pids.items()}
    result = load(url, tokens, SECONDS)
    spent = {part: cpu_seconds(pid) - before[part] for part, pid in pids.items()}
    requests = result["requests"]
    if result["wrong"] or not requests:
        sys.exit(f"pages: {result['wrong']} of {requests} requests of {name} failed")
    return {
        "page": name,
        "requests_per_second": round(requests / (result["microseconds"] / 1e6), 1),
        "p50_ms": result["p50_us"] / 1000,
        "p99_ms": result["p99_us"] / 1000,
        "cpu_ms_per_request": round(sum(spent.values()) * 1000 / requests, 3),
        "cpu_ms_by_part": {part: round(value * 1000 / requests, 3) for part, value in spent.items()},
    }


def report(results: list[dict], memory: dict[str, float]) -> None:
    for result in results:
        print(
            f"{result['page']:<13} {result['requests_per_second']:>8} requests/s   "
            f"p50 {result['p50_ms']:.2f} ms   p99 {result['p99_ms']:.2f} ms   "
            f"CPU {result['cpu_ms_per_request']} ms/request")
        print("  " + "  ".join(f"{part} {value}" for part, value in result["cpu_ms_by_part"].items()))
    print("memory (MB, proportional): " + "  ".join(f"{part} {value:.0f}" for part, value in memory.items()))


def main() -> None:
    run, postmaster, broker, tokens, site, course = sys.argv[1:7]
    pids = processes(pathlib.Path(run), int(postmaster), int(broker))
    pages = {"dashboard": f"{site}/dashboard", "grade report": f"{site}/courses/{course}/grades"}
    results = [measure(name, url, tokens, pids) for name, url in pages.items()]
    memory = {part: memory_mb(pid) for part, pid in pids.items()}
    if "--json" in sys.argv:
        print(json.dumps({"pages": results, "memory_mb": memory}, indent=2))
    else:
        report(results, memory)


if __name__ == "__main__":
    main()
