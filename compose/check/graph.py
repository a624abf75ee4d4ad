"""The broker's call graph names known services only, and its permissions hold what it says."""

import json
import pathlib
import re
import sys

sys.path.insert(0, "compose/rabbitmq")
sys.dont_write_bytecode = True
import definitions  # noqa: E402

GRAPH = pathlib.Path("compose/rabbitmq/definitions.json")


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


if __name__ == "__main__":
    call_graph = json.loads(GRAPH.read_text())
    found = unknown(call_graph) + wrong_permissions(call_graph)
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
