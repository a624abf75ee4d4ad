"""Measures the service against mail_peer.c on one sink, in turns: mail.py SERVICE BENCH_DIRECTORY PORT [--json].

The service writes, signs and sends mails that lie in its table and records each; the peer sends one
ready-made mail of the same kind again and again. The time runs from the first MAIL to the last answer.
Exits 1 when one worker sends fewer than asked for.
"""

import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys

from bars import at_least

LEAST_PER_SECOND = 300
ROUNDS, MAILS, CONNECTIONS = 3, int(os.environ.get("CLIKC_BENCH_MAILS", "3000")), [1, 4]
QUEUE = """
insert into notification.mail (id, event_id, account_id, template, language, address, arguments, created_at,
  expires_at, due_at)
select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'certificate_issued', 'fr',
  'officer' || number || '@customs.example',
  '{"name": "Zoé Müller", "course": "Gestion des risques", "serial": "CLIKC-2026-000042-6",
    "code": "0M3KZ-7Q2HC-W9XR4T-8VBNE-61GJD", "course_id": "5a1f0cf4-0000-4000-8000-000000000001"}',
  now(), now() + interval '3 days', now()
from generate_series(1, :mails) as number
"""


def sql(statement: str) -> str:
    command = [os.environ["PSQL"], os.environ["DATABASE_URL"], "-qAt", "-v", "ON_ERROR_STOP=1", "-v",
               f"mails={MAILS}"]
    done = subprocess.run(command, input=statement, check=True, capture_output=True, text=True)
    return done.stdout.strip()


class Sink:
    """The SMTP server both send to; it says how long a number of mails took."""

    def __init__(self, program: pathlib.Path, port: str, sample: pathlib.Path):
        self.process = subprocess.Popen(
            [program, port, str(MAILS), sample], stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise SystemExit("the mail sink did not start")

    def rate(self) -> float:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("the mail sink ended")
        return MAILS / float(line)


def ended(process: subprocess.Popen) -> float:
    """Waits for the end; returns the most memory it had, in MB."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{process.args[0]} ended with {process.returncode}")
    return usage.ru_maxrss / 1024


def ours(service: str, sink: Sink, connections: int) -> dict:
    sql(QUEUE)
    sql("analyze notification.mail")
    environment = os.environ | {"CLIKC_SMTP_CONNECTIONS": str(connections)}
    process = subprocess.Popen([service], env=environment)
    try:
        rate = sink.rate()
    finally:
        process.terminate()
    memory = ended(process)
    left = sql("select count(*) from notification.mail where state <> 'accepted'")
    if left != "0":
        raise SystemExit(f"{left} mails are not recorded as accepted")
    return {"mails_per_second": rate, "memory_mb": memory}


def peer(program: pathlib.Path, sink: Sink, port: str, sample: pathlib.Path, connections: int) -> dict:
    process = subprocess.Popen([program, port, sample, str(connections), str(MAILS)])
    return {"mails_per_second": sink.rate(), "memory_mb": ended(process)}


def main() -> None:
    service, directory, port = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    sample = directory / "sample.eml"
    sink = Sink(directory / "mail_sink", port, sample)
    rows = []
    try:
        found = {count: {"clikc": [], "c": []} for count in CONNECTIONS}
        for _ in range(ROUNDS):
            for count in CONNECTIONS:
                found[count]["clikc"].append(ours(service, sink, count))
                found[count]["c"].append(peer(directory / "mail_peer", sink, port, sample, count))
    finally:
        sink.process.kill()
    for count, names in found.items():
        row = {"connections": count}
        for name, runs in names.items():
            row[name] = {key: round(statistics.median(run[key] for run in runs), 1) for key in runs[0]}
        row["ratio"] = round(statistics.median(
            mine["mails_per_second"] / theirs["mails_per_second"]
            for mine, theirs in zip(names["clikc"], names["c"])), 3)
        rows.append(row)
    as_json = "--json" in sys.argv
    if as_json:
        print(json.dumps({"mail": rows}, indent=2))
    else:
        show(rows)
    with contextlib.redirect_stdout(sys.stderr if as_json else sys.stdout):
        alone = next(row for row in rows if row["connections"] == 1)["clikc"]["mails_per_second"]
        sys.exit(0 if at_least("mail", "mails a second with one worker", alone, LEAST_PER_SECOND) else 1)


def show(rows: list[dict]) -> None:
    print(f"{'connections':>11}  {'':6} {'mails/s':>8} {'MB':>7}")
    for row in rows:
        for name in ("clikc", "c"):
            print(f"{row['connections']:>11}  {name:6} {row[name]['mails_per_second']:>8.0f} "
                  f"{row[name]['memory_mb']:>7.1f}")
    for row in rows:
        print(f"{row['connections']} connections: ratio {row['ratio']:.2f}")


if __name__ == "__main__":
    main()
