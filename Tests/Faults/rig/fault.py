"""One fault, and how to tell that it happened."""

import asyncio
import pathlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass
class Fault:
    """One thing to do. `strike` gives the proof that it happened; `heal`, after a while, undoes it."""

    name: str
    strike: Callable[[], Awaitable[str]]
    heal: Callable[[], Awaitable[None]] | None = None
    # How long it lasts, of the time between two faults.
    share: float = 0.6
    # Whether it has happened yet, of one that waits for its moment.
    struck: Callable[[], bool] | None = None


class NotStruck(Exception):
    """The fault had nothing to hit."""


def passed(log: pathlib.Path, start: int, place: str) -> bool:
    """Whether the log tells, after so many bytes, that the failpoint struck."""
    with log.open("rb") as file:
        file.seek(start)
        return f"failpoint {place}:".encode() in file.read()


def state(pid: int) -> str:
    """The process's state letter, as /proc tells it."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return "gone"


async def gone(pid: int, seconds: float = 30) -> None:
    """Waits until a process has ended; raises when it does not."""
    await until(lambda: state(pid) in ("gone", "Z"), f"process {pid} did not end", seconds)


async def until(true: Callable[[], bool], otherwise: str, seconds: float = 5) -> None:
    for _ in range(int(seconds * 50)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise NotStruck(otherwise)
