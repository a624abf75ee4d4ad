"""Bar F1: no room on the disk, for the database's log and for the certificates."""

import asyncio
import os
import pathlib
import shutil
import subprocess

import pytest
from rig.fault import Fault
from rig.faults import Faults
from rig.servers import Servers, aside
from rig.soak import Plan, Soak
from rig.table import failures, lines

# Begins a new segment of the log, and writes into it.
SWITCH = "select pg_switch_wal()::text, pg_logical_emit_message(true, 'f', 'f')::text as at"


@pytest.fixture(autouse=True)
def root():
    """Only root mounts a file system of limited size: anyone else is told, and the bar is not held."""
    assert os.getuid() == 0, "bar F1 needs root, to mount file systems of limited size"


class Small:
    """A directory on a file system of so many megabytes, with what was in it."""

    def __init__(self, directory: pathlib.Path, megabytes: int):
        self.directory = directory
        aside_ = directory.with_name(directory.name + ".before")
        owner = directory.stat()
        directory.rename(aside_)
        directory.mkdir(mode=owner.st_mode & 0o777)
        options = f"size={megabytes}m,uid={owner.st_uid},gid={owner.st_gid},mode={owner.st_mode & 0o777:o}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(directory)], check=True)
        subprocess.run(["cp", "-a", f"{aside_}/.", str(directory)], check=True)
        shutil.rmtree(aside_)

    def fill(self) -> int:
        """Takes all the room that is left; how much that was."""
        with (self.directory / "filler").open("wb", buffering=0) as file:
            written = 0
            try:
                while True:
                    written += file.write(bytes(65536))
            except OSError:
                return written

    def free(self) -> None:
        (self.directory / "filler").unlink(missing_ok=True)

    def leave(self) -> None:
        """Puts what is in it back where there is room, for whoever starts the database next."""
        self.free()
        kept = self.directory.with_name(self.directory.name + ".after")
        subprocess.run(["cp", "-a", str(self.directory), str(kept)], check=True)
        subprocess.run(["umount", str(self.directory)], check=True)
        self.directory.rmdir()
        kept.rename(self.directory)


@pytest.fixture
def small(broker: Servers):
    """small("blobs", 8), while the database is down: makes a directory small; all are undone at the end."""
    made: list[Small] = []
    broker.control("postgres_stop")

    def make(name: str, megabytes: int) -> Small:
        made.append(Small(broker.directory / name, megabytes))
        return made[-1]

    yield make
    broker.control("postgres_stop")
    for directory in made:
        directory.leave()
    broker.control("postgres_up")


def test_F1_with_no_room_for_WAL_or_certificates_nothing_acknowledged_is_lost_and_all_is_well_60_s_after(
    broker: Servers, small, figure
):
    wal, blobs = small("postgres/data/pg_wal", 160), small("blobs", 16)
    broker.control("postgres_up")
    soak = Soak(broker, Plan(0, 0, 201, width=6, rest=240, least=4))
    recovered: list[float] = []

    def full(name: str, directory: Small) -> Fault:
        async def strike() -> str:
            left = await aside(directory.fill)
            if name == "WAL":
                # The segment that is there would last for a while: the next ones are asked for now.
                for _ in range(3):
                    await aside(broker.psql, SWITCH)
            return f"{left} bytes were left"

        async def heal() -> None:
            directory.free()
            began = asyncio.get_running_loop().time()
            # The server's supervisor, as the service manager of an operator would do.
            await aside(broker.control, "postgres_up")
            await soak.stack.ready(60)
            recovered.append(asyncio.get_running_loop().time() - began)

        return Fault(f"no room for {name}", strike, heal, 1)

    async def fill(faults: Faults) -> None:
        for _ in range(2):
            await soak.inject(full("WAL", wal), 15)
            await asyncio.sleep(5)
            await soak.inject(full("certificates", blobs), 10)
            await asyncio.sleep(5)

    outcome = asyncio.run(soak.run(fill))
    print("\n".join(lines(soak.plan, outcome)))
    figure(f"{len(outcome.struck)} times full; ready {max(recovered):.1f} s after there was room at the latest")
    # The room was really missed.
    assert "No space left on device" in (broker.directory / "postgres" / "postgres.log").read_text()
    assert not failures(soak.plan, outcome)
    assert max(recovered) <= 60
