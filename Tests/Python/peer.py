"""A peer written from docs/protocol.md and the .proto files alone, with pika and protobuf.

peer.py AMQP_URL SERVICE: calls grpc.health.v1.Health of a live service and checks each answer. Prints a
line a check; exits 1 at the first that fails.
"""

import pathlib
import subprocess
import sys
import tempfile
import time
import uuid

import pika
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALLER = "python"


def messages(*names: str) -> list[type]:
    """Message classes, from the .proto file itself."""
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run(
            ["protoc", "-I", ROOT / "proto", "--include_imports", f"--descriptor_set_out={out.name}",
             ROOT / "proto/grpc/health/v1/health.proto"], check=True)
        files = descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(out.name).read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    return [message_factory.GetMessageClass(pool.FindMessageTypeByName(name)) for name in names]


class Peer:
    """One caller: "Calling", steps 1 to 4 of the page."""

    def __init__(self, url: str):
        self.connection = pika.BlockingConnection(pika.URLParameters(url))
        self.user = pika.URLParameters(url).credentials.username
        self.channel = self.connection.channel()
        self.key = uuid.uuid4().hex
        self.answers: dict[str, tuple] = {}
        self.returned: list[str] = []
        exchange = f"reply.{CALLER}"
        self.channel.exchange_declare(exchange, "direct", durable=True)
        queue = f"{CALLER}.reply.{uuid.uuid4().hex}"
        self.channel.queue_declare(queue, durable=False, exclusive=True, auto_delete=True)
        self.channel.queue_bind(queue, exchange, self.key)
        self.channel.basic_consume(queue, self.replied, auto_ack=True)
        self.channel.add_on_return_callback(
            lambda _channel, _method, properties, _body: self.returned.append(properties.correlation_id))

    def replied(self, _channel, _method, properties, body):
        self.answers[properties.correlation_id] = (properties.headers, body)

    def send(self, service, path, message, seconds=10.0, metadata=None, call=None) -> str:
        call = call or uuid.uuid4().hex
        headers = {"grpc-deadline": int((time.time() + seconds) * 1000)} | (metadata or {})
        properties = pika.BasicProperties(
            content_type="application/grpc", delivery_mode=1, correlation_id=call, user_id=self.user,
            reply_to=f"reply.{CALLER}/{self.key}", type=path, headers=headers,
            expiration=str(max(1, int(seconds * 1000))))
        body = b"\x00" + len(message).to_bytes(4, "big") + message
        self.channel.basic_publish(f"rpc.{service}", "call", body, properties, mandatory=True)
        return call

    def cancel(self, service, call):
        properties = pika.BasicProperties(correlation_id=call, user_id=self.user, delivery_mode=1)
        self.channel.basic_publish(f"rpc.{service}", "cancel", b"", properties)

    def wait(self, call, seconds=15.0) -> tuple:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if call in self.answers:
                return self.answers.pop(call)
            if call in self.returned:
                return None, None
            self.connection.process_data_events(time_limit=end - time.monotonic())
        raise TimeoutError(f"no answer to {call} within {seconds} s")


def message_of(body: bytes) -> bytes:
    assert body[0] == 0 and int.from_bytes(body[1:5], "big") == len(body) - 5, "one whole message"
    return body[5:]


def check(what: str, holds: bool, found=None):
    print(("ok      " if holds else "FAILED  ") + what + ("" if holds else f": {found!r}"))
    if not holds:
        sys.exit(1)


def main():
    url, service = sys.argv[1:3]
    request, response = messages(
        "grpc.health.v1.HealthCheckRequest", "grpc.health.v1.HealthCheckResponse")
    peer, health = Peer(url), "/grpc.health.v1.Health/"

    headers, body = peer.wait(peer.send(
        service, health + "Check", request().SerializeToString(),
        metadata={"text": "é", "some-bin": b"\x00\xff", "list": ["one", "two"]}))
    check("a call is answered OK", headers["grpc-status"] == 0, headers)
    answer = response.FromString(message_of(body))
    check("the message says SERVING", answer.status == 1, answer)

    headers, body = peer.wait(peer.send(
        service, health + "Check", request(service="nobody").SerializeToString()))
    check("an unknown part is NOT_FOUND", headers["grpc-status"] == 5 and body == b"", headers)

    headers, _ = peer.wait(peer.send(service, health + "Nothing", b""))
    check("an unknown method is UNIMPLEMENTED", headers["grpc-status"] == 12, headers)

    headers, _ = peer.wait(peer.send(service, health + "Watch", b""))
    check("a streaming method is UNIMPLEMENTED", headers["grpc-status"] == 12, headers)

    headers, _ = peer.wait(peer.send(service, health + "Check", b"\xff\xff"))
    check("a broken message is an error", headers["grpc-status"] != 0, headers)

    headers, _ = peer.wait(peer.send(
        service, health + "Check", b"", metadata={"grpc-deadline": 1_000_000_000_000}))
    check("an expired call is DEADLINE_EXCEEDED", headers["grpc-status"] == 4, headers)

    cancelled = uuid.uuid4().hex
    peer.cancel(service, cancelled)
    peer.wait(peer.send(service, health + "Check", b""))
    peer.send(service, health + "Check", b"", call=cancelled)
    peer.wait(peer.send(service, health + "Check", b""))
    check("a call cancelled beforehand is not answered", cancelled not in peer.answers)

    peer.channel.exchange_declare(f"rpc.{CALLER}", "direct", durable=True)
    headers, _ = peer.wait(peer.send(CALLER, health + "Check", b""))
    check("a service without an instance returns the request", headers is None, headers)
    peer.connection.close()


if __name__ == "__main__":
    main()
