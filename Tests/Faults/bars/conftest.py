"""One instance for all bars, and peers that end with their test. CLIKC_FAULT_FIGURES collects what was measured."""

import os
import pathlib
import signal
import subprocess
import time

import pytest
from rig.background import Background
from rig.peer import Peer
from rig.servers import Servers


@pytest.fixture(scope="session")
def servers():
    servers = Servers(os.environ.get("CLIKC_FAULT_INSTANCE", f"bars-{os.getpid()}"))
    servers.prepare()
    yield servers
    servers.remove()


@pytest.fixture
def broker(servers: Servers) -> Servers:
    """A broker that runs and is not in alarm."""
    servers.broker_start()
    return servers


@pytest.fixture
def peers(servers: Servers):
    """Starts peers: peers("server"), peers("client", rate, seconds, deadline, method, work)."""
    started: list[Peer] = []
    directory = servers.directory / "peers"
    executions = directory / f"executions-{time.monotonic_ns()}"

    def start(kind: str, *words, url: str = "") -> Peer:
        more = [str(executions)] if kind == "server" else [str(word) for word in words]
        peer = Peer(directory, kind, url or servers.places["admin"], *more)
        started.append(peer)
        if kind == "server":
            assert peer.line() == "ready"
        return peer

    start.executions = executions
    yield start
    for peer in started:
        peer.end()


@pytest.fixture(scope="session")
def background():
    background = Background()
    yield background
    background.stop()


@pytest.fixture
def figure(request):
    """figure("ms", 12.3): prints a measurement beside the bar's name, and keeps it for the table."""

    def say(text: str) -> None:
        line = f"{request.node.name.removeprefix('test_').replace('_', ' ')}: {text}"
        print(f"\n  {line}")
        if file := os.environ.get("CLIKC_FAULT_FIGURES"):
            with pathlib.Path(file).open("a", encoding="utf-8") as lines:
                lines.write(line + "\n")

    return say


@pytest.fixture
def frozen_broker(broker: Servers):
    """Stops the broker's process at once; it goes on when the test ends, if not before."""
    pid = broker.broker_pid()
    yield pid
    subprocess.run(["kill", f"-{signal.SIGCONT}", str(pid)], check=False)
