"""A TCP proxy that spoils connections, with toxiproxy's words.

A toxic lies on one direction of a proxy, `upstream` (client to server) or `downstream`, and touches
connections that are open as well as those to come:

    latency     latency, jitter: milliseconds each chunk is kept, in order
    bandwidth   rate: kilobytes a second
    slow_close  delay: milliseconds between one side's end and telling the other
    timeout     timeout: nothing passes; closed after so many milliseconds, 0 is never
    reset_peer  timeout: both sides reset after so many milliseconds
    slicer      average_size, size_variation (bytes), delay (microseconds between the slices)
    limit_data  bytes: closed after so many, counted from when the toxic was laid

`stop` and `start` are its `down` and up: open connections end, new ones are refused, the port stays.
"""

import asyncio
import contextlib
import random
import socket
import struct
from dataclasses import dataclass, field

CHUNK = 32 * 1024
DIRECTIONS = ("upstream", "downstream")
KINDS = {
    "latency": {"latency": 0, "jitter": 0},
    "bandwidth": {"rate": 0},
    "slow_close": {"delay": 1000},
    "timeout": {"timeout": 0},
    "reset_peer": {"timeout": 0},
    "slicer": {"average_size": 64, "size_variation": 0, "delay": 0},
    "limit_data": {"bytes": 0},
}


@dataclass(eq=False)
class Toxic:
    """One toxic. Attributes it does not name have toxiproxy's defaults."""

    kind: str
    direction: str = "downstream"
    attributes: dict = field(default_factory=dict)

    def __post_init__(self):
        if self.kind not in KINDS or self.direction not in DIRECTIONS:
            raise ValueError(f"there is no toxic {self.kind} {self.direction}")
        if unknown := set(self.attributes) - set(KINDS[self.kind]):
            raise ValueError(f"{self.kind} has no {', '.join(sorted(unknown))}")
        self.attributes = KINDS[self.kind] | self.attributes

    def __getitem__(self, name: str):
        return self.attributes[name]


class Proxy:
    """Listens on a loopback port and passes to another. All of it runs on one event loop."""

    def __init__(self, upstream: int, seed: int = 0):
        self.upstream = upstream
        self.port = 0
        self.toxics: list[Toxic] = []
        self.links: set[Link] = set()
        self.random = random.Random(seed)
        self._server: asyncio.Server | None = None

    async def start(self) -> "Proxy":
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, limit=2 * CHUNK)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        """Open connections end, new ones are refused."""
        if self._server:
            self._server.close()
            self._server = None
        self.reset()
        while self.links:
            await asyncio.wait({link.task for link in self.links})

    def add(self, kind: str, direction: str = "downstream", **attributes) -> Toxic:
        toxic = Toxic(kind, direction, attributes)
        self.toxics.append(toxic)
        for link in self.links:
            link.changed()
        return toxic

    def remove(self, toxic: Toxic) -> None:
        self.toxics.remove(toxic)
        for link in self.links:
            link.changed()

    def clear(self) -> None:
        for toxic in list(self.toxics):
            self.remove(toxic)

    def reset(self) -> None:
        """Resets every open connection, now."""
        for link in list(self.links):
            link.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = Link(self, reader, writer)
        self.links.add(link)
        try:
            await link.run()
        finally:
            self.links.discard(link)


