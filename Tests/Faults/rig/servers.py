"""Database and broker of one instance, and what can be done to them."""

import asyncio
import json
import os
import pathlib
import signal
import subprocess
import time

ROOT = pathlib.Path(__file__).parents[3]
CONTROL = ROOT / "Tests" / "Faults" / "control.sh"
# psql's status when there is no connection.
CANNOT_CONNECT = 2


class Servers:
    """An instance as compose/local/instance.sh knows it, by name."""

    def __init__(self, name: str):
        self.name = name
        binaries = os.environ.get("CLIKC_BINARIES", ROOT / ".build" / "debug")
        self.environment = os.environ | {
            "CLIKC_ROOT": str(ROOT),
            "CLIKC_BINARIES": str(binaries),
        }
        self.places: dict[str, str] = {}

    def control(self, *words: str, check: bool = True) -> str:
        """Runs a verb of control.sh and gives what it printed."""
        done = subprocess.run(
            ["bash", str(CONTROL), self.name, *words],
            env=self.environment,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=180,
        )
        if check and done.returncode:
            raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
        return done.stdout

    def prepare(self) -> None:
        lines = self.control("prepare").splitlines()
        self.places = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("{"))

    def remove(self) -> None:
        self.control("remove")

    @property
    def directory(self) -> pathlib.Path:
        return pathlib.Path(self.places["instance"])

    def port(self, name: str) -> int:
        return int(self.places[name])

    def settings(self, service: str) -> dict[str, str]:
        """What stack.sh gives a service as its environment."""
        return dict(line.split("=", 1) for line in self.control("stack_environment", service).splitlines())

    # The broker

    def broker_pid(self) -> int:
        return int(self.control("erlang"))

    def broker_kill(self) -> None:
        os.kill(self.broker_pid(), signal.SIGKILL)

    def broker_start(self) -> None:
        self.control("rabbitmq_start")

    def broker_stop(self) -> None:
        self.control("rabbitmq_stop")

    def rabbitmqctl(self, *words: str, check: bool = True) -> str:
        return self.control("rabbitmqctl", "--silent", *words, check=check)

    def queues(self) -> dict[str, int]:
        """Messages in each queue, ready or not acknowledged."""
        lines = self.rabbitmqctl("list_queues", "--vhost", "clikc", "name", "messages").splitlines()
        return {name: int(count) for name, count in (line.split("\t") for line in lines if "\t" in line)}

    def bindings(self) -> list[tuple[str, str]]:
        """Which keys of the exchange `events` go to which durable queue."""
        lines = self.rabbitmqctl(
            "list_bindings", "--vhost", "clikc", "source_name", "destination_name", "routing_key"
        ).splitlines()
        rows = [line.split("\t") for line in lines]
        return [(row[1], row[2]) for row in rows if row[0] == "events" and row[1].endswith(".events")]

    # The database

    def sql(self, statement: str) -> list[dict]:
        """The rows of a query, as the superuser, past every proxy; waits while the database recovers."""
        for _ in range(60):
            done = self.psql(statement)
            if done.returncode != CANNOT_CONNECT:
                break
            time.sleep(0.5)
        if done.returncode:
            raise RuntimeError(f"psql: {done.stderr.strip()}")
        return json.loads(done.stdout)

    def psql(self, statement: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [
                os.environ.get("CLIKC_POSTGRES_BIN", "/usr/lib/postgresql/15/bin") + "/psql",
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--host=127.0.0.1",
                f"--port={self.port('postgres')}",
                "--username=clikc",
                "--dbname=clikc",
                "--command",
                f"select coalesce(json_agg(row_to_json(found)), '[]') from ({statement}) found",
            ],
            env=os.environ | {"PGPASSWORD": self.places["password"]},
            text=True,
            capture_output=True,
            timeout=60,
        )

    def postgres_restart(self) -> None:
        self.control("postgres_restart_immediate")

    def backends(self) -> list[dict]:
        """The services' connections."""
        return self.sql("select pid, usename from pg_stat_activity where usename like '%_runtime'")


async def aside(work, *arguments, **named):
    """Runs what blocks on a thread of its own."""
    return await asyncio.to_thread(work, *arguments, **named)
