"""soak.py INSTANCE [--minutes N] [--every SECONDS] [--seed S] [--width N]: a run of the fault rig."""

import argparse
import asyncio
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from rig.servers import Servers
from rig.soak import Plan, Soak
from rig.table import failures, lines


def main() -> int:
    parser = argparse.ArgumentParser(prog="./clikc test faults")
    parser.add_argument("instance")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--every", type=float, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--width", type=int, default=6)
    parser.add_argument("--rest", type=float, default=420)
    asked = parser.parse_args()
    plan = Plan(asked.minutes * 60, asked.every, asked.seed, asked.width, asked.rest)
    plan.least = max(1, round(0.7 * plan.seconds / plan.every))
    servers = Servers(asked.instance)
    # Both ways of being ended stop what was started.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    servers.prepare()
    outcome = asyncio.run(Soak(servers, plan).run())
    print("\n".join(lines(plan, outcome)))
    wrong = failures(plan, outcome)
    print(f"FAILED: {'; '.join(wrong)}." if wrong else "Nothing was lost, duplicated, invented or left behind.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
