"""The portal as a browser without JavaScript sees it: pages, their forms, and cookies kept between them."""

import dataclasses
import html.parser
from urllib.parse import quote_plus

from api import API, Reply


@dataclasses.dataclass
class Form:
    """A posted form of a page: where it goes and what is in it."""

    action: str
    fields: dict[str, str]

    def encoded(self, **changes: str | bytes) -> bytes:
        """The form as it would be sent; bytes stand as they are, text is escaped."""
        return b"&".join(
            name.encode() + b"=" + (value if isinstance(value, bytes) else quote_plus(value).encode())
            for name, value in {**self.fields, **changes}.items())


class Reader(html.parser.HTMLParser):
    """Finds the forms of a page that are posted."""

    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.open = Form(given.get("action") or "", {}) if (given.get("method") or "").lower() == "post" else None
            self.forms += [self.open] if self.open else []
        elif self.open and tag in ("input", "button", "select", "textarea") and given.get("name"):
            self.open.fields.setdefault(given["name"] or "", given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


class Surfer:
    def __init__(self, base: str):
        self.base, self.api, self.cookies = base, API(base), dict[str, str]()

    def signed_in(self, person: dict) -> "Surfer":
        form = next(form for form in self.forms("/login") if form.action == "/login" and "password" in form.fields)
        reply = self.submit(form, form.encoded(username=person["username"], password=person["password"]))
        assert reply.status == 303, reply.status
        return self

    def forms(self, address: str) -> list[Form]:
        reply = self.send("GET", address)
        assert reply.status == 200, f"{address}: {reply.status}"
        reader = Reader()
        reader.feed(reply.body.decode())
        for form in reader.forms:
            form.action = form.action or address
        return reader.forms

    def submit(
        self, form: Form, body: bytes, content_type: str = "application/x-www-form-urlencoded", origin: str | None = None,
    ) -> Reply:
        return self.send("POST", form.action, body, content_type, {"Origin": origin or self.base})

    def send(
        self, method: str, address: str, body: bytes | None = None, content_type: str = "text/plain",
        headers: dict[str, str] | None = None,
    ) -> Reply:
        sent = {"Accept": "text/html", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        reply = self.api.send(method, address, body, content_type, headers=sent)
        for cookie in reply.cookies:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return reply
