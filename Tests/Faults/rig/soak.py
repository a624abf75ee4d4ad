"""Faults by lot while officers work, then the verdict: `./clikc test faults --minutes N --seed S`."""

import asyncio
import concurrent.futures
import pathlib
import random
import subprocess
import time
from dataclasses import dataclass, field

from rig.api import API
from rig.fault import Fault, NotStruck
from rig.faults import Faults
from rig.ledger import Ledger
from rig.load import Load
from rig.mail import Mailbox
from rig.process_faults import ELSEWHERE
from rig.samples import Samples
from rig.servers import Servers, aside
from rig.site import Site
from rig.stack import STATEFUL, Stack
from rig.verdict import Court, Verdict


@dataclass
class Plan:
    """How a run goes. The same seed gives the same faults in the same order."""

    seconds: float
    every: float
    seed: int
    width: int = 6
    # How long everything may take to come to rest.
    rest: float = 420
    # A run with fewer faults than this proves nothing.
    least: int = 1


@dataclass
class Outcome:
    verdict: Verdict
    struck: list[tuple[float, str, str]] = field(default_factory=list)
    missed: list[tuple[float, str, str]] = field(default_factory=list)
    growth: dict = field(default_factory=dict)
    officers: int = 0
    calls: int = 0
    rested: float = 0


class Soak:
    def __init__(self, servers: Servers, plan: Plan, say=print):
        self.servers = servers
        self.plan = plan
        self.say = say
        self.stack = Stack(servers, seed=plan.seed)
        self.struck: list[tuple[float, str, str]] = []
        self.missed: list[tuple[float, str, str]] = []
        self.began = 0.0
        self.site: Site | None = None

    async def run(self, inject=None) -> Outcome:
        """`inject` gets the faults to use in place of those by lot."""
        loop = asyncio.get_running_loop()
        loop.set_default_executor(concurrent.futures.ThreadPoolExecutor(64))
        mailbox = None
        try:
            await self.stack.build()
            mailbox = Mailbox(pathlib.Path(self.servers.places["maildir"]))
            mailbox.start()
            self.stack.start()
            await self.stack.ready()
            return await self._run(mailbox, inject or self._by_lot)
        finally:
            if mailbox:
                mailbox.stop()
            await self.stack.end()

    async def _run(self, mailbox: Mailbox, inject) -> Outcome:
        api = API(list(self.stack.ports.values()))
        site = self.site = await Site.open(api, self.servers)
        file = self.servers.directory / f"ledger-{self.plan.seed}.jsonl"
        ledger = Ledger(file)
        load = Load(site, api, mailbox, ledger, self.plan.seed, self.plan.width)
        samples = Samples(self.stack)
        faults = Faults(self.stack, await aside(self._failpoints))
        self.say(f"The portal is ready; {self.plan.width} officers at a time, a fault every {self.plan.every:g} s.")
        load.start()
        samples.start()
        self.began = time.monotonic()
        await inject(faults)
        await self._heal_all()
        rested = time.monotonic()
        await load.finish(self.plan.rest)
        await self._rest(self.plan.rest)
        rested = time.monotonic() - rested
        samples.stop()
        ledger.close()
        court = Court(self.servers, file, f"f{self.plan.seed}-", mailbox)
        verdict = await aside(court.judge, load.unfinished)
        return Outcome(verdict, self.struck, self.missed, samples.growth(), len(load.officers), api.calls, rested)

    def _failpoints(self) -> dict[str, list[str]]:
        """The places each service names when it is asked; those of subscribers where it subscribes."""
        listening = {queue.removesuffix(".events") for queue, _ in self.servers.bindings()}
        found = {}
        for service in STATEFUL:
            program = pathlib.Path(self.servers.places["binaries"]) / service
            told = subprocess.run([program, "--failpoints"], capture_output=True, text=True, timeout=20, check=True)
            places = [place for place in told.stdout.split() if place not in ELSEWHERE]
            found[service] = [place for place in places if service in listening or not place.startswith("subscriber.")]
        return found

    async def _by_lot(self, faults: Faults) -> None:
        choice = random.Random(self.plan.seed)
        number = 0
        while (due := (number + 1) * self.plan.every) <= self.plan.seconds:
            await asyncio.sleep(max(0, self.began + due - self.plan.every * 0.9 - time.monotonic()))
            await self.inject(faults.draw(choice), self.plan.every * 0.9)
            number += 1

    async def inject(self, fault: Fault, within: float) -> None:
        """Strikes, waits its share of the time, heals; keeps the proof."""
        at = time.monotonic() - self.began
        try:
            proof = await fault.strike()
            if fault.heal:
                await asyncio.sleep(within * fault.share)
                await self._heal(fault)
            self.struck.append((at, fault.name, proof))
            self.say(f"{at:7.1f} s  {fault.name}: {proof}")
        except (NotStruck, RuntimeError, OSError) as error:
            self.missed.append((at, fault.name, str(error)))
            self.say(f"{at:7.1f} s  {fault.name}: nothing happened, {error}")

    @staticmethod
    async def _heal(fault: Fault) -> None:
        """On a busy machine a server may need more than one start."""
        for last in (False, False, True):
            try:
                return await fault.heal()
            except (RuntimeError, subprocess.TimeoutExpired):
                if last:
                    raise

    async def _heal_all(self) -> None:
        """Nothing is spoiled any more; what was started with a failpoint starts without."""
        await aside(self.servers.broker_start)
        for proxy in self.stack.proxies.values():
            proxy.clear()
        for process in self.stack.processes.values():
            process.clear_fault()
            if process.faulty:
                process.kill()
        await self.stack.ready(120)

    async def _rest(self, seconds: float) -> None:
        """Waits until nothing moves: no event waits, no mail, no certificate, no message."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if await aside(self._at_rest):
                return
            await asyncio.sleep(1)

    def _at_rest(self) -> bool:
        waiting = " union all ".join(
            f"select count(*) as n from {service}.outbox where published_at is null" for service in STATEFUL
        )
        rows = self.servers.sql(
            f"select sum(n) as n from ({waiting} union all select count(*) from notification.mail where state in "
            "('queued', 'sending') and due_at < now() + interval '1 day' union all "
            "select count(*) from notification.certificates where pdf_digest is null) waiting"
        )
        return not rows[0]["n"] and not any(self.servers.queues().values())
