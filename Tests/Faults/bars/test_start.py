"""Bar F3: any order of starting, dependencies absent for a minute, secrets that are wrong."""

import asyncio
import json
import pathlib
import random
import time
import urllib.error
import urllib.request

import pytest
from rig.servers import aside
from rig.stack import STATEFUL, Stack

READY_IN = 5.0


def parts(stack: Stack, name: str) -> tuple[int, dict]:
    """What /readyz answers: its status, and which part serves where it says so."""
    address = f"http://127.0.0.1:{stack.ports[name]}/readyz"
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            status, text = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    except OSError:
        return 0, {}
    return status, json.loads(text).get("parts", {}) if text.startswith(b"{") else {}


@pytest.fixture
def absent(broker):
    """Database and broker are away; they are there again after the test."""
    broker.control("stop")
    yield broker
    broker.control("prepare")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_F3_services_started_in_any_order_a_minute_before_database_and_broker_are_ready_5_s_after_them(
    absent, figure, seed
):
    seconds = 60 if seed == 1 else 5

    async def run() -> tuple[list, float, list]:
        stack = Stack(absent, doubles=())
        await stack.build()
        order = list(stack.processes)
        random.Random(seed).shuffle(order)
        try:
            for name in order:
                stack.processes[name].start()
            await asyncio.sleep(seconds)
            waiting = [await aside(parts, stack, name) for name in stack.ports]
            deaths = [(name, process.deaths) for name, process in stack.processes.items() if process.deaths]
            # The slower of the two last, so that the time counts from when all is there.
            await aside(absent.control, "postgres_up")
            await aside(absent.broker_start)
            began = time.monotonic()
            await stack.ready(60)
            return waiting, time.monotonic() - began, deaths
        finally:
            await stack.end()

    waiting, took, deaths = asyncio.run(run())
    figure(
        f"seed {seed}: ready {took:.1f} s after the last dependency; while it was away for {seconds} s /readyz said "
        f"{', '.join(str(status) for status, _ in waiting)}"
    )
    assert not deaths, "a service gave up instead of waiting"
    assert all(status == 503 for status, _ in waiting), waiting
    assert took <= READY_IN


WRONG = {
    "missing": (lambda file: None, 78, "is not set"),
    "empty": (lambda file: file.write_text(""), 78, "too short"),
    "readable by others": (lambda file: file.chmod(0o644), 78, "everybody can read"),
}


@pytest.mark.parametrize("fault", sorted(WRONG))
@pytest.mark.parametrize("service", ["identity", "gateway"])
def test_F3_a_secret_that_is_missing_empty_or_readable_by_others_stops_the_service_with_one_line(
    broker, figure, service, fault
):
    spoil, status, words = WRONG[fault]

    async def run() -> tuple[list[int], str]:
        stack = Stack(broker, doubles=())
        await stack.build()
        process = stack.processes[f"{service}-1"]
        before = process.log.stat().st_size if process.log.exists() else 0
        file = pathlib.Path(process.settings["CLIKC_AMQP_URL_FILE"])
        if fault == "missing":
            del process.settings["CLIKC_AMQP_URL_FILE"]
        else:
            spoil(file)
        try:
            process.start()
            await asyncio.wait_for(process.down.wait(), 20)
            return list(process.deaths), process.log.read_text()[before:]
        finally:
            await stack.end()
            file.unlink()

    deaths, log = asyncio.run(run())
    figure(f"{service}, {fault}: status {deaths}, '{log.strip()}'")
    assert deaths == [status]
    assert words in log and "CLIKC_AMQP_URL" in log
    assert len(log.strip().splitlines()) == 1


@pytest.mark.parametrize("server", ["rabbitmq", "postgres"])
def test_F3_with_a_wrong_password_a_service_waits_says_why_and_is_not_ready(broker, figure, server):
    async def run() -> tuple[int, dict, str, list[int]]:
        stack = Stack(broker, doubles=())
        await stack.build()
        process = stack.processes["progress-1"]
        setting = {"rabbitmq": "CLIKC_AMQP_URL_FILE", "postgres": "CLIKC_POSTGRES_URL_FILE"}[server]
        file = pathlib.Path(process.settings[setting])
        user, rest = file.read_text().split("@")
        file.write_text(f"{user}-wrong@{rest}")
        before = process.log.stat().st_size if process.log.exists() else 0
        try:
            stack.start()
            await asyncio.sleep(15)
            status, body = await aside(parts, stack, "gateway-1")
            return status, body, process.log.read_text()[before:], list(process.deaths)
        finally:
            await stack.end()

    status, body, log, deaths = asyncio.run(run())
    figure(f"{server}: /readyz {status} {body}")
    assert status == 503 and {name: body[name] for name in STATEFUL} == {name: name != "progress" for name in STATEFUL}
    assert "refused" in log.lower() or "authentication" in log.lower(), log[-2000:]
    assert not deaths


def test_M19_with_database_and_broker_away_every_service_ends_within_10_s_of_SIGTERM(absent, figure):
    async def run() -> tuple[dict[str, float], list]:
        stack = Stack(absent, doubles=())
        await stack.build()
        try:
            stack.start()
            await asyncio.sleep(3)
            took = {name: await process.stop(20) for name, process in stack.processes.items()}
            return took, [(name, process.deaths) for name, process in stack.processes.items()]
        finally:
            await stack.end()

    took, deaths = asyncio.run(run())
    figure(", ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items()))
    assert all(died == [0] for _, died in deaths), deaths
    assert max(took.values()) <= 10
