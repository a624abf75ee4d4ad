"""Reads /api/openapi.json: what each operation takes, a request that has the form, and every way to spoil it."""

import copy
import dataclasses
import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

TEXTS = {
    "uuid": "0193b1de-0000-7000-8000-000000000002", "email": "amina@example.org", "date": "2026-01-31",
}
OTHER_TYPES = {
    "string": [7, True, ["a"], {"a": "b"}], "integer": ["many", 1.5, True, {}], "number": ["half", True, []],
    "boolean": ["perhaps", 3], "array": ["x", 1, {}], "object": ["x", 1, [1]],
}
NOT_TEXT = ["\0b", "a\x1b[2J", "\u0085x"]


@dataclasses.dataclass
class Call:
    """A request: its operation's name, and what goes on the wire."""

    name: str
    method: str
    path: str
    body: bytes | None
    pointer: str = ""


class Operation:
    def __init__(self, contract: dict, path: str, method: str, described: dict):
        self.contract, self.path, self.method, self.described = contract, path, method.upper(), described
        self.name = described.get("operationId", f"{method} {path}")
        self.parameters = described.get("parameters", [])
        content = described.get("requestBody", {}).get("content", {})
        self.schema = content.get("application/json", {}).get("schema")
        self.content_types = list(content)

    @property
    def open(self) -> bool:
        return not self.described.get("security")

    @property
    def message(self) -> dict:
        """A body that has the form, without the fields that the path holds."""
        if self.schema is None:
            return {}
        found = self.sample(self.schema)
        for name in self.path_fields:
            place = found
            *parents, last = camel(name).split(".")
            for parent in parents:
                place = place.get(parent, {})
            place.pop(last, None)
        return found

    @property
    def path_fields(self) -> list[str]:
        return [parameter["name"] for parameter in self.parameters if parameter["in"] == "path"]

    def call(self, message: dict | None = None, pointer: str = "", **parameters: str) -> Call:
        path, query = self.path, {}
        for parameter in self.parameters:
            value = parameters.get(parameter["name"])
            if parameter["in"] == "path":
                sample = str(self.sample(parameter["schema"]))
                path = path.replace("{%s}" % parameter["name"], quote(sample if value is None else value, safe=""))
            elif value is not None:
                query[parameter["name"]] = value
        body = None if self.schema is None else json.dumps(self.message if message is None else message).encode()
        return Call(self.name, self.method, path + ("?" + urlencode(query) if query else ""), body, pointer)

    def faults(self) -> Iterator[Call]:
        """Every field of body, path and query, wrong in every way its schema forbids, one at a time."""
        for parameter in self.parameters:
            for bad in self.bad_texts(parameter["schema"]):
                yield self.call(pointer=f"{parameter['name']}={bad[:20]!r}", **{parameter["name"]: bad})
        if self.schema is None:
            return
        message = self.message
        for trail, schema in self.places(self.schema, message):
            for bad in self.bad_values(schema):
                yield self.call(replaced(message, trail, bad), f"/{'/'.join(map(str, trail))} = {str(bad)[:20]!r}")
        yield self.call({**message, "noSuchField": 1}, "/noSuchField")
        for name in self.resolved(self.schema).get("required", []):
            if name in message:
                yield self.call({key: value for key, value in message.items() if key != name}, f"/{name} absent")

    def limits(self) -> Iterator[Call]:
        """Every text of the body at its greatest length, and every number at its least and greatest."""
        message = self.message
        for trail, schema in self.places(self.schema, message) if self.schema else []:
            pointer = "/" + "/".join(map(str, trail))
            if schema.get("type") == "string" and not {"format", "enum", "pattern", "contentEncoding"} & set(schema):
                yield self.call(replaced(message, trail, "é" * schema["maxLength"]), pointer)
            for limit in ["minimum", "maximum"]:
                if limit in schema:
                    yield self.call(replaced(message, trail, schema[limit]), pointer)

    def bad_texts(self, schema: dict) -> list[str]:
        if schema["type"] == "integer":
            bad = ["many", "1.5", "9" * 20]
            bad += [str(schema["minimum"] - 1)] if "minimum" in schema else []
            return bad + ([str(schema["maximum"] + 1)] if "maximum" in schema else [])
        if schema.get("format") == "int64":
            return ["many", "9" * 20]
        bad = ["é" * (schema.get("maxLength", 400) + 1), *NOT_TEXT]
        return bad + (["§ %"] if {"format", "pattern", "enum"} & set(schema) else [])

    def bad_values(self, schema: dict) -> list:
        kind = schema["type"]
        bad: list = list(OTHER_TYPES[kind])
        if kind == "string" and schema.get("format") == "int64":
            return ["many", True, ["a"], {"a": "b"}]
        if kind == "string" and schema.get("format") != "byte":
            bad += self.bad_texts(schema)
        if kind in ("integer", "number"):
            bad += [schema["minimum"] - 1] if "minimum" in schema else []
            bad += [schema["maximum"] + 1] if "maximum" in schema else []
        if kind == "array" and "maxItems" in schema:
            bad.append([self.sample(schema["items"])] * (schema["maxItems"] + 1))
        return bad

    def places(self, schema: dict, value, trail: tuple = ()) -> Iterator[tuple[tuple, dict]]:
        """Each field of a body, at any depth, by its trail of names."""
        schema = self.resolved(schema)
        if trail:
            yield trail, schema
        if schema["type"] == "object" and isinstance(value, dict):
            for name, inner in value.items():
                described = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
                yield from self.places(described, inner, (*trail, name))
        elif schema["type"] == "array" and value:
            yield from self.places(schema["items"], value[0], (*trail, 0))

    def sample(self, schema: dict, depth: int = 0):
        schema = self.resolved(schema)
        if "enum" in schema:
            return schema["enum"][-1]
        match schema["type"]:
            case "string":
                return "YQ==" if "contentEncoding" in schema or schema.get("format") == "byte" else self.sample_text(schema)
            case "integer" | "number":
                return max(schema.get("minimum", 0), 0)
            case "boolean":
                return True
            case "array":
                return [self.sample(schema["items"], depth + 1)]
        if isinstance(schema.get("additionalProperties"), dict):
            return {"en": self.sample(schema["additionalProperties"], depth + 1)}
        fields = schema.get("properties", {})
        chosen = [one for one in fields if one not in self.alternatives(schema)]
        return {name: self.sample(fields[name], depth + 1) for name in chosen} if depth < 12 else {}

    @staticmethod
    def alternatives(schema: dict) -> set[str]:
        """Of fields that exclude each other, all but the first."""
        exclusive = re.findall(r"At most one of: ([\w, ]+)\.", schema.get("description", ""))
        return {name for names in exclusive for name in names.split(", ")[1:]}

    @staticmethod
    def sample_text(schema: dict) -> str:
        if schema.get("format") == "int64":
            return "1"
        if schema.get("pattern", "").startswith("^[0-9a-f]"):
            return "a" * 64
        return TEXTS.get(schema.get("format", ""), "risk-1")

    def resolved(self, schema: dict) -> dict:
        while "$ref" in schema:
            schema = self.contract["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return schema


def operations(contract: dict) -> list[Operation]:
    return [
        Operation(contract, path, method, described)
        for path, methods in contract["paths"].items()
        for method, described in methods.items()
    ]


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def replaced(message: dict, trail: tuple, value) -> dict:
    changed = copy.deepcopy(message)
    place = changed
    for step in trail[:-1]:
        place = place[step]
    place[trail[-1]] = value
    return changed
