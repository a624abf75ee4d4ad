"""The table of a run."""

from rig.soak import Outcome, Plan
from rig.verdict import COUNTS

MEGABYTES_A_MINUTE = 1.0
DESCRIPTORS_A_MINUTE = 0.5
# Seconds of warm running below which a slope is noise: pools open and close connections as they need.
ENOUGH = 600


def faults_by_kind(outcome: Outcome) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for _, name, _ in outcome.struck:
        kinds[kind(name)] = kinds.get(kind(name), 0) + 1
    return dict(sorted(kinds.items()))


def kind(name: str) -> str:
    """A fault's name without what it hit."""
    words = name.split()
    if "@" in words[0]:
        return "failpoint " + words[0].split("@")[0]
    if words[0] in ("latency", "bandwidth", "slow_close", "timeout", "reset_peer", "slicer", "limit_data", "down"):
        return "proxy " + words[0]
    if words[:2] == ["kill", "-9"]:
        return "kill -9 " + ("broker" if "broker" in name else "every instance" if "every" in name else "one process")
    if words[0] in ("SIGSTOP", "SIGTERM") and "backend" not in name:
        return words[0] + " one process"
    return "delete a request queue" if words[0] == "delete" else name


def lines(plan: Plan, outcome: Outcome) -> list[str]:
    verdict = outcome.verdict
    text = [
        f"seed {plan.seed}: {outcome.officers} officers, {outcome.calls} HTTP calls, {len(outcome.struck)} faults in "
        f"{plan.seconds / 60:g} min, at rest {outcome.rested:.0f} s after the last",
        "",
    ]
    text += ["| " + " | ".join(COUNTS) + " |", "|" + "---|" * len(COUNTS)]
    text += ["| " + " | ".join(str(len(verdict.breaches[count])) for count in COUNTS) + " |", ""]
    text += [f"compared: {', '.join(f'{count} {subject}' for subject, count in sorted(verdict.compared.items()))}"]
    text += [f"same mail handed to the relay again after a cut at the final dot: {len(verdict.repeated)}", ""]
    text += ["| fault | struck |", "|---|---|"]
    text += [f"| {name} | {count} |" for name, count in faults_by_kind(outcome).items()]
    if outcome.missed:
        text += [f"| asked for, but found nothing to hit | {len(outcome.missed)} |"]
    text += [
        "",
        "| process | incarnations | warm s | MB max | MB/min | descriptors max | descriptors/min |",
        "|---" * 7 + "|",
    ]
    for name, growth in outcome.growth.items():
        text.append(
            f"| {name} | {growth['incarnations']} | {growth['seconds']} | {growth['megabytes']:.0f} "
            f"| {number(growth['megabytes_a_minute'])} | {growth['descriptors']} "
            f"| {number(growth['descriptors_a_minute'])} |"
        )
    for count in COUNTS:
        text += [f"{count}: {breach}" for breach in verdict.breaches[count][:20]]
    return text


def number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def failures(plan: Plan, outcome: Outcome) -> list[str]:
    """Why the run failed; nothing when it did not."""
    found = [f"{len(breaches)} {count}" for count, breaches in outcome.verdict.breaches.items() if breaches]
    if len(outcome.struck) < plan.least:
        found.append(f"only {len(outcome.struck)} faults struck, {plan.least} are needed")
    if not outcome.verdict.compared["completions"]:
        found.append("no officer finished anything")
    for name, growth in outcome.growth.items():
        if growth["seconds"] < ENOUGH:
            continue
        if (growth["megabytes_a_minute"] or 0) > MEGABYTES_A_MINUTE:
            found.append(f"the memory of {name} grows by {growth['megabytes_a_minute']:.2f} MB a minute")
        if (growth["descriptors_a_minute"] or 0) > DESCRIPTORS_A_MINUTE:
            found.append(f"the descriptors of {name} grow by {growth['descriptors_a_minute']:.2f} a minute")
    return found
