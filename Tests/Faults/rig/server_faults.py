"""Faults of broker and database."""

import os
import random
import signal

from rig.fault import Fault, NotStruck, gone
from rig.servers import Servers, aside
from rig.stack import STATEFUL

# The share of the machine's memory at which rabbitmq.conf sets the alarm.
MEMORY = 0.4


class ServerFaults:
    """Part of `Faults`."""

    servers: Servers

    def broker(self, choice: random.Random) -> Fault:
        return choice.choice(
            [
                self.broker_kill,
                self.broker_stop,
                self.memory_alarm,
                self.disk_alarm,
                self.close_connections,
                lambda: self.delete_queue(choice.choice(STATEFUL)),
            ]
        )()

    def broker_kill(self) -> Fault:
        async def strike() -> str:
            pid = await aside(self.servers.broker_pid)
            os.kill(pid, signal.SIGKILL)
            await gone(pid)
            return f"broker {pid} gone"

        return Fault("kill -9 broker", strike, lambda: aside(self.servers.broker_start), 0.2)

    def broker_stop(self) -> Fault:
        async def strike() -> str:
            pid = await aside(self.servers.broker_pid)
            await aside(self.servers.broker_stop)
            await gone(pid)
            return f"broker {pid} stopped"

        return Fault("stop broker", strike, lambda: aside(self.servers.broker_start), 0.2)

    def memory_alarm(self) -> Fault:
        return self._alarm(
            "memory", ["set_vm_memory_high_watermark", "0.00001"], ["set_vm_memory_high_watermark", str(MEMORY)]
        )

    def disk_alarm(self) -> Fault:
        return self._alarm("disk", ["set_disk_free_limit", "100000000000000"], ["set_disk_free_limit", "512MB"])

    def _alarm(self, kind: str, on: list[str], off: list[str]) -> Fault:
        async def strike() -> str:
            await aside(self.servers.rabbitmqctl, *on)
            return f"{kind} limit is {on[1]}"

        async def heal() -> None:
            await aside(self.servers.rabbitmqctl, *off, check=False)

        return Fault(f"{kind} alarm", strike, heal, 0.4)

    def close_connections(self) -> Fault:
        async def strike() -> str:
            told = await aside(self.servers.rabbitmqctl, "close_all_connections", "--vhost", "clikc", "fault rig")
            return told.strip() or "all closed"

        return Fault("close_all_connections", strike)

    def delete_queue(self, service: str) -> Fault:
        """The request queue. (An event queue deleted with what is in it is loss by definition.)"""

        async def strike() -> str:
            told = await aside(self.servers.rabbitmqctl, "delete_queue", f"rpc.{service}", "--vhost", "clikc")
            return told.strip() or "deleted"

        return Fault(f"delete queue rpc.{service}", strike)

    def database(self, choice: random.Random) -> Fault:
        return choice.choice(
            [
                self.postgres_restart,
                lambda: self.backend(choice, signal.SIGKILL),
                lambda: self.backend(choice, signal.SIGTERM),
            ]
        )()

    def postgres_restart(self) -> Fault:
        async def strike() -> str:
            await aside(self.servers.postgres_restart)
            return "restarted with -m immediate"

        return Fault("pg_ctl restart -m immediate", strike)

    def backend(self, choice: random.Random, number: signal.Signals) -> Fault:
        lot = choice.random()

        async def strike() -> str:
            backends = sorted(await aside(self.servers.backends), key=lambda row: (row["usename"], row["pid"]))
            if not backends:
                raise NotStruck("no service is connected")
            row = backends[int(lot * len(backends))]
            try:
                os.kill(row["pid"], number)
            except ProcessLookupError:
                raise NotStruck(f"backend {row['pid']} ended by itself") from None
            await gone(row["pid"])
            return f"backend {row['pid']} of {row['usename']} gone"

        return Fault(f"{number.name} one backend", strike)
