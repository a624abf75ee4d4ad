"""S11: what each service's broker user may do, tried on the portal's own broker: all that the call graph names,
and nothing else. What is expected is said here by plain rules; the patterns of definitions.py are not consulted."""

import json
import os
import pathlib
from collections.abc import Callable

import pika
import pytest
from pika.exceptions import ChannelClosedByBroker

ROOT = pathlib.Path(__file__).resolve().parents[3]
GRAPH = json.loads((ROOT / "compose/rabbitmq/definitions.json").read_text())
SERVICES, CALLS = GRAPH["services"], GRAPH["calls"]
PUBLISHERS, HEARS = GRAPH["events"]["publishers"], GRAPH["events"]["hears"]
FOREIGN = ["amq.direct", "amq.fanout", "amq.headers", "amq.topic", "matrix"]
SUFFIXES = ["events.retry", "events.again", "events.dead"]
FORBIDDEN, DONE = 403, 0


def own(user: str, name: str) -> bool:
    return name.startswith(f"{user}.") or name in (f"rpc.{user}", f"reply.{user}")


def may_write(user: str, exchange: str, key: str) -> bool:
    """Requests to callees, replies to callers, events in one's own name, one's own exchanges."""
    kind, _, service = exchange.partition(".")
    if exchange == "events":
        return user in PUBLISHERS and key.split(".")[0] == user
    if kind == "rpc":
        return service == user or service in CALLS.get(user, [])
    if kind == "reply":
        return service == user or user in CALLS.get(service, [])
    return own(user, exchange)


def may_bind(user: str, exchange: str, key: str) -> bool:
    """Events of those one hears, and one's own exchanges."""
    if exchange == "events":
        return key.split(".")[0] in HEARS.get(user, [])
    return own(user, exchange)


class Broker:
    """One connection, on which each attempt has a channel: a refusal closes it."""

    def __init__(self, url: str):
        self.connection = pika.BlockingConnection(pika.URLParameters(url))
        self.channel = None

    def outcome(self, attempt: Callable) -> int:
        """0, or the code with which the broker closed the channel."""
        if self.channel is None or not self.channel.is_open:
            self.channel = self.connection.channel()
            self.channel.confirm_delivery()
        try:
            attempt(self.channel)
        except ChannelClosedByBroker as closed:
            return closed.reply_code
        return DONE

    def close(self):
        self.connection.close()


@pytest.fixture(scope="module")
def operator():
    """The administrator, who lays out an exchange and a queue of each service to be tried."""
    broker = Broker(os.environ["CLIKC_TEST_AMQP_URL"])
    channel = broker.connection.channel()
    names = [f"{service}.matrix" for service in SERVICES] + ["matrix"]
    for name in names:
        channel.exchange_declare(name, "direct")
        channel.queue_declare(name)
    for service in SERVICES:
        for exchange in exchanges_of(service):
            channel.exchange_declare(exchange, "direct", durable=True, passive=exists(broker, exchange))
    yield broker
    for name in names:
        channel.queue_delete(name)
        channel.exchange_delete(name)
    broker.close()


def exchanges_of(service: str) -> list[str]:
    return [f"{service}.matrix"] + [f"{service}.{suffix}" for suffix in SUFFIXES]


def exists(broker: Broker, exchange: str) -> bool:
    return broker.outcome(lambda channel: channel.exchange_declare(exchange, passive=True)) == DONE


@pytest.fixture
def user(request, operator):
    url = pathlib.Path(os.environ["CLIKC_TEST_SECRETS"]) / f"amqp_url.{request.param}"
    broker = Broker(url.read_text())
    yield request.param, broker
    broker.close()


def addresses() -> list[tuple[str, str]]:
    """Every exchange there is, with every key that matters."""
    listed = [("", f"{service}.matrix") for service in SERVICES] + [(name, "x") for name in FOREIGN]
    for service in SERVICES:
        listed += [("events", f"{service}.v1.X"), (f"rpc.{service}", "x"), (f"reply.{service}", "x")]
        listed += [(exchange, "x") for exchange in exchanges_of(service)]
    return listed + [("events", ""), ("events", "matrix.v1.X")]


