"""Measures Identity by its calls:

identity.py measure INSTANCE PEER HASH_LIMIT HASH GATEWAY METRICS     prints JSON
identity.py report FEW MANY IMPORT COUNT COUNT FILL_SECONDS [--json]

Logins as fast as they go beside what the hash alone allows, sessions resolved and people listed at steady rates, and what
requests to a gateway wait for their sessions.
`report` exits 1 when a bar is missed.
"""

import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys

from bars import at_least, at_most

SECONDS = int(os.environ.get("CLIKC_BENCH_SECONDS", "20"))
LOGINS_AT_ONCE = 8
SESSIONS_PER_SECOND = 300
LISTS_PER_SECOND = 10
LEAST_SHARE, MOST_TIMES = 0.9, 1.3
SESSION_P99_MS, LIST_P95_MS = 2, 50
CHECKED_SECONDS, APPLIED_SECONDS = 10, 60


def ran(command: list, given: str = "") -> dict:
    done = subprocess.run(list(map(str, command)), input=given, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"identity: {command[0]} {command[1]}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def measure(instance: pathlib.Path, peer: str, limit: str, encoded: str, gateway: str, metrics: str) -> dict:
    logins, tokens = instance / "logins.json", instance / "sessions"
    password = json.loads(logins.read_text())["password"] + "\n"
    demo = json.loads((instance / "demo.json").read_text())
    # One thread a core, as the service has; before and after, as the machine's speed is not constant.
    alone = [limit, encoded, os.cpu_count(), SECONDS / 4]
    limits = [ran(alone, password)]
    signed_in = ran([peer, "logins", logins, LOGINS_AT_ONCE, SECONDS, tokens])
    limits.append(ran(alone, password))
    bound = sum(found["per_second"] for found in limits) / len(limits)
    result = {
        "logins": signed_in | {"limit_per_second": bound, "share": signed_in["per_second"] / bound},
        "sessions": ran([peer, "sessions", tokens, SESSIONS_PER_SECOND, SECONDS]),
    }
    for part in ["coordinator", "administrator"]:
        login = demo[part]
        result[part] = ran(
            [peer, "people", login["username"], LISTS_PER_SECOND, SECONDS * 2], login["password"] + "\n")
    # The last, as that gateway asks about its sessions for minutes.
    visits = pathlib.Path(__file__).with_name("visits.py")
    result["visits"] = ran([sys.executable, visits, gateway, metrics, instance / "visitors"])
    return result


def times(few: dict, many: dict) -> dict[str, float]:
    """How much longer the middle one of many takes than that of few; of lists, among those that show as many people."""
    def middle(found: dict) -> dict[str, float]:
        return {
            "login": found["logins"]["spread"]["p50_ms"], "session": found["sessions"]["taken"]["p50_ms"],
            "list of a coordinator": middle_of_alike("coordinator", found),
            "list of an administrator": middle_of_alike("administrator", found),
        }

    def middle_of_alike(part: str, found: dict) -> float:
        alike = [kind for kind, shown in few[part]["shown"].items() if many[part]["shown"][kind] == shown]
        return statistics.median(found[part]["kinds"][kind]["p50_ms"] for kind in alike)

    before = middle(few)
    return {name: value / before[name] for name, value in middle(many).items()}


def show(count: str, found: dict) -> None:
    logins = found["logins"]
    print(f"{count} accounts")
    print(f"  {'logins':<30} {logins['per_second']:.1f}/s of {logins['limit_per_second']:.1f}/s, "
          f"p50 {logins['spread']['p50_ms']:.1f} ms, p99 {logins['spread']['p99_ms']:.1f} ms")
    print("  {:<30} {sessions} sessions, {visits_per_second:.0f} requests/s, {known:.2%} known; p50 at most {p50_at_most_ms:g} ms,"
          " p99 {p99_at_most_ms:g} ms, p99.9 {p999_at_most_ms:g} ms".format("waits for a session", **found["visits"]))
    rows = [("sessions asked of Identity", found["sessions"]["taken"]), ("  asked so late", found["sessions"]["late"])]
    for part in ["coordinator", "administrator"]:
        slowest = sorted(found[part]["kinds"].items(), key=lambda kind: -kind[1]["p95_ms"])[:3]
        rows += [(f"people, {part}", found[part]["all"])] + [(f"  {name}", spread) for name, spread in slowest]
    for name, spread in rows:
        print("  {:<30} p50 {p50_ms:.2f} ms   p95 {p95_ms:.2f} ms   p99 {p99_ms:.2f} ms".format(name, **spread))


def check(many: dict, imported: dict, longer: dict[str, float], few: str) -> bool:
    """Says of each bar whether it is met."""
    found = [
        at_least("I1", "logins, of what the hash alone allows", many["logins"]["share"], LEAST_SHARE),
        at_most("I2", "sessions, p99", many["visits"]["p99_at_most_ms"], SESSION_P99_MS, " ms"),
    ]
    for part in ["coordinator", "administrator"]:
        found.append(at_most("I3", f"people, {part}, p95", many[part]["all"]["p95_ms"], LIST_P95_MS, " ms"))
    for name, value in longer.items():
        alike = ", as many people shown" if "list" in name else ""
        found.append(at_most("I4", f"p50 of a {name}, times that with {few} accounts{alike}", value, MOST_TIMES))
    rows = imported["rows"]
    for what, of in [("new people", ""), ("changes", "changes_")]:
        for act, most in [("checked", CHECKED_SECONDS), ("applied", APPLIED_SECONDS)]:
            found.append(at_most("I5", f"an import of {rows} {what}, {act}", imported[f"{act}_{of}seconds"], most, " s"))
    return all(found)


def main() -> None:
    if sys.argv[1] == "measure":
        print(json.dumps(measure(pathlib.Path(sys.argv[2]), *sys.argv[3:8])))
        return
    few, many, imported = (json.loads(pathlib.Path(path).read_text()) for path in sys.argv[2:5])
    count_of_few, count_of_many, filled = sys.argv[5:8]
    longer = times(few, many)
    as_json = "--json" in sys.argv
    if not as_json:
        show(count_of_few, few)
        show(count_of_many, many)
        print(f"made in {filled} s")
        print(f"an import of {imported['rows']} changes undone in {imported['undone_seconds']:.1f} s")
        for part in ["coordinator", "administrator"]:
            whole = many[part]["all"]["p50_ms"] / few[part]["all"]["p50_ms"]
            print(f"p50 of all lists of a {part}, whatever they show, times that with {count_of_few}: {whole:.2f}")
    with contextlib.redirect_stdout(sys.stderr if as_json else sys.stdout):
        met = check(many, imported, longer, count_of_few)
    if as_json:
        print(json.dumps({
            "few": few, "many": many, "import": imported, "fill_seconds": int(filled), "times": longer, "met": met},
            indent=2))
    sys.exit(0 if met else 1)


if __name__ == "__main__":
    main()
