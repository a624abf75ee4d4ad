"""A service written from docs/protocol.md alone, with pika: server.py AMQP_URL NAME.

Serves clikc.test.v1.Scripted: Echo and Status (unary), Count (stream of the server), Sum (stream of the
caller), Chat (both). Prints `serving` when it does; runs until standard input ends.
"""

import sys
import threading
import time
import uuid
from urllib.parse import quote

from wire import WINDOW, Half, Wire, address, frame, members, unframed


class Stream:
    """One running stream."""

    def __init__(self, method: str, name: str, reply: tuple, user: str, headers: dict):
        self.method, self.name, self.reply, self.user = method, name, reply, user
        self.half = Half(0, 1, headers["grpc-credit"])
        self.is_over = False


class Server(Wire):
    """"Serving", and "Streams" of the page."""

    def __init__(self, url: str, service: str):
        super().__init__(url)
        self.exchange, self.key = f"rpc.{service}", uuid.uuid4().hex
        self.streams: dict[str, Stream] = {}
        self.cancelled: set[str] = set()
        self.exclusive(f"{service}.instance", self.exchange, ["instances", self.key], self.control)
        self.channel.queue_declare(self.exchange, durable=False, auto_delete=True)
        self.channel.queue_bind(self.exchange, self.exchange, "call", {"instance": self.key})
        self.channel.basic_qos(prefetch_count=256)
        self.channel.basic_consume(self.exchange, self.requested)

    def requested(self, channel, method, properties, body):
        channel.basic_ack(method.delivery_tag)
        for member in members(properties, body):
            self.request(method, *member)

    def request(self, method, properties, body):
        headers, name = properties.headers or {}, properties.correlation_id
        if properties.type == "probe":
            if properties.reply_to:
                self.publish(*address(properties.reply_to), mandatory=False, type="probe", correlation_id=name)
            return
        if not properties.reply_to or not name or name in self.cancelled:
            return
        reply = address(properties.reply_to)
        if headers.get("grpc-deadline", 1 << 62) <= time.time() * 1000:
            return self.answer(reply, name, 4, "too late")
        if method.redelivered:
            return self.answer(reply, name, 14, "it may have run")
        method_name = properties.type.rpartition("/")[2]
        messages = unframed(body, headers)
        if "grpc-credit" in headers:
            return self.begin(Stream(method_name, name, reply, properties.user_id, headers), messages, headers)
        metadata = {k: v for k, v in headers.items() if not k.startswith("grpc-")}
        if method_name == "Echo":
            gzipped = "gzip" in headers.get("grpc-accept-encoding", "") and len(messages[0]) > 1000
            self.answer(reply, name, 0, message=messages[0], metadata=metadata, gzipped=gzipped)
        elif method_name == "Status":
            code, _, text = messages[0].decode().partition(" ")
            self.answer(reply, name, int(code), text)
        else:
            self.answer(reply, name, 12, "no such method")

    def answer(self, reply, name, code, text="", message=None, metadata=None, gzipped=False):
        headers = dict(metadata or {}) | {"grpc-status": code}
        if text:
            headers["grpc-message"] = quote(text, safe=" !\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~")
        if metadata:
            headers["grpc-trailers"] = metadata
        if gzipped:
            headers["grpc-encoding"] = "gzip"
        body = frame(message, gzipped) if message is not None else b""
        self.publish(*reply, body, correlation_id=name, content_type="application/grpc", headers=headers)

    # Streams

    def begin(self, stream: Stream, messages: list[bytes], headers: dict):
        if stream.method not in ("Count", "Sum", "Chat"):
            return self.answer(stream.reply, stream.name, 12, "no such method")
        self.streams[stream.name] = stream
        self.frame(stream, **{"grpc-credit": WINDOW, "grpc-metadata": {"kind": stream.method.lower()}})
        if stream.method == "Count":
            stream.half.waiting += [bytes([n]) * 100 for n in range(messages[0][0])]
        stream.half.messages += messages
        stream.is_over = bool(headers.get("grpc-end"))
        self.pump(stream)

    def frame(self, stream: Stream, body: bytes = b"", **headers):
        number = stream.half.number()
        self.publish(
            *stream.reply, body, type="stream", correlation_id=stream.name,
            reply_to=f"{self.exchange}/{self.key}" if number == 0 else None,
            headers={"grpc-sequence": number} | headers)

    def pump(self, stream: Stream):
        """Sends what may be sent, and the status at the end."""
        if stream.is_over and stream.method == "Sum":
            stream.half.waiting.append(str(sum(m[0] for m in stream.half.messages)).encode())
            stream.method = "Summed"
        for message in stream.half.sendable():
            self.frame(stream, frame(message))
        if stream.is_over and not stream.half.waiting:
            self.frame(stream, **{"grpc-status": 0})
            del self.streams[stream.name]

    def control(self, _channel, _method, properties, body):
        name, headers = properties.correlation_id, properties.headers or {}
        stream = self.streams.get(name)
        if properties.type == "who":
            here = [call for call in headers.get("grpc-calls", []) if call in self.streams]
            self.publish(*address(properties.reply_to), mandatory=False, type="who",
                         correlation_id=name, headers={"grpc-calls": here})
        elif properties.type == "cancel":
            self.cancelled.add(name)
            self.streams.pop(name, None)
        elif properties.type == "stream" and stream and stream.user == properties.user_id:
            messages = stream.half.accept(headers, body)
            if stream.method == "Chat":
                stream.half.waiting += messages
            stream.is_over = stream.is_over or bool(headers.get("grpc-end"))
            total = stream.half.credit()
            if total and not stream.is_over:
                self.frame(stream, **{"grpc-credit": total})
            self.pump(stream)


def main():
    server = Server(*sys.argv[1:3])
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    print("serving", flush=True)
    while not over.is_set():
        server.connection.process_data_events(time_limit=0.1)
    server.connection.close()


if __name__ == "__main__":
    main()
