"""Bars M4 to M11, M15 to M17: what callers of the transport see while the broker or a peer fails."""

import concurrent.futures
import os
import signal
import statistics
import time
import urllib.parse

import pika
import pytest
from rig.peer import Peer, first_ok, port_opens

UNAVAILABLE, LATE = "unavailable", "deadlineExceeded"


def worst(calls) -> float:
    return max(call.ms for call in calls)


def test_M4_a_call_with_no_instance_is_UNAVAILABLE_in_50_ms(broker, peers, figure):
    calls = peers("client", 20, 3, 5000, "Once", 0).calls()[1:]

    assert {call.status for call in calls} == {UNAVAILABLE}
    median = statistics.median(call.ms for call in calls)
    figure(f"median {median:.1f} ms, worst {worst(calls):.1f} ms of {len(calls)} calls")
    assert median <= 50


def test_M5_with_the_broker_down_a_deadline_of_2_s_fires_within_0_2_s_and_pins_no_thread(broker, peers, figure):
    peers("server")
    client = peers("client", 50, 10, 2000, "Once", 0)
    client.come(100)
    threads = client.threads
    broker.broker_kill()
    client.come(150)
    during = client.threads
    calls = client.calls()

    after = [call for call in calls if not call.ok]
    figure(
        f"{len(after)} calls failed, the latest after {worst(after):.0f} ms; threads {threads} before, {during} during"
    )
    assert after and worst(calls) <= 2200
    assert {call.status for call in after} <= {UNAVAILABLE, LATE}
    assert during <= threads + 4


def test_M6_the_first_call_after_a_killed_broker_listens_again_succeeds_in_3_s(broker, peers, figure):
    peers("server")
    client = peers("client", 50, 40, 2000, "Once", 0)
    client.come(150)
    broker.broker_kill()
    time.sleep(5)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        starting = pool.submit(broker.broker_start)
        opened = port_opens(broker.port("rabbitmq"))
        starting.result()
    calls = client.calls()

    took = first_ok(calls, opened).end - opened
    figure(f"{took:.2f} s after the port opened; the longest call {worst(calls):.0f} ms of a deadline of 2000")
    assert took <= 3
    assert worst(calls) <= 2200, [(call.at - opened, call) for call in calls if call.ms > 2200]
    assert all(call.ok for call in calls if call.at > opened + 5)


def test_M7_of_calls_that_may_be_repeated_99_9_percent_survive_close_all_connections_20_times(broker, peers, figure):
    peers("server")
    client = peers("client", 50, 80, 10000, "Again", 0)
    client.come(100)
    for _ in range(20):
        broker.rabbitmqctl("close_all_connections", "--vhost", "clikc", "fault rig")
        client.come(50)
    calls = client.calls()

    failed = [call for call in calls if not call.ok]
    figure(
        f"{len(calls) - len(failed)} of {len(calls)} calls succeeded; "
        f"{', '.join(call.status for call in failed) or 'none failed'}"
    )
    assert {call.status for call in failed} <= {UNAVAILABLE}
    assert len(failed) <= len(calls) / 1000


def test_M8_a_broker_that_stands_still_for_30_s_is_noticed_in_21_s_and_calls_end_at_their_deadline(
    frozen_broker, peers, figure
):
    peers("server")
    client = peers("client", 20, 50, 2000, "Once", 0)
    client.come(60)
    stopped = time.time()
    os.kill(frozen_broker, signal.SIGSTOP)
    time.sleep(30)
    os.kill(frozen_broker, signal.SIGCONT)
    continued = time.time()
    calls = client.calls()

    frozen = [call for call in calls if stopped < call.at < continued - 2.2]
    noticed = min((call.at for call in frozen if call.status == UNAVAILABLE and call.ms < 1900), default=None)
    back = first_ok(calls, continued).end - continued
    figure(
        f"noticed after {noticed and noticed - stopped:.1f} s; the longest call {worst(calls):.0f} ms of 2000; "
        f"back {back:.1f} s after SIGCONT"
    )
    assert noticed and noticed - stopped <= 21
    assert worst(calls) <= 2200
    assert {call.status for call in frozen} <= {UNAVAILABLE, LATE}


def test_M9_killing_one_of_two_instances_fails_only_calls_in_flight_and_none_runs_twice(broker, peers, figure):
    doomed, _ = peers("server"), peers("server")
    client = peers("client", 200, 8, 5000, "Once", 50)
    client.come(800)
    killed = doomed.kill()
    calls = client.calls()

    failed = [call for call in calls if not call.ok]
    flying = [call for call in calls if call.at <= killed + 0.02 and call.end >= killed]
    ran = peers.executions.read_text().split()
    twice = len(ran) - len(set(ran))
    figure(f"{len(failed)} failed of {len(flying)} in flight at the kill; {len(ran)} executions, {twice} twice")
    assert len(failed) <= len(flying)
    assert twice == 0
    assert {call.name for call in calls if call.ok} <= set(ran)


