"""The wire of docs/protocol.md, with pika: what a caller and a service share. Written from that page alone."""

import gzip
import time
import uuid

import pika

OVERHEAD = 64
WINDOW = 65536


def frame(message: bytes, compress: bool = False) -> bytes:
    content = gzip.compress(message) if compress else message
    return bytes([compress]) + len(content).to_bytes(4, "big") + content


def unframed(body: bytes, headers: dict) -> list[bytes]:
    """The messages of a body."""
    messages = []
    while body:
        flag, length = body[0], int.from_bytes(body[1:5], "big")
        content, body = body[5:5 + length], body[5 + length:]
        assert len(content) == length, "whole messages only"
        assert not flag or headers.get("grpc-encoding") == "gzip", "a flag needs its encoding"
        messages.append(gzip.decompress(content) if flag else content)
    return messages


def cost(message: bytes) -> int:
    return len(message) + OVERHEAD


def address(text: str) -> tuple[str, str]:
    exchange, _, key = text.partition("/")
    return exchange, key


def bundle(members: list[tuple[pika.BasicProperties, bytes]]) -> bytes:
    """Messages that go the same way, as one body."""
    body = b""
    for properties, content in members:
        encoded = b"".join(properties.encode())
        body += len(encoded).to_bytes(4, "big") + encoded + len(content).to_bytes(4, "big") + content
    return body


def members(properties: pika.BasicProperties, body: bytes):
    """The messages in a bundle, or the message itself."""
    if properties.content_type != "application/grpc-bundle":
        yield properties, body
        return
    while body:
        length = int.from_bytes(body[:4], "big")
        member = pika.BasicProperties()
        member.decode(body[4:4 + length])
        member.reply_to, member.user_id, member.app_id = properties.reply_to, properties.user_id, properties.app_id
        body = body[4 + length:]
        length = int.from_bytes(body[:4], "big")
        yield member, body[4:4 + length]
        body = body[4 + length:]


class Wire:
    """One connection, and frames on it."""

    def __init__(self, url: str):
        self.connection = pika.BlockingConnection(pika.URLParameters(url))
        self.user = pika.URLParameters(url).credentials.username
        self.channel = self.connection.channel()
        self.returned: set[str] = set()
        self.channel.add_on_return_callback(
            lambda _channel, _method, properties, _body: self.returned.add(properties.correlation_id))

    def exclusive(self, name: str, exchange: str, keys: list[str], take):
        """A queue of this process's own, bound and consumed."""
        self.channel.exchange_declare(exchange, "direct", durable=True)
        queue = f"{name}.{uuid.uuid4().hex}"
        self.channel.queue_declare(queue, durable=False, exclusive=True, auto_delete=True)
        for key in keys:
            self.channel.queue_bind(queue, exchange, key)
        self.channel.basic_consume(queue, take, auto_ack=True)

    def publish(self, exchange: str, key: str, body: bytes = b"", mandatory: bool = True, **properties):
        self.channel.basic_publish(
            exchange, key, body, pika.BasicProperties(delivery_mode=1, **properties), mandatory=mandatory)

    def until(self, condition, seconds: float = 20.0):
        """Works until the condition holds."""
        end = time.monotonic() + seconds
        while not condition():
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not within {seconds} s")
            self.connection.process_data_events(time_limit=left)


class Half:
    """One side of a stream: what it may send, and what it has received in order."""

    def __init__(self, first_out: int, first_in: int, granted: int):
        self.next_out, self.next_in = first_out, first_in
        self.granted, self.sent = granted, 0
        self.received, self.announced = 0, WINDOW
        self.messages: list[bytes] = []
        self.waiting: list[bytes] = []

    def number(self) -> int:
        self.next_out += 1
        return self.next_out - 1

    def accept(self, headers: dict, body: bytes) -> list[bytes]:
        """Takes a frame; returns its messages."""
        assert headers["grpc-sequence"] == self.next_in, f"{headers} is not frame {self.next_in}"
        self.next_in += 1
        self.granted = max(self.granted, headers.get("grpc-credit", 0))
        messages = unframed(body, headers)
        self.received += sum(map(cost, messages))
        self.messages += messages
        return messages

    def credit(self) -> int | None:
        """The total to announce when half the window was read."""
        if self.received + WINDOW - self.announced < WINDOW // 2:
            return None
        self.announced = self.received + WINDOW
        return self.announced

    def sendable(self) -> list[bytes]:
        """The waiting messages for which there is credit."""
        ready = []
        while self.waiting and self.sent < self.granted:
            ready.append(self.waiting.pop(0))
            self.sent += cost(ready[-1])
        return ready
