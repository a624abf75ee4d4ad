"""What a caller checks: framing, metadata, deadline, status and streams, as docs/protocol.md has them."""

import pathlib
import subprocess
import sys
import tempfile
import uuid
from urllib.parse import unquote

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from wire import frame

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEALTH, SCRIPTED = "/grpc.health.v1.Health/", "/clikc.test.v1.Scripted/"
STATUSES = [(1, "stopped"), (3, "100 % é\n"), (5, ""), (14, "درس"), (16, "~{}")]


def check(what: str, holds: bool, found=None):
    print(("ok      " if holds else "FAILED  ") + what + ("" if holds else f": {found!r}"), flush=True)
    if not holds:
        sys.exit(1)


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


def health_checks(peer, service: str):
    request, response = messages(
        "grpc.health.v1.HealthCheckRequest", "grpc.health.v1.HealthCheckResponse")

    headers, found = peer.wait(peer.send(service, HEALTH + "Check", request().SerializeToString()))
    check("a call is answered OK", headers["grpc-status"] == 0, headers)
    check("the message says SERVING", response.FromString(found[0]).status == 1, found)

    headers, found = peer.wait(peer.send(
        service, HEALTH + "Check", request(service="nobody").SerializeToString()))
    check("an unknown part is NOT_FOUND", headers["grpc-status"] == 5 and found == [], headers)

    headers, _ = peer.wait(peer.send(service, HEALTH + "Nothing"))
    check("an unknown method is UNIMPLEMENTED", headers["grpc-status"] == 12, headers)

    headers, _ = peer.wait(peer.send(service, HEALTH + "Watch"))
    check("a stream without grpc-credit is UNIMPLEMENTED", headers["grpc-status"] == 12, headers)

    watch = peer.send(service, HEALTH + "Watch", stream=True)
    peer.until(lambda: peer.calls[watch].half.messages)
    state = response.FromString(peer.calls[watch].half.messages[0]).status
    check("Watch says SERVING at once", state == 1, state)
    peer.cancel(service, watch)

    headers, _ = peer.wait(peer.send(service, HEALTH + "Check", b"\xff\xff"))
    check("a broken message is an error", headers["grpc-status"] != 0, headers)

    headers, _ = peer.wait(peer.send(
        service, HEALTH + "Check", headers={"grpc-deadline": 1_000_000_000_000}))
    check("an expired call is DEADLINE_EXCEEDED", headers["grpc-status"] == 4, headers)

    cancelled = uuid.uuid4().hex
    peer.cancel(service, cancelled)
    peer.wait(peer.send(service, HEALTH + "Check"))
    peer.send(service, HEALTH + "Check", name=cancelled)
    peer.wait(peer.send(service, HEALTH + "Check"))
    check("a call cancelled beforehand is not answered", peer.calls[cancelled].headers is None)


def scripted_checks(peer, service: str):
    """Against the tests' own service: Echo, Status, Count, Sum and Chat."""
    headers, found = peer.wait(peer.send(service, SCRIPTED + "Echo"))
    check("framing: an empty message", headers["grpc-status"] == 0 and found == [b""], headers)
    large = bytes(range(256)) * 4096
    headers, found = peer.wait(peer.send(service, SCRIPTED + "Echo", large))
    check("framing: a megabyte", found == [large])
    headers, found = peer.wait(peer.send(
        service, SCRIPTED + "Echo", large, compress=True, headers={"grpc-accept-encoding": "gzip"}))
    check("framing: gzip both ways", found == [large] and headers.get("grpc-encoding") == "gzip", headers)
    headers, _ = peer.wait(peer.send(
        service, SCRIPTED + "Echo", headers={"grpc-encoding": "br"}))
    check("framing: an encoding not used does no harm", headers["grpc-status"] == 0, headers)

    sent = {"text": "é", "some-bin": b"\x00\xff", "list": ["one", "two"]}
    headers, _ = peer.wait(peer.send(service, SCRIPTED + "Echo", headers=sent))
    for table in (headers, headers["grpc-trailers"]):
        check("metadata: texts, bytes and lists come back", sent.items() <= table.items(), table)
    headers, _ = peer.wait(peer.send(service, SCRIPTED + "Echo", headers={"b-bin": "AP8"}))
    check("metadata: base64 without padding is read", headers["b-bin"] == b"\x00\xff", headers)

    for code, text in STATUSES:
        headers, _ = peer.wait(peer.send(service, SCRIPTED + "Status", f"{code} {text}".encode()))
        check(f"status {code}: {text!r}", headers["grpc-status"] == code
              and unquote(headers.get("grpc-message", "")) == text, headers)

    headers, _ = peer.wait(peer.send(service, SCRIPTED + "Echo", headers={"grpc-timeout": "0n"}))
    check("deadline: grpc-timeout is read", headers["grpc-status"] == 4, headers)

    for name, text in zip(peer.send_together(service, SCRIPTED + "Echo", [b"a", b"", b"c" * 9000]),
                          [b"a", b"", b"c" * 9000]):
        headers, found = peer.wait(name)
        check("bundle: each request in it is answered", found == [text], found)
    check("bundle: each has metadata of its own", headers["number"] == "2", headers)
    check("bundle: the caller is who sent it", headers.get("clikc-caller", peer.user) == peer.user, headers)

    numbers = [bytes([n]) * 100 for n in range(200)]
    call = peer.send(service, SCRIPTED + "Count", b"\xc8", stream=True)
    headers, found = peer.wait(call)
    check("stream of the server: all messages in order", found == numbers, len(found))
    check("stream of the server: initial metadata", peer.calls[call].metadata == {"kind": "count"})
    call = peer.send(service, SCRIPTED + "Sum", stream=True, more=True)
    peer.write(call, numbers)
    headers, found = peer.wait(call)
    check("stream of the caller: the sum of all", found == [b"19900"], found)
    call = peer.send(service, SCRIPTED + "Chat", stream=True, more=True)
    peer.write(call, [b"x" * 30_000] * 40)
    headers, found = peer.wait(call)
    check("stream both ways: more than the window", found == [b"x" * 30_000] * 40, len(found))
    call = peer.send(service, SCRIPTED + "Chat", stream=True, more=True)
    peer.until(lambda: peer.calls[call].instance)
    peer.calls[call].half.next_out += 1
    peer.frame(call, frame(b"late"))
    headers, _ = peer.wait(call)
    check("stream: a missing frame ends it UNAVAILABLE", headers["grpc-status"] == 14, headers)
