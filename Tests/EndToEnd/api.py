"""The portal's HTTP API as any client uses it, byte for byte."""

import dataclasses
import http.client
import json
from urllib.parse import urlsplit


@dataclasses.dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str]

    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def is_problem(self) -> bool:
        return self.headers.get("content-type", "").startswith("application/problem+json")


class API:
    """Calls one base address, as one person or as nobody."""

    def __init__(self, base: str, token: str | None = None, language: str = "en"):
        self.base, self.token, self.language = base, token, language

    def signed_in(self, person: dict) -> "API":
        """The same API as the person, after SignIn."""
        known = {"username": person["username"], "password": person["password"]}
        reply = self.post("/api/v1/sessions", known)
        assert reply.status == 200, reply.body
        return API(self.base, reply.json()["token"])

    def post(self, path: str, message: dict) -> Reply:
        return self.send_json("POST", path, message)

    def send_json(self, method: str, path: str, message: dict) -> Reply:
        return self.send(method, path, json.dumps(message).encode())

    def get(self, path: str) -> dict:
        reply = self.send("GET", path)
        assert reply.status == 200, f"{path}: {reply.status} {reply.body[:500]!r}"
        return reply.json()

    def send(
        self, method: str, path: str, body: bytes | None = None, content_type: str = "application/json",
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """One request over a connection of its own, and its whole answer."""
        fields = {"Accept-Language": self.language, "Accept": "application/json"} | (headers or {})
        if self.token:
            fields["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            fields["Content-Type"] = content_type
        connection = http.client.HTTPConnection(urlsplit(self.base).netloc, timeout=60)
        try:
            connection.request(method, path, body, fields)
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            cookies = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
            return Reply(answer.status, names, answer.read(), cookies)
        finally:
            connection.close()
