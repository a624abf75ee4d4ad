"""One running program of the portal, brought back whenever it ends."""

import asyncio
import contextlib
import os
import pathlib
import signal
import time

WRONG_SETTING = 78


class Process:
    """Starts the program, and again after it ended, sooner or later: half a second, then longer up to 5 s."""

    def __init__(self, name: str, command: list[str], settings: dict[str, str], log: pathlib.Path):
        self.name = name
        self.command = command
        self.settings = settings
        self.log = log
        self.pid: int | None = None
        self.started = 0.0
        self.deaths: list[int] = []
        self.held = False
        # How long to wait before it comes back; grows while it keeps ending at once.
        self._pause = 0.5
        self._once: dict[str, str] = {}
        # Whether what runs now was started with a failpoint.
        self.faulty = False
        self._keeper: asyncio.Task | None = None
        self._stir = asyncio.Event()
        self.up = asyncio.Event()
        self.down = asyncio.Event()

    def start(self) -> None:
        self.held = False
        self._stir.set()
        if not self._keeper:
            self._keeper = asyncio.ensure_future(self._keep())

    def fault(self, setting: str) -> None:
        """The next incarnation, and only that one, has this failpoint set."""
        self._once = {"CLIKC_FAULT": setting}

    def clear_fault(self) -> None:
        """A failpoint asked for and not yet taken up is not wanted any more."""
        self._once = {}

    def signal(self, number: int) -> None:
        """To what runs now, if anything does."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)

    def hold(self) -> None:
        """It does not come back until `start`."""
        self.held = True
        self._stir.clear()

    async def stop(self, seconds: float = 15) -> float:
        """Asks it to end and holds it down. How long it took; it is killed when that was too long."""
        self.hold()
        began = time.monotonic()
        if self.pid:
            self.signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self.down.wait(), seconds)
            except TimeoutError:
                self.kill()
                await self.down.wait()
        return time.monotonic() - began

    async def end(self) -> None:
        """The program and its keeper."""
        if self.pid:
            self.signal(signal.SIGCONT)
        await self.stop()
        if self._keeper:
            self._keeper.cancel()

    async def _keep(self) -> None:
        while True:
            await self._stir.wait()
            settings, self.faulty, self._once = self.settings | self._once, bool(self._once), {}
            with self.log.open("ab") as log:
                child = await asyncio.create_subprocess_exec(
                    *self.command,
                    env=settings,
                    stdin=asyncio.subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            self.pid, self.started = child.pid, time.monotonic()
            self.down.clear()
            self.up.set()
            status = await child.wait()
            self.pid = None
            self.deaths.append(status)
            self.up.clear()
            self.down.set()
            if status == WRONG_SETTING:
                self.hold()
            if self.held:
                continue
            lived = time.monotonic() - self.started
            self._pause = 0.5 if lived > 10 else min(5, self._pause * 2)
            await asyncio.sleep(self._pause)
