"""Measures our transport beside plain C and beside HTTP/2, in turns.

Every program serves in a process of its own; in each round each is called at each level, one after the
other, so that all meet the same machine. Medians of the rounds are printed, and ratios of the same round.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile

from bars import at_least, at_most
from processes import ended, megabytes, processor_seconds, started

LEVELS = [1, 32, 256]
MIDDLE = 32


class Counter:
    """Allocations of a process that compose/bench/allocations.c counts into a file."""

    def __init__(self, library: str) -> None:
        self.file = tempfile.NamedTemporaryFile(prefix="clikc-allocations-")
        self.file.write(bytes(8))
        self.file.flush()
        self.environment = os.environ | {"LD_PRELOAD": library, "CLIKC_ALLOCATIONS": self.file.name}

    def value(self) -> int:
        with open(self.file.name, "rb") as file:
            return int.from_bytes(file.read(8), "little")


class Program:
    """A program under measurement: how it serves, and how it calls."""

    def __init__(self, name: str, serve: list[str], call: list[str], broker: int = 0,
                 levels: list[int] | None = None) -> None:
        self.name, self.serve, self.call, self.broker = name, serve, call, broker
        self.levels = levels or LEVELS
        self.server = None

    def start(self, environment: dict | None = None) -> None:
        if self.serve:
            self.server = started(self.serve, environment)

    def stop(self) -> None:
        if self.server:
            ended(self.server)
            self.server = None

    def measured(self, in_flight: int, seconds: float, environment: dict | None = None) -> dict:
        watched = {"server_cpu_us": self.server and self.server.pid, "broker_cpu_us": self.broker}
        before = {name: processor_seconds(pid) for name, pid in watched.items() if pid}
        client = subprocess.Popen([*self.call, str(in_flight), str(seconds)],
                                  stdout=subprocess.PIPE, text=True, env=environment)
        output = client.stdout.read()
        client.stdout.close()
        _, status, usage = os.wait4(client.pid, 0)
        client.returncode = os.waitstatus_to_exitcode(status)
        if client.returncode != 0:
            raise SystemExit(f"{self.name} at {in_flight} in flight ended with {client.returncode}")
        found = json.loads(output)
        for name, start in before.items():
            found[name] = (processor_seconds(watched[name]) - start) / found["calls"] * 1e6
        found["client_mb"] = usage.ru_maxrss / 1024
        if self.server:
            found["server_mb"] = megabytes(self.server.pid, "VmHWM")
        return found

    def allocations(self, library: str) -> float:
        """Allocations a call, of both sides: a run of its own, for counting takes time."""
        counters = [Counter(library), Counter(library)]
        self.start(counters[0].environment)
        try:
            self.measured(MIDDLE, 0.2, counters[1].environment)  # what is made once
            start = sum(counter.value() for counter in counters)
            calls = self.measured(MIDDLE, 1.0, counters[1].environment)["calls"]
            return (sum(counter.value() for counter in counters) - start) / calls
        finally:
            self.stop()


def rounds(programs: list[Program], count: int, seconds: float) -> dict:
    found = {level: {program.name: [] for program in programs if level in program.levels}
             for level in LEVELS}
    for _ in range(count):
        for level in LEVELS:
            for program in programs:
                if level in program.levels:
                    found[level][program.name].append(program.measured(level, seconds))
    return found


def median_of(runs: list[dict]) -> dict:
    return {key: round(statistics.median(run[key] for run in runs), 3) for key in runs[0]}


def ratio(found: dict, level: int, one: str, other: str, key: str = "calls_per_second") -> float:
    pairs = zip(found[level][one], found[level][other])
    return round(statistics.median(left[key] / right[key] for left, right in pairs), 3)


def ratios(found: dict) -> dict:
    return {
        "stubs_to_c": {level: ratio(found, level, "stubs", "c") for level in LEVELS},
        "raw_to_c": {level: ratio(found, level, "raw", "c") for level in LEVELS},
        "stubs_to_http2": {level: ratio(found, level, "stubs", "http2") for level in LEVELS},
        "stubs_to_http2_without_deadline": ratio(found, MIDDLE, "stubs", "http2free"),
        "tls_to_plain": ratio(found, MIDDLE, "tls", "stubs"),
        "serial_p50_stubs_to_c": ratio(found, 1, "stubs", "c", "p50_ms"),
        "serial_p50_raw_to_c": ratio(found, 1, "raw", "c", "p50_ms"),
    }


def programs(options: argparse.Namespace) -> list[Program]:
    ours, c, http2, pid = options.ours, options.c, options.http2, options.broker
    port, other = options.ports

    def of_ours(kind: str, url: str, levels: list[int] | None = None) -> Program:
        return Program(kind, [ours, "serve", kind, url], [ours, "call", kind, url], pid, levels)

    return [
        Program("c", [c, "server", options.url], [c, "client", options.url], pid),
        of_ours("raw", options.url),
        of_ours("stubs", options.url),
        of_ours("tls", options.tls, [MIDDLE]),
        Program("http2", [http2, "serve", port], [http2, "call", "deadline", port]),
        Program("http2free", [http2, "serve", other], [http2, "call", "free", other],
                levels=[MIDDLE]),
        Program("inprocess", [], [ours, "call", "inprocess", "-"], levels=[1, MIDDLE]),
    ]


def report(rows: dict, found: dict, allocations: dict) -> None:
    columns = ["calls_per_second", "p50_ms", "p99_ms", "client_cpu_us", "server_cpu_us",
               "broker_cpu_us", "client_mb", "server_mb"]
    titles = ["calls/s", "p50 ms", "p99 ms", "cpu µs", "+ server", "+ broker", "MB", "MB"]
    print(f"{'in flight':>9}  {'':9} " + " ".join(f"{title:>8}" for title in titles))
    for level, names in rows.items():
        for name, row in names.items():
            cells = [f"{row[key]:>8.{0 if key == 'calls_per_second' else 2}f}"
                     if key in row else " " * 8 for key in columns]
            print(f"{level:>9}  {name:9} " + " ".join(cells))
    print("allocations a call: " + ", ".join(f"{name} {n:.0f}" for name, n in allocations.items()))
    print(f"GRPCCore's own share (in-process transport, {MIDDLE} in flight): "
          f"{rows[MIDDLE]['inprocess']['client_cpu_us']:.0f} µs and {allocations['inprocess']:.0f} allocations")
    for level in LEVELS:
        print(f"{level} in flight: ratio {found['stubs_to_c'][level]:.2f}")
        print(f"raw {level} in flight: ratio {found['raw_to_c'][level]:.2f}")
        print(f"{level} in flight: {found['stubs_to_http2'][level]:.2f} times the calls of HTTP/2")
    print(f"{MIDDLE} in flight: {found['stubs_to_http2_without_deadline']:.2f} times the calls of HTTP/2 "
          "without deadlines")
    print(f"{MIDDLE} in flight over TLS: {found['tls_to_plain']:.2f} of the calls without")
    print(f"serial p50: {found['serial_p50_stubs_to_c']:.2f} times C's, "
          f"raw {found['serial_p50_raw_to_c']:.2f} times")
    report_bars(rows, found)


def report_bars(rows: dict, found: dict) -> None:
    serial, middle = rows[1]["stubs"], rows[MIDDLE]["stubs"]
    at_least("M1", f"raw at {MIDDLE} in flight, of C's calls", found["raw_to_c"][MIDDLE], 0.6)
    at_least("M1", f"stubs at {MIDDLE} in flight, of C's calls", found["stubs_to_c"][MIDDLE], 0.35)
    at_least("M1", f"stubs at {MIDDLE} in flight, times the calls of HTTP/2",
             found["stubs_to_http2"][MIDDLE], 3)
    at_least("M1", f"stubs at {MIDDLE} in flight", middle["calls_per_second"], 4000, " calls/s")
    at_most("M1", f"stubs at {MIDDLE} in flight, p99", middle["p99_ms"], 10, " ms")
    at_most("M1", "serial p50, raw, times C's", found["serial_p50_raw_to_c"], 2)
    at_most("M1", "serial p50, stubs, times C's", found["serial_p50_stubs_to_c"], 2)
    at_most("M2", "serial stubs, p50", serial["p50_ms"], 1, " ms")
    at_most("M2", "serial stubs, p99", serial["p99_ms"], 5, " ms")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    for name in ("url", "tls", "ours", "c", "http2", "counter"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--ports", nargs=2, required=True, help="for HTTP/2")
    parser.add_argument("--broker", type=int, required=True, help="its process id")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    everyone = programs(options)
    try:
        for program in everyone:
            program.start()
        found = rounds(everyone, options.rounds, options.seconds)
    finally:
        for program in everyone:
            program.stop()
    rows = {level: {name: median_of(runs) for name, runs in names.items()}
            for level, names in found.items()}
    allocations = {program.name: round(program.allocations(options.counter), 1)
                   for program in everyone}
    if options.json:
        print(json.dumps({"rpc": rows, "ratios": ratios(found), "allocations": allocations},
                         indent=2))
    else:
        report(rows, ratios(found), allocations)


if __name__ == "__main__":
    main()
