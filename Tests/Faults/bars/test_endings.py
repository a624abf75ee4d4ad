"""Bar S14: how soon every gateway refuses a session that was ended."""

import asyncio
import concurrent.futures
import pathlib
import random
import statistics
import time

from rig.api import API
from rig.ledger import Ledger
from rig.mail import Mailbox
from rig.officer import Officer
from rig.site import Site
from rig.stack import Stack

ROUNDS = 10
PATIENCE = 10.0


class Endings:
    """An officer whose sessions are ended again and again, and each gateway by itself."""

    def __init__(self, officer: Officer, site: Site, ports: list[int]):
        self.officer, self.site = officer, site
        self.gateways = [API([port]) for port in ports]

    async def sign_in(self) -> str:
        await self.officer.sign_in(self.officer.password)
        return self.officer.token

    async def change_password(self, here: str) -> None:
        old, self.officer.password = self.officer.password, f"Own-{random.getrandbits(64):x}-9Z"
        change = {"currentPassword": old, "newPassword": self.officer.password}
        await self._do("PUT", "/password", change, here)

    async def suspend(self, here: str) -> None:
        await self._do("POST", f"/people/{self.officer.account}/suspension", {}, self.site.tokens["coordinator"])

    async def reactivate(self) -> None:
        await self._do("DELETE", f"/people/{self.officer.account}/suspension", None, self.site.tokens["coordinator"])

    async def log_out_everywhere(self, here: str) -> None:
        await self._do("DELETE", "/sessions", None, here)

    async def _do(self, method: str, path: str, body: dict | None, token: str) -> None:
        answer = await self.gateways[0].call(method, path, body, token, self.officer.address)
        assert answer.ok, f"{method} {path}: {answer}"

    async def measured(self, ending) -> list[float]:
        """Seconds from the answer that the session has ended until each gateway refuses it, having known it well."""
        there, here = await self.sign_in(), await self.sign_in()
        for gateway in self.gateways:
            for _ in range(2):
                assert (await gateway.call("GET", "/profile", None, there)).ok
        await ending(here)
        ended = time.monotonic()
        return await asyncio.gather(*(self._refusal(gateway, there, ended) for gateway in self.gateways))

    async def _refusal(self, gateway: API, token: str, ended: float) -> float:
        while (await gateway.call("GET", "/profile", None, token)).status != 401:
            assert time.monotonic() - ended < PATIENCE, f"port {gateway.ports[0]} still knows the session"
            await asyncio.sleep(0.005)
        return time.monotonic() - ended


async def measure(servers, figure) -> float:
    """The longest wait of all."""
    asyncio.get_running_loop().set_default_executor(concurrent.futures.ThreadPoolExecutor(16))
    stack, mailbox = Stack(servers), Mailbox(pathlib.Path(servers.places["maildir"]))
    longest = 0.0
    try:
        await stack.build()
        mailbox.start()
        stack.start()
        await stack.ready()
        ports = [stack.ports[name] for name in ("gateway-1", "gateway-2")]
        site = await Site.open(API(ports), servers)
        ledger = Ledger(servers.directory / "ledger-endings.jsonl")
        officer = Officer("s14-officer", site, API(ports), mailbox, ledger, random.Random(14))
        await officer.enter()
        await officer.pass_gates()
        endings = Endings(officer, site, ports)
        for ending in (endings.change_password, endings.suspend, endings.log_out_everywhere):
            waits = []
            for _ in range(ROUNDS):
                waits += await endings.measured(ending)
                if ending == endings.suspend:
                    await endings.reactivate()
            figure(
                f"{ending.__name__}: {len(waits)} waits at two gateways, median {statistics.median(waits) * 1000:.0f} ms, "
                f"longest {max(waits) * 1000:.0f} ms"
            )
            longest = max(longest, *waits)
    finally:
        mailbox.stop()
        await stack.end()
    return longest


def test_S14_sessions_ended_by_password_suspension_or_log_out_everywhere_are_refused_by_two_gateways_within_1_s(
    broker, figure
):
    assert asyncio.run(measure(broker, figure)) <= 1
