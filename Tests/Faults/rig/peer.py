"""The transport's own server and client (Tests/Faults/Peer), as processes to drive and to kill."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time
from dataclasses import dataclass

from rig.servers import ROOT

BINARY = ROOT / ".build" / "debug" / "fault-peer"


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
    """A process of the peer. Its log is beside its output."""

    def __init__(self, directory: pathlib.Path, *words: str):
        directory.mkdir(exist_ok=True)
        self.log = directory / f"{words[0]}-{time.monotonic_ns()}.log"
        self.process = subprocess.Popen(
            [str(BINARY), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log.open("wb"), text=True
        )

    @property
    def pid(self) -> int:
        return self.process.pid

    def line(self) -> str:
        line = self.process.stdout.readline()
        assert line, f"it ended: {self.log.read_text()[-500:]}"
        return line.strip()

    def step(self, name: str) -> Call:
        """One call of `fault-peer steps`."""
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        return Call.read(self.line())

    def calls(self, seconds: float = 180) -> list[Call]:
        """Everything a client printed, when it has ended."""
        output, _ = self.process.communicate(timeout=seconds)
        assert self.process.returncode == 0, self.log.read_text()[-500:]
        return sorted((Call.read(line) for line in output.splitlines()), key=lambda call: call.at)

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
