"""Bar O3: a cluster of three brokers, each killed or frozen in turn, while confirmed events are published."""

import itertools
import os
import random
import signal
import time

import pika
import pytest
from rig.cluster import Cluster
from rig.peer import Peer

EVENTS = 60_000
STALL = 15.0


@pytest.fixture
def cluster(servers):
    cluster = Cluster(servers.directory / "cluster")
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def confirmations(publishers: list[Peer]) -> int:
    return sum(len(peer.printed) for peer in publishers)


def everyone_goes_on(publishers: list[Peer]) -> None:
    """Waits until each publisher has had so many more confirmed, whichever node it speaks to."""
    for peer in publishers:
        peer.come(1000)


def longest(moments: list[float]) -> float:
    """The longest time between two neighbours."""
    return max(later - earlier for earlier, later in itertools.pairwise(moments))


def declare(url: str) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(url))
    channel = connection.channel()
    channel.exchange_declare("fault.events", "topic", durable=True)
    channel.queue_declare("fault.events", durable=True, arguments={"x-queue-type": "quorum"})
    channel.queue_bind("fault.events", "fault.events", "#")
    connection.close()


def stored(url: str) -> list[str]:
    """Everything in the queue."""
    connection = pika.BlockingConnection(pika.URLParameters(url))
    channel = connection.channel()
    channel.basic_qos(prefetch_count=1000)
    names = []
    for method, _, body in channel.consume("fault.events", inactivity_timeout=10):
        if method is None:
            break
        names.append(body.decode())
        if len(names) % 500 == 0:
            channel.basic_ack(method.delivery_tag, multiple=True)
    connection.close()
    return names


def spoil(cluster: Cluster, fault: int, choice: random.Random) -> str:
    """Kills or freezes a node and brings it back."""
    node = choice.choice(cluster.nodes)
    if fault % 2:
        pid = node.pid
        os.kill(pid, signal.SIGSTOP)
        time.sleep(12)
        os.kill(pid, signal.SIGCONT)
        return f"SIGSTOP 12 s {node.name}"
    node.kill()
    time.sleep(3)
    node.start()
    return f"kill -9 {node.name}"


@pytest.mark.timeout(1200)
def test_O3_of_50_000_confirmed_events_none_is_lost_when_nodes_of_a_cluster_are_killed_or_frozen_10_times(
    cluster, peers, figure, servers
):
    declare(cluster.nodes[0].url())
    publishers = [peers("publish", "fault.events", 10_000_000, 8, url=node.url()) for node in cluster.nodes]
    choice = random.Random(3)
    everyone_goes_on(publishers)
    for fault in range(10):
        print(f"  {spoil(cluster, fault, choice)}: {confirmations(publishers)} confirmed", flush=True)
        everyone_goes_on(publishers)
    while (left := EVENTS - confirmations(publishers)) > 0:
        publishers[0].come(left // len(publishers) + 1)
    for peer in publishers:
        peer.end()

    confirmed = [name for peer in publishers for _, name in peer.printed]
    stall = longest(sorted(moment for peer in publishers for moment, _ in peer.printed))
    own = max(longest([moment for moment, _ in peer.printed]) for peer in publishers)
    kept = stored(cluster.nodes[0].url())
    lost = set(confirmed) - set(kept)
    figure(
        f"{len(confirmed)} confirmed, {len(lost)} lost, {len(kept) - len(set(kept))} stored twice after an unknown "
        f"outcome; longest stall {stall:.1f} s, of one publisher {own:.1f} s"
    )
    assert not lost, sorted(lost)[:10]
    assert len(confirmed) >= 50_000
    assert stall <= STALL
