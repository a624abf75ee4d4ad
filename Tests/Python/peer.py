"""A caller written from docs/protocol.md and the .proto files alone, with pika and protobuf.

peer.py AMQP_URL SERVICE: calls grpc.health.v1.Health of a live service, and clikc.test.v1.Scripted if its
name is `scripted`, and checks each answer. Prints a line a check; exits 1 at the first that fails.
"""

import sys
import time
import uuid

from vectors import check, health_checks, scripted_checks
import pika
from wire import WINDOW, Half, Wire, address, bundle, frame, members, unframed

CALLER = "python"


class Call:
    """One call: its whole answer, or its frames."""

    def __init__(self, stream: bool):
        self.headers: dict | None = None
        self.body = b""
        self.half = Half(1, 0, 0) if stream else None
        self.instance: tuple[str, str] | None = None
        self.metadata: dict | None = None


class Peer(Wire):
    """One caller: "Calling", and "Streams" of the page."""

    def __init__(self, url: str):
        super().__init__(url)
        self.key = uuid.uuid4().hex
        self.calls: dict[str, Call] = {}
        self.exclusive(f"{CALLER}.reply", f"reply.{CALLER}", [self.key], self.replied)

    def replied(self, _channel, _method, properties, body):
        for member in members(properties, body):
            self.answered(*member)

    def answered(self, properties, body):
        call, headers = self.calls.get(properties.correlation_id), properties.headers or {}
        if call is None:
            return
        if "grpc-sequence" in headers:
            call.half.accept(headers, body)
            if properties.reply_to:
                call.instance = address(properties.reply_to)
            call.metadata = headers.get("grpc-metadata", call.metadata)
            total = call.half.credit()
            if total and "grpc-status" not in headers:
                self.frame(properties.correlation_id, **{"grpc-credit": total})
        if "grpc-status" in headers:
            call.headers, call.body = headers, body

    def send(self, service, path, message=b"", seconds=10.0, headers=None, name=None, stream=False,
             more=False, compress=False) -> str:
        """Sends a request; with `more`, its messages follow as frames."""
        name = name or uuid.uuid4().hex
        self.calls[name] = Call(stream)
        all_headers = dict(headers or {})
        if "grpc-timeout" not in all_headers:
            all_headers.setdefault("grpc-deadline", int((time.time() + seconds) * 1000))
        if stream:
            all_headers |= {"grpc-credit": WINDOW} | ({} if more else {"grpc-end": True})
        if compress:
            all_headers["grpc-encoding"] = "gzip"
        self.publish(
            f"rpc.{service}", "call", b"" if more else frame(message, compress),
            content_type="application/grpc", correlation_id=name, user_id=self.user, type=path,
            reply_to=f"reply.{CALLER}/{self.key}", headers=all_headers,
            expiration=str(max(1, int(seconds * 1000))))
        return name

    def send_together(self, service, path, messages: list[bytes], seconds=10.0) -> list[str]:
        """Sends requests in one bundle, with a sender in each that is not to be believed."""
        names = [uuid.uuid4().hex for _ in messages]
        self.calls |= {name: Call(False) for name in names}
        deadline = int((time.time() + seconds) * 1000)
        body = bundle([
            (pika.BasicProperties(type=path, correlation_id=name, user_id="root",
                                  headers={"grpc-deadline": deadline, "number": str(number)}), frame(message))
            for number, (name, message) in enumerate(zip(names, messages))])
        self.publish(
            f"rpc.{service}", "call", body, content_type="application/grpc-bundle", user_id=self.user,
            app_id="bundles", reply_to=f"reply.{CALLER}/{self.key}", expiration=str(int(seconds * 1000)))
        return names

    def frame(self, name: str, body: bytes = b"", **headers):
        call = self.calls[name]
        self.publish(
            *call.instance, body, type="stream", correlation_id=name, user_id=self.user,
            headers={"grpc-sequence": call.half.number()} | headers)

    def write(self, name: str, messages: list[bytes]):
        """Sends messages as there is credit, then the end."""
        call = self.calls[name]
        call.half.waiting += messages
        while call.half.waiting:
            self.until(lambda: call.instance and call.half.sent < call.half.granted)
            for message in call.half.sendable():
                self.frame(name, frame(message))
        self.until(lambda: call.instance)
        self.frame(name, **{"grpc-end": True})

    def cancel(self, service, name):
        call = self.calls.get(name)
        exchange, key = (call.instance if call else None) or (f"rpc.{service}", "instances")
        self.publish(
            exchange, key, mandatory=False, type="cancel", correlation_id=name, user_id=self.user)

    def wait(self, name, seconds=20.0) -> tuple:
        """The headers and messages of the whole answer; None, None when the request came back."""
        call = self.calls[name]
        self.until(lambda: call.headers is not None or name in self.returned, seconds)
        if call.headers is None:
            return None, None
        if call.half and "grpc-sequence" in call.headers:
            return call.headers, call.half.messages
        return call.headers, unframed(call.body, call.headers)


def main():
    url, service = sys.argv[1:3]
    peer = Peer(url)
    health_checks(peer, service)
    if service == "scripted":
        scripted_checks(peer, service)
    peer.channel.exchange_declare(f"rpc.{CALLER}", "direct", durable=True)
    headers, _ = peer.wait(peer.send(CALLER, "/grpc.health.v1.Health/Check"))
    check("a service without an instance returns the request", headers is None, headers)
    peer.connection.close()


if __name__ == "__main__":
    main()
