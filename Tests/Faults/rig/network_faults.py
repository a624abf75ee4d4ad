"""Faults of the way between the portal's processes and their servers."""

import random
from collections.abc import Callable

from rig.fault import Fault
from rig.stack import Stack

TOXICS: list[tuple[str, Callable[[random.Random], dict]]] = [
    ("latency", lambda choice: {"latency": 200, "jitter": 100}),
    ("bandwidth", lambda choice: {"rate": choice.choice([2, 20])}),
    ("slow_close", lambda choice: {"delay": 2000}),
    ("timeout", lambda choice: {"timeout": choice.choice([0, 3000])}),
    ("reset_peer", lambda choice: {"timeout": choice.choice([0, 500])}),
    ("slicer", lambda choice: {"average_size": choice.choice([1, 16]), "size_variation": 0}),
    ("limit_data", lambda choice: {"bytes": choice.randrange(4000)}),
]


class NetworkFaults:
    """Part of `Faults`."""

    stack: Stack

    def network(self, choice: random.Random) -> Fault:
        name = choice.choice(sorted(self.stack.proxies))
        kind, attributes = choice.choice(TOXICS + [("down", lambda _: {})])
        if kind == "down":
            return self.down(name)
        return self.toxic(name, kind, choice.choice(["upstream", "downstream"]), attributes(choice))

    def down(self, name: str) -> Fault:
        proxy = self.stack.proxies[name]

        async def strike() -> str:
            links = len(proxy.links)
            await proxy.stop()
            return f"{links} connections ended, port closed"

        async def heal() -> None:
            await proxy.start()

        return Fault(f"down {name}", strike, heal)

    def toxic(self, name: str, kind: str, direction: str, attributes: dict) -> Fault:
        proxy, laid = self.stack.proxies[name], []

        async def strike() -> str:
            laid.append(proxy.add(kind, direction, **attributes))
            return f"laid on {len(proxy.links)} connections"

        async def heal() -> None:
            for toxic in laid:
                if toxic in proxy.toxics:
                    proxy.remove(toxic)

        words = " ".join(f"{key}={value}" for key, value in attributes.items())
        return Fault(f"{kind} {direction} {words} {name}", strike, heal)
