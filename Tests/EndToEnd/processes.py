"""One service of the portal with other settings, for a while."""

import contextlib
import os
import pathlib
import select
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator

RUN, LOGS = pathlib.Path(os.environ["CLIKC_TEST_RUN"]), pathlib.Path(os.environ["CLIKC_TEST_LOGS"])


@contextlib.contextmanager
def resettled(demo: dict, service: str, settings: dict[str, str]) -> Iterator[None]:
    """The portal runs with a `service` of these settings in place of its own, which comes back at the end."""
    supervisor = Process(f"{service}.supervisor")
    own = Process(f"{service}.pid")
    supervisor.end()
    own.wait()
    log = LOGS / f"{service}-resettled.log"
    with log.open("ab") as lines:
        other = subprocess.Popen(
            own.command, env=own.environment | settings, cwd=own.directory, stdin=subprocess.DEVNULL, stdout=lines,
            stderr=lines)
    try:
        wait_until_ready(demo)
        yield
    finally:
        other.terminate()
        other.wait(timeout=60)
        subprocess.Popen(
            supervisor.command, env=supervisor.environment, cwd=supervisor.directory, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        wait_until_ready(demo)


class Process:
    """A process of the portal by the name of the file that has its number, and how it was started."""

    def __init__(self, record: str):
        self.number = int((RUN / record).read_text().split()[0])
        place = pathlib.Path(f"/proc/{self.number}")
        self.command = (place / "cmdline").read_bytes().decode().rstrip("\0").split("\0")
        given = (place / "environ").read_bytes().decode().rstrip("\0").split("\0")
        self.environment = dict(line.split("=", 1) for line in given if "=" in line)
        self.directory = os.readlink(place / "cwd")
        self.handle = os.pidfd_open(self.number)

    def end(self) -> None:
        os.kill(self.number, signal.SIGTERM)
        self.wait()

    def wait(self) -> None:
        """Until it is gone."""
        ready, _, _ = select.select([self.handle], [], [], 60)
        assert ready, f"process {self.number} does not end"


def wait_until_ready(demo: dict) -> None:
    """Until the gateway says that all behind it serve."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{demo['url']}/readyz", timeout=10) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("the portal is not ready again")
