"""Turns the call graph into RabbitMQ definitions: python3 definitions.py GRAPH SECRETS_DIRECTORY.

The broker then enforces who may call whom. Password hashes are salted from the password itself, so
that the same passwords give the same file and an unchanged broker skips the import.
"""

import base64
import hashlib
import json
import os
import pathlib
import sys


def password_hash(password: str) -> str:
    """RabbitMQ's rabbit_password_hashing_sha256: salt (4 bytes), then SHA-256 of salt and password."""
    salt = hashlib.sha256(b"salt:" + password.encode()).digest()[:4]
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


def user(name: str, password: str, tags: list[str]) -> dict:
    return {
        "name": name,
        "password_hash": password_hash(password),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": tags,
        "limits": {},
    }


def pattern(names: list[str]) -> str:
    escaped = [name.replace(".", "\\.") for name in names]
    return "^(" + "|".join(escaped) + ")$"


def permission(name: str, graph: dict) -> dict:
    """Own names freely; requests to callees and replies to callers; the exchange of events to those who
    publish or hear some."""
    callees = graph["calls"].get(name, [])
    callers = [caller for caller, called in graph["calls"].items() if name in called]
    publishes = [graph["events"]["exchange"]] if name in graph["events"]["publishers"] else []
    mine = [f"rpc.{name}", f"reply.{name}"]
    own = pattern(mine)[:-2] + f"|{name}\\..*)$"
    write = mine + [f"rpc.{callee}" for callee in callees] + [f"reply.{c}" for c in callers] + publishes
    read = mine + ([graph["events"]["exchange"]] if name in graph["events"]["hears"] else [])
    return {
        "user": name,
        "vhost": graph["vhost"],
        "configure": own,
        "write": pattern(write)[:-2] + f"|{name}\\..*)$",
        "read": pattern(read)[:-2] + f"|{name}\\..*)$",
    }


def exchange(name: str, kind: str, vhost: str) -> dict:
    return {
        "name": name, "vhost": vhost, "type": kind, "durable": True,
        "auto_delete": False, "internal": False, "arguments": {},
    }


def topic_permission(name: str, graph: dict) -> dict:
    """A service publishes the events of its own package only, and binds to those of the services it hears."""
    heard = graph["events"]["hears"].get(name, [])
    publishes = name in graph["events"]["publishers"]
    return {
        "user": name, "vhost": graph["vhost"], "exchange": graph["events"]["exchange"],
        "write": f"^{name}\\." if publishes else "^$",
        "read": f"^({'|'.join(heard)})\\." if heard else "^$",
    }


def definitions(graph: dict, secrets: pathlib.Path) -> dict:
    vhost, services = graph["vhost"], graph["services"]
    called = {name for callees in graph["calls"].values() for name in callees}
    exchanges = [exchange(f"rpc.{name}", "direct", vhost) for name in services if name in called]
    exchanges += [exchange(f"reply.{name}", "direct", vhost) for name in graph["calls"]]
    exchanges.append(exchange(graph["events"]["exchange"], "topic", vhost))
    users = [user("clikc", os.environ["RABBITMQ_ADMIN_PASSWORD"], ["administrator"])]
    users += [user(n, (secrets / f"rabbitmq.{n}").read_text(), []) for n in services]
    everything = {"user": "clikc", "vhost": vhost, "configure": ".*", "write": ".*", "read": ".*"}
    return {
        "vhosts": [{"name": vhost}],
        "users": users,
        "permissions": [everything] + [permission(name, graph) for name in services],
        "topic_permissions": [topic_permission(name, graph) for name in services],
        "exchanges": exchanges,
    }


if __name__ == "__main__":
    graph_file, secrets_directory = map(pathlib.Path, sys.argv[1:3])
    print(json.dumps(definitions(json.loads(graph_file.read_text()), secrets_directory), indent=2))
