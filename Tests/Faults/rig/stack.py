"""The whole portal of an instance: every service behind proxies, kept running."""

import asyncio
import os
import pathlib
import sys
import urllib.error
import urllib.request

from rig.process import Process
from rig.proxy import Proxy
from rig.servers import ROOT, Servers, aside

STATEFUL = ("identity", "catalogue", "progress", "notification")
# Two of each that serves calls, so that there is another when one is away; web is stateless and alone.
TWICE = STATEFUL + ("gateway",)


class Stack:
    """Processes by name (`progress-1`), and their proxies by name (`progress-1.postgres`)."""

    def __init__(self, servers: Servers, doubles: tuple[str, ...] = TWICE, seed: int = 0):
        self.servers = servers
        self.seed = seed
        self.doubles = doubles
        self.processes: dict[str, Process] = {}
        self.proxies: dict[str, Proxy] = {}
        self.mail: Process | None = None
        self.ports: dict[str, int] = {}

    def instances(self, service: str) -> list[Process]:
        return [process for name, process in self.processes.items() if name.rsplit("-", 1)[0] == service]

    async def build(self) -> None:
        """Makes processes and proxies; starts the proxies and the mail sink only."""
        (self.servers.directory / "faults").mkdir(exist_ok=True)
        self.mail = Process(
            "mail",
            [
                sys.executable,
                str(ROOT / "compose/local/mail_sink.py"),
                self.servers.places["smtp"],
                self.servers.places["maildir"],
            ],
            dict(os.environ),
            self._log("mail"),
        )
        self.mail.start()
        free = list(range(2)) if "gateway" in self.doubles else [0]
        self.ports = {"gateway-1": self.servers.port("gateway"), "web-1": self.servers.port("web")}
        if len(free) > 1:
            self.ports["gateway-2"] = _free_port()
        for service in (*STATEFUL, "gateway", "web"):
            settings = await aside(self.servers.settings, service)
            for number in (1, 2) if service in self.doubles else (1,):
                await self._add(service, f"{service}-{number}", dict(settings))

    async def _add(self, service: str, name: str, settings: dict[str, str]) -> None:
        for server, setting in (("rabbitmq", "CLIKC_AMQP_URL_FILE"), ("postgres", "CLIKC_POSTGRES_URL_FILE")):
            if setting in settings and service != "web":
                port = self.servers.port(server)
                proxy = await self._proxy(f"{name}.{server}", port)
                url = (
                    pathlib.Path(settings[setting]).read_text().replace(f"127.0.0.1:{port}", f"127.0.0.1:{proxy.port}")
                )
                file = self.servers.directory / "faults" / f"{name}.{server}"
                file.touch(mode=0o600)
                file.write_text(url)
                settings[setting] = str(file)
        if service == "notification":
            proxy = await self._proxy(f"{name}.smtp", self.servers.port("smtp"))
            settings |= {"CLIKC_SMTP_URL": f"smtp://127.0.0.1:{proxy.port}", "CLIKC_SMTP_TIMEOUT": "10"}
        if service == "gateway":
            settings["CLIKC_GATEWAY_PORT"] = str(self.ports[name])
        settings = {key: value for key, value in os.environ.items() if not key.startswith("CLIKC_")} | settings
        binary = pathlib.Path(self.servers.places["binaries"]) / service
        self.processes[name] = Process(name, [str(binary)], settings, self._log(name))

    async def _proxy(self, name: str, port: int) -> Proxy:
        self.proxies[name] = await Proxy(port, seed=self.seed).start()
        return self.proxies[name]

    def _log(self, name: str) -> pathlib.Path:
        return pathlib.Path(self.servers.places["logs"]) / f"{name}.log"

    def start(self) -> None:
        for process in self.processes.values():
            process.start()

    async def ready(self, seconds: float = 90) -> None:
        """Waits until every gateway and web says that it and all behind it serve."""
        deadline = asyncio.get_running_loop().time() + seconds
        for name in self.ports:
            while not (answer := await aside(self.readyz, name)):
                if asyncio.get_running_loop().time() > deadline:
                    raise RuntimeError(f"{name} was not ready in {seconds} s")
                await asyncio.sleep(0.2)
        assert answer

    async def serving(self, process: Process, seconds: float = 60) -> None:
        """Waits until a new process serves: its port says ready, or it consumes its service's requests."""
        name = process.name
        deadline = asyncio.get_running_loop().time() + seconds
        while not (await aside(self.readyz, name) if name in self.ports else await aside(self._consumes, process)):
            if asyncio.get_running_loop().time() > deadline:
                raise RuntimeError(f"{name} did not serve again in {seconds} s")
            await asyncio.sleep(0.2)

    def _consumes(self, process: Process) -> bool:
        """Every instance of the service consumes the request queue."""
        service = process.name.rsplit("-", 1)[0]
        lines = self.servers.rabbitmqctl("list_queues", "--vhost", "clikc", "name", "consumers").splitlines()
        consumers = dict(line.split("\t") for line in lines if "\t" in line)
        return int(consumers.get(f"rpc.{service}", 0)) >= len(self.instances(service))

    def readyz(self, name: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ports[name]}/readyz", timeout=3) as answer:
                return answer.status == 200
        except OSError:
            return False

    async def end(self) -> None:
        await asyncio.gather(*(process.end() for process in self.processes.values()))
        if self.mail:
            await self.mail.end()
        for proxy in self.proxies.values():
            await proxy.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
