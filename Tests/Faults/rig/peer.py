"""The transport's own server and client (Tests/Faults/Peer), as processes to drive and to kill."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass

from rig.servers import ROOT

BINARY = pathlib.Path(os.environ.get("CLIKC_BINARIES", ROOT / ".build" / "debug")) / "fault-peer"


@dataclass(frozen=True)
class Call:
    name: str
    # Seconds since 1970.
    at: float
    ms: float
    status: str

    @property
    def ok(self) -> bool:
        return self.status == "OK"

    @property
    def end(self) -> float:
        return self.at + self.ms / 1000

    @classmethod
    def read(cls, line: str) -> "Call":
        return cls(**json.loads(line))


class Peer:
    """A process of the peer. What it prints is read as it comes, with the moment; its log is a file."""

    def __init__(self, directory: pathlib.Path, *words: str):
        directory.mkdir(exist_ok=True)
        self.log = directory / f"{words[0]}-{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [str(BINARY), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )
        # Every line, with when it came in seconds of the monotonic clock.
        self.printed: list[tuple[float, str]] = []
        self._taken = 0
        self._came = threading.Condition()
        self._ended = False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            with self._came:
                self.printed.append((time.monotonic(), line.strip()))
                self._came.notify()
        with self._came:
            self._ended = True
            self._came.notify()

    @property
    def pid(self) -> int:
        return self.process.pid

    def line(self, seconds: float = 60) -> str:
        """The next line."""
        with self._came:
            found = self._came.wait_for(lambda: len(self.printed) > self._taken or self._ended, seconds)
            assert found and len(self.printed) > self._taken, f"it says nothing more: {self.log.read_text()[-500:]}"
            self._taken += 1
            return self.printed[self._taken - 1][1]

    def come(self, more: int, seconds: float = 90) -> None:
        """Waits for so many lines from now on."""
        with self._came:
            wanted = len(self.printed) + more
            self._came.wait_for(lambda: len(self.printed) >= wanted or self._ended, seconds)
            assert len(self.printed) >= wanted, f"{wanted - len(self.printed)} lines did not come: {self.log.read_text()[-500:]}"

    def step(self, name: str) -> Call:
        """One call of `fault-peer steps`."""
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        return Call.read(self.line())

    def calls(self, seconds: float = 180) -> list[Call]:
        """Everything a client printed, when it has ended."""
        status = self.process.wait(seconds)
        self._reader.join()
        assert status == 0, self.log.read_text()[-500:]
        return sorted((Call.read(line) for _, line in self.printed), key=lambda call: call.at)

    def kill(self) -> float:
        """When it was killed, in seconds since 1970."""
        at = time.time()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        return at

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()
        self.process.stdin.close()

    @property
    def threads(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/task"))


def port_opens(port: int, seconds: float = 90) -> float:
    """When somebody listens there, in seconds since 1970."""
    deadline = time.time() + seconds
    while time.time() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return time.time()
        time.sleep(0.01)
    raise TimeoutError(f"nobody listens on {port} after {seconds} s")


def first_ok(calls: list[Call], after: float) -> Call:
    """The call that succeeded soonest after a moment."""
    return min((call for call in calls if call.ok and call.end > after), key=lambda call: call.end)
