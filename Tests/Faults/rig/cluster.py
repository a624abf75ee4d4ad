"""Three RabbitMQ nodes on this machine, joined, each to be killed, stopped and started again."""

import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import time

from rig.fault import state
from rig.peer import port_opens

BIN = pathlib.Path(os.environ.get("CLIKC_RABBITMQ_BIN", "/usr/lib/rabbitmq/bin"))


class Node:
    """One node, with ports, data and log of its own."""

    def __init__(self, name: str, home: pathlib.Path, epmd: int):
        self.name = f"{name}@localhost"
        self.directory = home / name
        self.directory.mkdir()
        self.port, self.distribution = free_port(), free_port()
        (self.directory / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{self.port}\nheartbeat = 10\nlog.console = false\n"
            "disk_free_limit.absolute = 50MB\ncluster_partition_handling = pause_minority\n"
        )
        (self.directory / "plugins").write_text("[].\n")
        self.environment = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_NODENAME": self.name,
            "RABBITMQ_CONFIG_FILE": str(self.directory / "rabbitmq"),
            "RABBITMQ_MNESIA_BASE": str(self.directory / "data"),
            "RABBITMQ_LOG_BASE": str(self.directory / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.directory / "plugins"),
            "RABBITMQ_DIST_PORT": str(self.distribution),
            "RABBITMQ_PID_FILE": str(self.directory / "node.pid"),
            "RUNNING_UNDER_SYSTEMD": "1",
            "ERL_EPMD_PORT": str(epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        }

    def start(self) -> None:
        start_as_rabbitmq([str(BIN / "rabbitmq-server")], self.environment, self.directory)
        port_opens(self.port, 120)

    @property
    def pid(self) -> int:
        """The Erlang machine, which is the recorded process or a child of it."""
        recorded = (self.directory / "process").read_text().strip()
        child = subprocess.run(["pgrep", "-P", recorded, "beam.smp"], capture_output=True, text=True).stdout.split()
        return int(child[0] if child else recorded)

    def ctl(self, *words: str) -> str:
        done = subprocess.run(
            as_rabbitmq([str(BIN / "rabbitmqctl"), "--silent", *words], self.environment),
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stdout[-300:]} {done.stderr[-300:]}")
        return done.stdout

    def kill(self) -> None:
        """Returns when the process is gone."""
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        while state(pid) not in ("gone", "Z"):
            time.sleep(0.02)

    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}/"


class Cluster:
    def __init__(self, home: pathlib.Path, size: int = 3):
        self.home = home
        home.mkdir(parents=True)
        home.chmod(0o755)
        (home / ".erlang.cookie").write_text(secrets.token_hex(16))
        (home / ".erlang.cookie").chmod(0o400)
        self.epmd_port = free_port()
        self.nodes = [Node(f"fault{number}-{os.getpid()}", home, self.epmd_port) for number in range(1, size + 1)]
        (home / "epmd").mkdir()
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", "rabbitmq:rabbitmq", str(home)], check=True)
        start_as_rabbitmq(
            ["epmd", "-port", str(self.epmd_port), "-address", "127.0.0.1"],
            {"HOME": str(home), "PATH": os.environ["PATH"]},
            home / "epmd",
        )
        port_opens(self.epmd_port)

    def start(self) -> None:
        for node in self.nodes:
            node.start()
        for node in self.nodes[1:]:
            for words in (["stop_app"], ["join_cluster", self.nodes[0].name], ["start_app"]):
                node.ctl(*words)
        for node in self.nodes:
            port_opens(node.port)

    def stop(self) -> None:
        recorded = int((self.home / "epmd" / "process").read_text())
        for pid in [node.pid for node in self.nodes if (node.directory / "process").exists()] + [recorded]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        shutil.rmtree(self.home, ignore_errors=True)


def as_rabbitmq(words: list[str], environment: dict[str, str]) -> list[str]:
    """The server refuses to run as root."""
    settings = ["env", "-i", *(f"{key}={value}" for key, value in environment.items())]
    return (["runuser", "-u", "rabbitmq", "--"] if os.getuid() == 0 else []) + settings + words


def start_as_rabbitmq(words: list[str], environment: dict[str, str], directory: pathlib.Path) -> None:
    """In the background; its process is recorded in the directory."""
    record = ["sh", "-c", 'echo $$ >"$0"; exec "$@"', str(directory / "process"), *words]
    with (directory / "console.log").open("ab") as log:
        subprocess.Popen(
            as_rabbitmq(record, environment),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
