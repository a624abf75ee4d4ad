"""Starts the programs of `./clikc bench rpc` and reads what the kernel knows of them."""

import os
import select
import subprocess

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60  # seconds


def started(command: list[str], environment: dict | None = None) -> subprocess.Popen:
    """A server, once it has said that it is ready."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    said, _, _ = select.select([server.stdout], [], [], PATIENCE)
    if not said or server.stdout.readline().strip() != "ready":
        ended(server)
        raise SystemExit(f"{' '.join(command[:3])} did not start")
    return server


def ended(server: subprocess.Popen) -> None:
    server.kill()
    server.wait()
    server.stdout.close()


def processor_seconds(pid: int) -> float:
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def megabytes(pid: int, key: str) -> float:
    """VmRSS now, or VmHWM at its highest."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        for line in file:
            if line.startswith(f"{key}:"):
                return int(line.split()[1]) / 1024
    return 0.0
