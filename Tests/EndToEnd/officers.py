"""People of a test's own: made by the coordinator, taken through the first login by the API."""

import re
import uuid

from api import API
from maildir import Maildir, text_of

PASSWORD = "Tulip-Harbour-42"


def newcomer(demo: dict, mail: Maildir, maker: str = "coordinator", **more) -> dict:
    """A new account, its temporary password read from the mail; `more` goes with the request."""
    name = uuid.uuid4().hex[:8]
    officer = {"name": "Ines Duarte", "username": f"officer-{name}", "email": f"{name}@customs.example.org", "language": "en"}
    made = API(demo["url"]).signed_in(demo[maker]).post("/api/v1/accounts", officer | more)
    assert made.status == 200, made.body
    text = text_of(mail.wait_for(officer["email"]))
    officer["password"] = re.search(r"^\s*([A-Za-z2-9]{12})\s*$", text, re.MULTILINE).group(1)
    return officer | {"id": made.json()["account"]["id"]}


def officer(demo: dict, mail: Maildir) -> dict:
    """The same past the first login."""
    return settled(demo, newcomer(demo, mail))


def settled(demo: dict, person: dict) -> dict:
    """A newcomer after password, policy and profile."""
    api = API(demo["url"]).signed_in(person)
    change = {"currentPassword": person["password"], "newPassword": PASSWORD}
    assert api.send_json("PUT", "/api/v1/password", change).status == 200
    policy = api.get("/api/v1/policy/en")
    assert api.post("/api/v1/policy/answers", {"version": policy["version"], "language": "en", "accepted": True}).status == 200
    account = api.get("/api/v1/profile")["account"]
    profile = {key: account[key] for key in ["name", "email", "language", "version"]}
    assert api.send_json("PUT", "/api/v1/profile", profile).status == 200
    return person | {"password": PASSWORD}
