"""Memory and descriptors of the processes over time, and how fast they grow."""

import asyncio
import collections
import os
import pathlib
import time

from rig.stack import Stack

PAGE = os.sysconf("SC_PAGE_SIZE")
# A process's first minute is its warming up and says nothing of growth.
WARM = 60.0
# Growth is that of the least of each so many seconds: hashing a password takes 46 MB for a moment.
WINDOW = 30.0


class Samples:
    """Every so many seconds: (seconds since it started, MB, descriptors), by incarnation."""

    def __init__(self, stack: Stack, every: float = 3.0):
        self.stack = stack
        self.every = every
        self.seen: dict[tuple[str, int], list[tuple[float, float, int]]] = collections.defaultdict(list)
        self._task: asyncio.Task | None = None

    def start(self) -> None:
        self._task = asyncio.ensure_future(self._watch())

    def stop(self) -> None:
        if self._task:
            self._task.cancel()

    async def _watch(self) -> None:
        while True:
            for name, process in self.stack.processes.items():
                if process.pid:
                    self._take(name, process.pid, time.monotonic() - process.started)
            await asyncio.sleep(self.every)

    def _take(self, name: str, pid: int, age: float) -> None:
        try:
            pages = int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1])
            descriptors = len(os.listdir(f"/proc/{pid}/fd"))
        except (FileNotFoundError, ProcessLookupError):
            return
        self.seen[name, pid].append((age, pages * PAGE / 1e6, descriptors))

    def growth(self) -> dict[str, dict]:
        """By process: incarnations, the largest memory and descriptors, and their slopes a minute."""
        names = sorted({name for name, _ in self.seen})
        return {name: self._growth([rows for (owner, _), rows in self.seen.items() if owner == name]) for name in names}

    @staticmethod
    def _growth(incarnations: list[list[tuple[float, float, int]]]) -> dict:
        everything = [row for rows in incarnations for row in rows]
        least = [windows([row for row in rows if row[0] >= WARM]) for rows in incarnations]
        return {
            "incarnations": len(incarnations),
            "seconds": round(sum(max(0, rows[-1][0] - WARM) for rows in incarnations if rows)),
            "megabytes": max(row[1] for row in everything),
            "descriptors": max(row[2] for row in everything),
            "megabytes_a_minute": slope([[(age, size) for age, size, _ in rows] for rows in least]),
            "descriptors_a_minute": slope([[(age, count) for age, _, count in rows] for rows in least]),
        }


def windows(rows: list[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    """The least memory and descriptors of each window."""
    found: dict[int, list[tuple[float, float, int]]] = collections.defaultdict(list)
    for row in rows:
        found[int(row[0] // WINDOW)].append(row)
    return [
        (number * WINDOW, min(row[1] for row in group), min(row[2] for row in group))
        for number, group in sorted(found.items())
    ]


def slope(groups: list[list[tuple[float, float]]]) -> float | None:
    """Growth a minute by least squares over all groups, each about its own mean; None without any."""
    above = below = 0.0
    for group in groups:
        if len(group) < 2:
            continue
        age = sum(x for x, _ in group) / len(group)
        value = sum(y for _, y in group) / len(group)
        above += sum((x - age) * (y - value) for x, y in group)
        below += sum((x - age) ** 2 for x, _ in group)
    return above / below * 60 if below else None
