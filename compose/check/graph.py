"""The broker's call graph names known services only, its permissions hold what it says, and it is the
one that Package.swift builds: what a target may call there, its broker user may call, and nothing else."""

import json
import pathlib
import re
import sys

sys.path.insert(0, "compose/rabbitmq")
sys.dont_write_bytecode = True
import definitions  # noqa: E402

GRAPH = pathlib.Path("compose/rabbitmq/definitions.json")
PACKAGE = pathlib.Path("Package.swift")
SERVICE = re.compile(r'service\(\s*"(\w+)"(?:,\s*calls: \[([^\]]*)\])?(?:,\s*hears: \[([^\]]*)\])?')
EDGE = re.compile(r'executableTarget\(\s*name: "(gateway|clikcctl)",\s*dependencies: \[(.*?)\]', re.DOTALL)


def unknown(graph: dict) -> list[str]:
    named = set(graph["calls"]) | {c for called in graph["calls"].values() for c in called}
    named |= set(graph["events"]["publishers"])
    return [f"{GRAPH}: {name} is not among services" for name in sorted(named - set(graph["services"]))]


def wrong_permissions(graph: dict) -> list[str]:
    breaches = []
    for caller in graph["services"]:
        write = definitions.permission(caller, graph)["write"]
        for callee in graph["services"]:
            expected = callee == caller or callee in graph["calls"].get(caller, [])
            if bool(re.match(write, f"rpc.{callee}")) != expected:
                breaches.append(f"{GRAPH}: {caller} -> {callee}: the permission differs from the graph")
    return breaches


def built_calls(graph: dict) -> dict[str, set[str]]:
    """Who may call whom by Package.swift: a service by `calls:`, an edge by the contracts it links. The
    contract Operations is served by every service with a database."""
    package = PACKAGE.read_text()
    names = lambda text: {name.lower() for name in re.findall(r"\w+", text or "")}  # noqa: E731
    calls = {name.lower(): names(called) for name, called, _ in SERVICE.findall(package)}
    for name, dependencies in EDGE.findall(package):
        contracts = {found.lower() for found in re.findall(r'"(\w+)Contract"', dependencies)}
        databases = set(graph["events"]["publishers"])
        calls[name] = databases if "operations" in contracts else contracts & databases
    return calls


def built_hearing() -> dict[str, set[str]]:
    """Whose events a service may hear by Package.swift: it links no other contract."""
    names = lambda text: {name.lower() for name in re.findall(r"\w+", text or "")}  # noqa: E731
    found = SERVICE.findall(PACKAGE.read_text())
    return {name.lower(): names(called) | names(heard) for name, called, heard in found}


def hearing_differs(graph: dict) -> list[str]:
    hears = graph["events"]["hears"]
    return [
        f"{GRAPH}: {name} hears {sorted(hears.get(name, []))}, {PACKAGE} says {sorted(heard)}"
        for name, heard in sorted(built_hearing().items())
        if set(hears.get(name, [])) != heard
    ]


def differing(graph: dict) -> list[str]:
    built = built_calls(graph)
    return [
        f"{GRAPH}: {name} may call {sorted(graph['calls'].get(name, []))}, {PACKAGE} says {sorted(called)}"
        for name, called in sorted(built.items())
        if set(graph["calls"].get(name, [])) != called
    ]


if __name__ == "__main__":
    call_graph = json.loads(GRAPH.read_text())
    found = unknown(call_graph) + wrong_permissions(call_graph) + differing(call_graph)
    found += hearing_differs(call_graph)
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
