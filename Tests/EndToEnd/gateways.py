"""More gateways before the same portal: processes of their own, with settings of the test's."""

import os
import pathlib
import re
import socket
import subprocess
import urllib.error
import urllib.request

RUN, LOGS = pathlib.Path(os.environ["CLIKC_TEST_RUN"]), pathlib.Path(os.environ["CLIKC_TEST_LOGS"])


class Gateway:
    """One that runs until `end`, started as the portal's own was, but for `settings`."""

    def __init__(self, name: str, settings: dict[str, str]):
        own = f"/proc/{(RUN / 'gateway.pid').read_text().strip()}"
        given = pathlib.Path(f"{own}/environ").read_bytes().decode().rstrip("\0").split("\0")
        port, self.metrics = free_port(), f"127.0.0.1:{free_port()}"
        self.url, self.log = f"http://127.0.0.1:{port}", LOGS / f"{name}.log"
        environment = dict(line.split("=", 1) for line in given) | settings
        environment |= {"CLIKC_GATEWAY_PORT": str(port), "CLIKC_METRICS_ADDRESS": self.metrics}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [os.readlink(f"{own}/exe")], env=environment, cwd=os.readlink(f"{own}/cwd"), stdin=subprocess.DEVNULL,
                stdout=log, stderr=log)

    def wait_until_ready(self) -> None:
        while not self._is_ready():
            try:
                self.process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"{self.log.name} ended: {self.log.read_text()[-500:]}")

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def resolutions(self) -> int:
        """How often it has asked Identity whose a session is; what it knows itself it does not ask."""
        with urllib.request.urlopen(f"http://{self.metrics}/metrics", timeout=60) as answer:
            lines = answer.read().decode().splitlines()
        asked = [line for line in lines if re.match(r"rpc_calls_total\{.*Sessions/ResolveSession", line)]
        return sum(int(float(line.rsplit(" ", 1)[1])) for line in asked)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