class Link:
    """One connection: a pipe each way."""

    def __init__(self, proxy: Proxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.proxy = proxy
        self.client = (reader, writer)
        self.server: tuple | None = None
        self.task = asyncio.current_task()
        self.counted: dict[Toxic, int] = {}
        self.alarms: dict[Toxic, asyncio.TimerHandle] = {}
        self.moved = asyncio.Event()
        self.ended = asyncio.Event()

    async def run(self) -> None:
        pipes: list[asyncio.Task] = []
        try:
            self.server = await asyncio.open_connection("127.0.0.1", self.proxy.upstream, limit=2 * CHUNK)
            self.changed()
            pipes = [
                asyncio.ensure_future(self._pipe("upstream", self.client[0], self.server[1])),
                asyncio.ensure_future(self._pipe("downstream", self.server[0], self.client[1])),
            ]
            ended = asyncio.ensure_future(self.ended.wait())
            both = asyncio.gather(*pipes)
            await asyncio.wait({ended, both}, return_when=asyncio.FIRST_COMPLETED)
            ended.cancel()
            both.cancel()
            await asyncio.gather(both, ended, return_exceptions=True)
        except OSError:
            self.abort()
        finally:
            for alarm in self.alarms.values():
                alarm.cancel()
            self._close()

    def changed(self) -> None:
        """The proxy's toxics are others now: sets the clocks of those that end connections."""
        for toxic in [toxic for toxic in self.alarms if toxic not in self.proxy.toxics]:
            self.alarms.pop(toxic).cancel()
        for toxic in self.proxy.toxics:
            if toxic in self.alarms:
                continue
            if toxic.kind == "reset_peer":
                self.alarms[toxic] = asyncio.get_running_loop().call_later(toxic["timeout"] / 1000, self.abort)
            if toxic.kind == "timeout" and toxic["timeout"]:
                self.alarms[toxic] = asyncio.get_running_loop().call_later(toxic["timeout"] / 1000, self.end)
        self.moved.set()

    def abort(self) -> None:
        """Ends both sides with a reset."""
        for _, writer in filter(None, (self.client, self.server)):
            if (sock := writer.get_extra_info("socket")) is not None:
                with contextlib.suppress(OSError):
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        self.end()

    def end(self) -> None:
        self.ended.set()

    def _close(self) -> None:
        for _, writer in filter(None, (self.client, self.server)):
            writer.close()

    def _toxics(self, direction: str, kind: str) -> list[Toxic]:
        return [toxic for toxic in self.proxy.toxics if (toxic.direction, toxic.kind) == (direction, kind)]

    async def _pipe(self, direction: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Reads on while what was read waits for its time, so that latency costs no throughput."""
        waiting: asyncio.Queue = asyncio.Queue(maxsize=1024)
        feeder = asyncio.ensure_future(self._feed(direction, reader, waiting))
        try:
            while (item := await waiting.get()) is not None:
                due, chunk = item
                if (pause := due - asyncio.get_running_loop().time()) > 0:
                    await asyncio.sleep(pause)
                await self._write(direction, chunk, writer)
            for toxic in self._toxics(direction, "slow_close"):
                await asyncio.sleep(toxic["delay"] / 1000)
            if writer.can_write_eof():
                writer.write_eof()
        except OSError:
            self.end()
        finally:
            feeder.cancel()
            await asyncio.gather(feeder, return_exceptions=True)

    async def _feed(self, direction: str, reader: asyncio.StreamReader, waiting: asyncio.Queue) -> None:
        due = 0.0
        try:
            while chunk := await reader.read(CHUNK):
                now = asyncio.get_running_loop().time()
                kept = sum(
                    max(0, toxic["latency"] + self.proxy.random.uniform(-1, 1) * toxic["jitter"])
                    for toxic in self._toxics(direction, "latency")
                )
                due = max(due, now + kept / 1000)
                await waiting.put((due, chunk))
        except OSError:
            self.end()
        await waiting.put(None)

    async def _write(self, direction: str, chunk: bytes, writer: asyncio.StreamWriter) -> None:
        while self._toxics(direction, "timeout"):
            self.moved.clear()
            await self.moved.wait()
        for toxic in self._toxics(direction, "limit_data"):
            left = toxic["bytes"] - self.counted.get(toxic, 0)
            self.counted[toxic] = self.counted.get(toxic, 0) + len(chunk)
            if len(chunk) >= left:
                writer.write(chunk[: max(0, left)])
                await writer.drain()
                self.end()
                await asyncio.sleep(0)
                return
        for slice_, pause in self._slices(direction, chunk):
            for toxic in self._toxics(direction, "bandwidth"):
                await asyncio.sleep(len(slice_) / (toxic["rate"] * 1024))
            writer.write(slice_)
            await writer.drain()
            if pause:
                await asyncio.sleep(pause)

    def _slices(self, direction: str, chunk: bytes):
        slicers = self._toxics(direction, "slicer")
        if not slicers:
            yield chunk, 0.0
            return
        slicer, start = slicers[0], 0
        while start < len(chunk):
            vary = slicer["size_variation"]
            size = max(1, slicer["average_size"] + self.proxy.random.randint(-vary, vary))
            yield chunk[start : start + size], slicer["delay"] / 1_000_000
            start += size
