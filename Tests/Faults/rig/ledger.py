"""What clients meant to do and what they were told was done, on disk before and after each request."""

import json
import os
import pathlib
import threading
import time


class Ledger:
    """A file of JSON lines. A line is on the disk when `write` returns."""

    def __init__(self, file: pathlib.Path):
        self._file = file.open("ab", buffering=0)
        self._lock = threading.Lock()

    def intend(self, deed: str, **about) -> None:
        self.write({"intent": deed} | about)

    def acknowledge(self, deed: str, **about) -> None:
        self.write({"done": deed} | about)

    def note(self, what: str, **about) -> None:
        self.write({"note": what} | about)

    def write(self, line: dict) -> None:
        data = json.dumps({"at": round(time.time(), 3)} | line).encode() + b"\n"
        with self._lock:
            self._file.write(data)
            os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def read(file: pathlib.Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text().splitlines()]
