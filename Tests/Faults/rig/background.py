"""An event loop on a thread, so that tests without one can use proxies."""

import asyncio
import threading

from rig.proxy import Proxy, Toxic


class Background:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, work, seconds: float = 60):
        """The result of a coroutine that runs on the loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(seconds)

    def proxy(self, upstream: int, seed: int = 1) -> Proxy:
        return self.do(Proxy(upstream, seed=seed).start())

    def add(self, proxy: Proxy, kind: str, direction: str, **attributes) -> Toxic:
        async def add() -> Toxic:
            return proxy.add(kind, direction, **attributes)

        return self.do(add())

    def clear(self, proxy: Proxy) -> None:
        async def clear() -> None:
            proxy.clear()

        self.do(clear())

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
