"""Faults of the portal's processes: killed, frozen, asked to end, started with a failpoint."""

import asyncio
import random
import signal

from rig.fault import Fault, NotStruck, gone, passed, state, until
from rig.process import Process
from rig.servers import aside
from rig.stack import Stack


# Places a healthy service passes only when something else has failed: each with what makes it fail.
AFTER_FAILURE = {
    "subscriber.beforeRest": "subscriber.beforeCommit:error",
    "subscriber.afterRest": "subscriber.beforeCommit:error",
}
# Dead letters and events no queue takes: a fault that leads there is loss or waits for a human. The tests of
# Events reach these places.
ELSEWHERE = ("relay.beforeSetAside", "relay.afterSetAside", "subscriber.beforeBury", "subscriber.afterBury")


class ProcessFaults:
    """Part of `Faults`."""

    stack: Stack
    # The places of each service, by its own account.
    failpoints: dict[str, list[str]]

    def process(self, choice: random.Random) -> Fault:
        name = choice.choice(sorted(self.stack.processes))
        return choice.choice([self.kill, self.freeze, self.terminate, self.kill_all])(name)

    def kill(self, name: str) -> Fault:
        return Fault(f"kill -9 {name}", lambda: self._kill([self.stack.processes[name]]))

    def kill_all(self, name: str) -> Fault:
        service = name.rsplit("-", 1)[0]
        return Fault(f"kill -9 every {service}", lambda: self._kill(self.stack.instances(service)))

    async def _kill(self, processes: list[Process]) -> str:
        pids = [process.pid for process in processes if process.pid]
        if not pids:
            raise NotStruck("it does not run")
        for process in processes:
            process.kill()
        await asyncio.gather(*(gone(pid) for pid in pids))
        return f"pid {', '.join(map(str, pids))} gone"

    def freeze(self, name: str) -> Fault:
        process, frozen = self.stack.processes[name], []

        async def strike() -> str:
            if not process.pid:
                raise NotStruck("it does not run")
            frozen.append(process.pid)
            process.signal(signal.SIGSTOP)
            await until(lambda: state(process.pid) == "T", f"process {process.pid} does not stand still")
            return f"pid {process.pid} stands still"

        async def heal() -> None:
            if frozen and process.pid == frozen[0]:
                process.signal(signal.SIGCONT)

        return Fault(f"SIGSTOP {name}", strike, heal)

    def terminate(self, name: str) -> Fault:
        process = self.stack.processes[name]

        async def strike() -> str:
            if not (pid := process.pid):
                raise NotStruck("it does not run")
            before = len(process.deaths)
            process.signal(signal.SIGTERM)
            await until(lambda: len(process.deaths) > before, f"process {pid} did not end", 30)
            return f"pid {pid} ended with {process.deaths[before]}"

        return Fault(f"SIGTERM {name}", strike)

    def failpoint(self, choice: random.Random) -> Fault:
        service = choice.choice(sorted(self.failpoints))
        place = choice.choice(self.failpoints[service])
        return self.at(
            service, place, choice.choice(["kill", "stall", "error"]), choice.choice([1, 1, 2]), choice.choice([1, 2])
        )

    def at(self, service: str, place: str, effect: str, passage: int, number: int) -> Fault:
        """One instance starts anew with the failpoint; each does where only the one that leads passes it."""
        processes = self.stack.instances(service)
        before = [AFTER_FAILURE[place]] if place in AFTER_FAILURE else []
        if not place.startswith("relay."):
            processes = [processes[min(number, len(processes)) - 1]]
        marks: dict[str, int] = {}

        async def strike() -> str:
            for process in processes:
                marks[process.name] = process.log.stat().st_size if process.log.exists() else 0
                process.fault(",".join([*before, f"{place}:{effect}@{passage}"]))
                process.kill()
            return f"{', '.join(marks)} started with it, and it struck"

        def struck() -> bool:
            return any(passed(process.log, marks[process.name], place) for process in processes)

        async def heal() -> None:
            happened = await aside(struck)
            for process in processes:
                process.clear_fault()
                if process.faulty:
                    process.kill()
            if not happened:
                raise NotStruck(f"{place} was not passed {passage} times")

        return Fault(f"{place}:{effect}@{passage} in {service}", strike, heal, 0.8, struck)