def differences(user: str, tried: list[tuple[str, bool, int]]) -> list[str]:
    """Where the broker decided otherwise. What is missing (404) was allowed: permissions come first."""
    return [
        f"{user}: {what}: {'allowed' if allowed else 'forbidden'} by the graph, the broker said {code or 'yes'}"
        for what, allowed, code in tried
        if allowed != (code != FORBIDDEN)
    ]


everybody = pytest.mark.parametrize("user", SERVICES, indirect=True)


@everybody
def test_s11_publishes_where_the_graph_says(user):
    name, broker = user
    tried = [
        (f"publish to '{exchange}' with {key}", may_write(name, exchange, key), broker.outcome(
            lambda channel, e=exchange, k=key: channel.basic_publish(e, k, b"", mandatory=False)))
        for exchange, key in harmless(name)
    ]
    assert len(tried) > 40
    assert not differences(name, tried)


def harmless(user: str) -> list[tuple[str, str]]:
    """All addresses; those the user may write to with a key that nobody is bound by."""
    return [
        (exchange, key if exchange in ("", "events") else "matrix-nobody")
        for exchange, key in addresses()
        # What is its own would reach its dead letters, and is allowed beyond doubt.
        if exchange not in [f"{user}.{suffix}" for suffix in SUFFIXES]
    ]


@everybody
def test_s11_binds_what_it_may_hear(user):
    name, broker = user
    mine = f"{name}.matrix"
    tried = []
    for exchange, key in addresses():
        if exchange == "":
            continue
        tried.append((f"bind {key} of '{exchange}'", may_bind(name, exchange, key), broker.outcome(
            lambda channel, e=exchange, k=key: channel.queue_bind(mine, e, k))))
        broker.outcome(lambda channel, e=exchange, k=key: channel.queue_unbind(mine, e, k))
        if exchange != mine:
            tried.append((f"bind its exchange to '{exchange}'", may_bind(name, exchange, key), broker.outcome(
                lambda channel, e=exchange, k=key: channel.exchange_bind(mine, e, k))))
            broker.outcome(lambda channel, e=exchange, k=key: channel.exchange_unbind(mine, e, k))
    for other in SERVICES:
        tried.append((f"bind {other}'s queue", other == name, broker.outcome(
            lambda channel, o=other: channel.queue_bind(f"{o}.matrix", mine, "x"))))
    assert not differences(name, tried)


@everybody
def test_s11_reads_its_own_queues_only(user):
    name, broker = user
    tried = []
    for queue in [f"{service}.matrix" for service in SERVICES] + ["matrix"]:
        for what, attempt in {
            "get from": lambda channel, q=queue: channel.basic_get(q),
            "consume": lambda channel, q=queue: channel.basic_cancel(channel.basic_consume(q, lambda *_: None)),
            "purge": lambda channel, q=queue: channel.queue_purge(q),
        }.items():
            tried.append((f"{what} '{queue}'", own(name, queue), broker.outcome(attempt)))
    assert not differences(name, tried)


@everybody
def test_s11_declares_and_deletes_its_own_only(user):
    name, broker = user
    tried = []
    for owner in SERVICES:
        for made in [f"{owner}.matrix.new", f"rpc.{owner}.new", f"reply.{owner}.new", "new", f"x.{owner}.new"]:
            for what, attempt in {
                "declare queue": lambda channel, n=made: channel.queue_declare(n),
                "delete queue": lambda channel, n=made: channel.queue_delete(n),
                "declare exchange": lambda channel, n=made: channel.exchange_declare(n, "direct"),
                "delete exchange": lambda channel, n=made: channel.exchange_delete(n),
            }.items():
                tried.append((f"{what} '{made}'", made.startswith(f"{name}."), broker.outcome(attempt)))
        if owner != name:
            for exchange in [f"rpc.{owner}", f"reply.{owner}", "events"]:
                tried.append((f"delete exchange '{exchange}'", False, broker.outcome(
                    lambda channel, e=exchange: channel.exchange_delete(e))))
    assert not differences(name, tried)


@everybody
def test_s11_sees_no_other_virtual_host(user):
    _, broker = user
    parameters = broker.connection._impl.params
    elsewhere = pika.ConnectionParameters(
        parameters.host, parameters.port, "/", parameters.credentials)
    with pytest.raises(pika.exceptions.AMQPError):
        pika.BlockingConnection(elsewhere)
