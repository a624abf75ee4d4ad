"""Officers at work: as many at a time as asked for, one after the other, until they are told to finish."""

import asyncio
import random

from rig.api import API
from rig.ledger import Ledger
from rig.mail import Mailbox
from rig.officer import Officer, OutOfTime
from rig.site import Site


class Load:
    def __init__(
        self, site: Site, api: API, mailbox: Mailbox, ledger: Ledger, seed: int, width: int, pause: float = 0.2
    ):
        self.site, self.api, self.mailbox, self.ledger = site, api, mailbox, ledger
        self.seed, self.width, self.pause = seed, width, pause
        self.officers: list[Officer] = []
        self.unfinished: list[str] = []
        self._finishing = asyncio.Event()
        self._workers: list[asyncio.Task] = []

    def start(self) -> None:
        self._workers = [asyncio.ensure_future(self._work()) for _ in range(self.width)]

    async def _work(self) -> None:
        while not self._finishing.is_set():
            number = len(self.officers)
            officer = Officer(
                f"f{self.seed}-{number}",
                self.site,
                self.api,
                self.mailbox,
                self.ledger,
                random.Random(self.seed * 1_000_003 + number),
            )
            self.officers.append(officer)
            try:
                await officer.go()
            except OutOfTime as error:
                self.unfinished.append(str(error))
            await asyncio.sleep(self.pause)

    async def finish(self, seconds: float) -> None:
        """No new officers; those under way have so long."""
        self._finishing.set()
        deadline = asyncio.get_running_loop().time() + seconds
        for officer in self.officers:
            officer.deadline = deadline
        await asyncio.gather(*self._workers)
