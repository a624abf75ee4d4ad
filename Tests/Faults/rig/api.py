"""The portal's HTTP API, as any client uses it."""

import http.client
import json
from dataclasses import dataclass, field

from rig.servers import aside

PATIENCE = 15.0


@dataclass(frozen=True)
class Answer:
    """Status 0: nothing came back, so nobody knows what happened."""

    status: int
    body: dict = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def refused(self) -> bool:
        """The request was understood and certainly had no effect."""
        return 400 <= self.status < 500 and self.status not in (408, 429)

    @property
    def reason(self) -> str:
        return self.body.get("reason", "")


class API:
    """Calls one of several addresses; another one when nobody listens there."""

    def __init__(self, ports: list[int]):
        self.ports = ports
        self._turn = 0
        self.calls = 0

    async def call(
        self, method: str, path: str, body: dict | None = None, token: str = "", address: str = ""
    ) -> Answer:
        """`address` is where the client says it is, as a proxy before the portal would."""
        self.calls += 1
        self._turn += 1
        return await aside(self._call, method, path, body, token, address, self.ports[self._turn % len(self.ports)])

    @staticmethod
    def _call(method: str, path: str, body: dict | None, token: str, address: str, port: int) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            if address:
                headers["X-Forwarded-For"] = address
            content = None
            if body is not None:
                content, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
            connection.request(method, "/api/v1" + path, content, headers)
            answer = connection.getresponse()
            text = answer.read()
            return Answer(answer.status, json.loads(text) if text.startswith(b"{") else {})
        except (OSError, http.client.HTTPException, ValueError):
            return Answer(0)
        finally:
            connection.close()
