"""The proxy does what each toxic says, to connections that are open already."""

import asyncio
import time

import pytest
from rig.proxy import Proxy


class Through:
    """An echo server, the proxy before it, and a client's connection through both."""

    async def __aenter__(self):
        self.server = await asyncio.start_server(self._echo, "127.0.0.1", 0)
        self.proxy = await Proxy(self.server.sockets[0].getsockname()[1]).start()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.proxy.port)
        await self.says(b"hello")
        return self

    async def __aexit__(self, *_):
        self.writer.close()
        await self.proxy.stop()
        self.server.close()

    async def says(self, data: bytes) -> bytes:
        self.writer.write(data)
        return await asyncio.wait_for(self.reader.readexactly(len(data)), 5)

    async def hears(self) -> bytes:
        return await asyncio.wait_for(self.reader.read(), 5)

    @staticmethod
    async def _echo(reader, writer):
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except ConnectionError:
            pass
        writer.close()


def through(body):
    async def run():
        async with Through() as connection:
            await body(connection)

    asyncio.run(run())


def test_without_toxics_bytes_pass_whole_and_in_order():
    async def body(connection):
        data = bytes(range(256)) * 4096
        connection.writer.write(data)
        assert await asyncio.wait_for(connection.reader.readexactly(len(data)), 5) == data

    through(body)


def test_latency_keeps_each_chunk_and_the_order():
    async def body(connection):
        connection.proxy.add("latency", latency=100, jitter=50)
        began = time.monotonic()
        for number in range(10):
            connection.writer.write(bytes([number]))
            await connection.writer.drain()
        assert await asyncio.wait_for(connection.reader.readexactly(10), 5) == bytes(range(10))
        assert time.monotonic() - began >= 0.05

    through(body)


def test_bandwidth_limits_the_rate():
    async def body(connection):
        connection.proxy.add("bandwidth", "upstream", rate=100)
        began = time.monotonic()
        await connection.says(b"x" * 51200)
        assert time.monotonic() - began >= 0.4

    through(body)


@pytest.mark.parametrize("size", [1, 7])
def test_slicer_cuts_small_and_loses_nothing(size):
    async def body(connection):
        connection.proxy.add("slicer", "upstream", average_size=size, size_variation=size - 1)
        data = bytes(range(256)) * 4
        assert await connection.says(data) == data

    through(body)


def test_limit_data_passes_exactly_so_many_bytes():
    async def body(connection):
        connection.proxy.add("limit_data", bytes=3)
        connection.writer.write(b"abcdef")
        assert await connection.hears() == b"abc"

    through(body)


def test_timeout_stops_all_data_then_closes():
    async def body(connection):
        connection.proxy.add("timeout", timeout=200)
        connection.writer.write(b"never")
        assert await connection.hears() == b""

    through(body)


def test_timeout_of_zero_is_a_black_hole_until_it_is_removed():
    async def body(connection):
        toxic = connection.proxy.add("timeout", timeout=0)
        connection.writer.write(b"later")
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(connection.reader.readexactly(5), 0.2)
        connection.proxy.remove(toxic)
        assert await asyncio.wait_for(connection.reader.readexactly(5), 5) == b"later"

    through(body)


def test_reset_peer_resets():
    async def body(connection):
        connection.proxy.add("reset_peer", timeout=0)
        with pytest.raises(ConnectionResetError):
            while await connection.hears():
                pass
            raise AssertionError("it was closed, not reset")

    through(body)


def test_slow_close_delays_the_end():
    async def body(connection):
        connection.proxy.add("slow_close", "upstream", delay=200)
        began = time.monotonic()
        connection.writer.write_eof()
        assert await connection.hears() == b""
        assert time.monotonic() - began >= 0.19

    through(body)


def test_down_ends_connections_and_refuses_new_ones_until_it_is_up_on_the_same_port():
    async def body(connection):
        port = connection.proxy.port
        await connection.proxy.stop()
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", port)
        await connection.proxy.start()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"back")
        assert await asyncio.wait_for(reader.readexactly(4), 5) == b"back"
        writer.close()

    through(body)


def test_an_unknown_toxic_or_attribute_is_refused():
    proxy = Proxy(1)
    for wrong in (("warp", "upstream", {}), ("latency", "sideways", {}), ("latency", "upstream", {"rate": 1})):
        with pytest.raises(ValueError):
            proxy.add(wrong[0], wrong[1], **wrong[2])
