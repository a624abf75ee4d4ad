"""Bars O1, O2 and M19: the whole portal at work while its processes and its database fail."""

import asyncio
import time

import pytest
from rig.api import API
from rig.fault import NotStruck
from rig.faults import Faults
from rig.servers import aside
from rig.soak import Plan, Soak
from rig.stack import STATEFUL
from rig.table import failures, lines
from rig.verdict import COUNTS

LONGEST = 8.0


def judged(plan: Plan, outcome, figure) -> None:
    counts = ", ".join(f"{len(outcome.verdict.breaches[count])} {count}" for count in COUNTS)
    figure(
        f"{len(outcome.struck)} faults, {outcome.officers} officers: {counts}; {len(outcome.missed)} asked for in vain"
    )
    print("\n".join(lines(plan, outcome)))
    assert not failures(plan, outcome)


# Some five hundred faults, a few seconds each.
@pytest.mark.timeout(2400)
def test_O1_killed_stalled_or_failed_at_every_failpoint_with_200_kills_nothing_is_lost_or_done_twice(broker, figure):
    plan = Plan(0, 0, 101, width=24, rest=240, least=200)
    soak = Soak(broker, plan)
    missed: list[str] = []

    async def one(faults: Faults, service: str, place: str, effect: str) -> None:
        fault = faults.at(service, place, effect, 1, 1)
        began = time.monotonic() - soak.began
        await fault.strike()
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline and not await aside(fault.struck):
            await asyncio.sleep(0.2)
        if effect != "kill":
            await asyncio.sleep(1)
        try:
            await fault.heal()
            soak.struck.append((began, fault.name, "its log says so"))
        except NotStruck as error:
            missed.append(f"{fault.name}: {error}")
            soak.missed.append((began, fault.name, str(error)))

    async def service(faults: Faults, name: str) -> None:
        places = faults.failpoints[name]
        for effect in ("kill", "stall", "error"):
            for place in places:
                await one(faults, name, place, effect)
        kills = 0
        while kills < 50:
            for place in places:
                await one(faults, name, place, "kill")
                kills += 1

    async def every(faults: Faults) -> None:
        await asyncio.gather(*(service(faults, name) for name in STATEFUL))

    outcome = asyncio.run(soak.run(every))
    print("\n".join(missed))
    judged(plan, outcome, figure)


@pytest.mark.timeout(1200)
def test_O2_20_immediate_restarts_of_PostgreSQL_under_load_lose_no_acknowledged_write(broker, figure):
    plan = Plan(0, 0, 102, width=8, rest=240, least=20)
    soak = Soak(broker, plan)

    async def restarts(faults: Faults) -> None:
        for _ in range(20):
            await soak.inject(faults.postgres_restart(), 0)
            await asyncio.sleep(4)

    judged(plan, asyncio.run(soak.run(restarts)), figure)


def test_M19_a_rolling_restart_of_every_service_fails_no_call_and_each_ends_in_10_s(broker, figure):
    soak = Soak(broker, Plan(0, 0, 119, width=2, rest=120))
    took: dict[str, float] = {}
    answers: list[tuple[str, int, str]] = []

    async def roll(faults: Faults) -> None:
        site = soak.site
        api = API([soak.stack.ports["gateway-2"]])
        rolling = True

        async def caller(path: str, token: str) -> None:
            while rolling:
                answer = await api.call("GET", path, None, token)
                answers.append((path, answer.status, answer.reason))
                await asyncio.sleep(0.02)

        token = site.tokens["tutor"]
        paths = [
            ("/figures", ""),
            ("/profile", token),
            ("/my/courses", token),
            ("/my/progress", token),
            ("/my/certificates", token),
        ]
        callers = [asyncio.ensure_future(caller(*path)) for path in paths]
        for name in sorted(soak.stack.processes):
            if name.startswith(("gateway-2", "web")):
                continue
            process = soak.stack.processes[name]
            took[name] = await process.stop(20)
            process.start()
            await process.up.wait()
            await soak.stack.serving(process)
        rolling = False
        await asyncio.gather(*callers)

    asyncio.run(soak.run(roll))
    failed = [answer for answer in answers if answer[1] != 200]
    figure(f"{len(answers)} calls, {len(failed)} failed; the slowest ended in {max(took.values()):.1f} s")
    assert not failed, failed[:10]
    assert max(took.values()) <= 10
    assert len(answers) > 100