def test_M10_killing_the_last_instance_tells_callers_UNAVAILABLE_in_100_ms(broker, peers, figure):
    server = peers("server")
    client = peers("client", 200, 8, 10000, "Once", 20)
    client.come(800)
    killed = server.kill()
    calls = client.calls()

    told = min(call.end for call in calls if call.status == UNAVAILABLE and call.at > killed) - killed
    new = [call for call in calls if call.at > killed + 0.1]
    flying = [call for call in calls if call.at <= killed < call.end]
    figure(
        f"told {told * 1000:.0f} ms after the kill; new calls then median "
        f"{statistics.median(call.ms for call in new):.1f} ms; "
        f"the {len(flying)} in flight within {worst(flying):.0f} ms"
    )
    assert told <= 0.1
    assert {call.status for call in new} == {UNAVAILABLE}
    assert worst(flying) <= 5000


def test_M11_in_a_memory_alarm_of_15_s_calls_fail_in_1_1_s_and_go_on_2_s_after_it(broker, peers, figure):
    peers("server")
    client = peers("client", 20, 35, 5000, "Once", 0)
    client.come(60)
    broker.rabbitmqctl("set_vm_memory_high_watermark", "0.00001")
    began = time.time()
    time.sleep(15)
    cleared = time.time()
    broker.rabbitmqctl("set_vm_memory_high_watermark", "0.4")
    done = time.time()
    calls = client.calls()

    during = [call for call in calls if began + 2 < call.at < cleared - 1]
    back = first_ok(calls, cleared).end - done
    figure(
        f"{len(during)} calls in the alarm, the longest {worst(during):.0f} ms; "
        f"back {max(0, back):.2f} s after it ended"
    )
    assert {call.status for call in during} == {UNAVAILABLE}
    assert worst(during) <= 1100
    assert back <= 2
    assert all(call.ok for call in calls if call.at > done + 2)


def behind(broker, proxy) -> str:
    address = urllib.parse.urlsplit(broker.places["admin"])
    return address._replace(netloc=address.netloc.replace(f":{broker.port('rabbitmq')}", f":{proxy.port}")).geturl()


def cut_at_every(step: Peer, background, proxy, direction: str, cuts: range) -> list:
    """One call for each cut, and after each as many as it takes until one succeeds."""
    found = []
    for cut in cuts:
        background.add(proxy, "limit_data", direction, bytes=cut)
        found.append(step.step(f"{direction}-{cut}"))
        background.clear(proxy)
        for attempt in range(50):
            if step.step(f"{direction}-{cut}-again-{attempt}").ok:
                break
        else:
            raise AssertionError(f"it does not come back after a cut at byte {cut}")
    return found


@pytest.mark.parametrize("direction", ["upstream", "downstream"])
def test_M15_cut_at_every_byte_each_call_ends_by_its_deadline_with_a_clean_status(
    broker, peers, background, figure, direction
):
    peers("server")
    lanes = 8
    proxies = [background.proxy(broker.port("rabbitmq")) for _ in range(lanes)]
    steps = [peers("steps", 3000, "Once", url=behind(broker, proxy)) for proxy in proxies]
    for step in steps:
        while not step.step("warm").ok:
            pass
    size = 640
    with concurrent.futures.ThreadPoolExecutor(lanes) as pool:
        work = [
            pool.submit(cut_at_every, step, background, proxy, direction, range(lane, size, lanes))
            for lane, (step, proxy) in enumerate(zip(steps, proxies))
        ]
        calls = [call for future in work for call in future.result()]

    late = [call for call in calls if call.ms > 3200]
    statuses = {status: sum(call.status == status for call in calls) for status in {call.status for call in calls}}
    whole = min(int(call.name.split("-")[1]) for call in calls if call.ok)
    figure(f"{len(calls)} cuts {direction}: {statuses}; the first that let the call through at byte {whole}")
    assert not late
    assert set(statuses) <= {"OK", UNAVAILABLE, LATE}
    # The last cuts lie behind the whole message: all bytes of it were tried.
    assert whole < size


def test_M16_sliced_into_single_bytes_and_200_ms_late_calls_are_right(broker, peers, background, figure):
    peers("server")
    proxy = background.proxy(broker.port("rabbitmq"))
    step = peers("steps", 5000, "Once", url=behind(broker, proxy))
    while not step.step("warm").ok:
        pass
    for direction in ("upstream", "downstream"):
        background.add(proxy, "slicer", direction, average_size=1)
        background.add(proxy, "latency", direction, latency=200, jitter=100)
    calls = [step.step(f"sliced-{number}") for number in range(30)]

    figure(
        f"{sum(call.ok for call in calls)} of {len(calls)} calls succeeded, median "
        f"{statistics.median(call.ms for call in calls):.0f} ms"
    )
    assert all(call.ok for call in calls)


def test_M17_a_request_queue_deleted_under_its_consumer_is_there_again_in_2_s(broker, peers, figure):
    peers("server")
    client = peers("client", 50, 10, 3000, "Once", 0)
    client.come(150)
    connection = pika.BlockingConnection(pika.URLParameters(broker.places["admin"]))
    connection.channel().queue_delete("rpc.bench")
    deleted = time.time()
    connection.close()
    calls = client.calls()

    back = first_ok([call for call in calls if call.at > deleted], deleted).end - deleted
    figure(f"served again after {back * 1000:.0f} ms")
    assert back <= 2
    assert all(call.ok for call in calls if call.at > deleted + 2)
