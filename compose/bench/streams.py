"""Many streams at a time, and a gigabyte through one stream: what they make and how much memory they take.

streams.py --url URL --ours BENCH_RPC --broker PID [--json]
"""

import argparse
import json
import subprocess
import threading

from bars import at_least, at_most
from processes import ended, megabytes, started

STREAMS, SECONDS, GIGABYTE = 500, 5, 1 << 30


class Memory:
    """Samples the resident memory of processes until told to stop."""

    def __init__(self, pids: dict[str, int]) -> None:
        self.pids, self.samples = pids, {name: [] for name in pids}
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def watch(self) -> None:
        while not self.over.wait(0.2):
            for name, pid in self.pids.items():
                try:
                    self.samples[name].append(megabytes(pid, "VmRSS"))
                except (FileNotFoundError, ProcessLookupError):
                    return

    def stop(self) -> dict:
        """The largest size in the first and in the second half of the time, in megabytes."""
        self.over.set()
        self.thread.join()
        found = {}
        for name, sizes in self.samples.items():
            sizes = [size for size in sizes if size > 0]
            middle = len(sizes) // 2
            found[name] = {"first_half_mb": round(max(sizes[:middle], default=0), 1),
                           "second_half_mb": round(max(sizes[middle:], default=0), 1)}
        return found


def run(ours: str, url: str, broker: int, command: list[str]) -> dict:
    server = started([ours, "serve", "stubs", url])
    try:
        with subprocess.Popen([ours, command[0], url, *command[1:]], stdout=subprocess.PIPE,
                              text=True) as client:
            memory = Memory({"client": client.pid, "server": server.pid, "broker": broker})
            output = client.stdout.read()
            sizes = memory.stop()
        if client.returncode != 0:
            raise SystemExit(f"{command} ended with {client.returncode}")
    finally:
        ended(server)
    return json.loads(output) | {"memory": sizes}


def measured(ours: str, url: str, broker: int) -> dict:
    return {
        "many": run(ours, url, broker, ["exchange", str(STREAMS), str(SECONDS)]),
        "long": run(ours, url, broker, ["long", str(GIGABYTE)]),
    }


def report(found: dict) -> None:
    many, long = found["many"], found["long"]
    print(f"{many['streams']} streams at a time: {many['messages_per_second']} messages/s to and fro")
    print(f"{long['bytes'] / 1e9:.2f} GB in one stream: {long['download_mb_per_second']} MB/s down, "
          f"{long['upload_mb_per_second']} MB/s up")
    for title, part in (("streams", many), ("gigabyte", long)):
        for name, size in part["memory"].items():
            print(f"  {title:8} {name:6} at most {size['first_half_mb']:6.1f} MB in the first half, "
                  f"{size['second_half_mb']:6.1f} MB in the second")
    grown = max(long["memory"][name]["second_half_mb"] - long["memory"][name]["first_half_mb"]
                for name in ("client", "server"))
    at_least("M1", "streams at a time", many["streams"], 500)
    at_most("M1", "growth in the second half of the gigabyte", grown, 4, " MB")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--ours", required=True)
    parser.add_argument("--broker", type=int, required=True, help="its process id")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measured(options.ours, options.url, options.broker)
    if options.json:
        print(json.dumps({"streams": found}, indent=2))
    else:
        report(found)


if __name__ == "__main__":
    main()
