"""Sessions end everywhere when the password changes."""

import re
import time
import uuid

from api import API
from maildir import text_of

NEW_PASSWORD = "Tulip-Harbour-42"


def test_a_changed_password_ends_the_other_sessions(demo, mail):
    """The gateway has the other session in its cache: Identity's event makes it forget, not the cache's age."""
    nobody = API(demo["url"])
    officer = made_by_coordinator(nobody, demo, mail)
    here, there = nobody.signed_in(officer), nobody.signed_in(officer)
    assert there.send("GET", "/api/v1/profile").status == 403, "known, and held at the gate"

    changed = here.send_json("PUT", "/api/v1/password", {"currentPassword": officer["password"], "newPassword": NEW_PASSWORD})
    assert changed.status == 200, changed.body
    began = time.monotonic()
    while there.send("GET", "/api/v1/profile").status != 401:
        assert time.monotonic() - began < 10, "the other session still lives"
    print(f"the other session was refused {time.monotonic() - began:.3f} s after the change")
    assert here.send("GET", "/api/v1/my/courses").status == 403, "this session goes on, to the policy"


def made_by_coordinator(nobody: API, demo: dict, mail) -> dict:
    """A new account, its temporary password read from the mail."""
    name = uuid.uuid4().hex[:8]
    officer = {"name": "Ines Duarte", "username": f"officer-{name}", "email": f"{name}@customs.example.org", "language": "en"}
    made = nobody.signed_in(demo["coordinator"]).post("/api/v1/accounts", officer)
    assert made.status == 200, made.body
    text = text_of(mail.wait_for(officer["email"]))
    officer["password"] = re.search(r"^\s*([A-Za-z2-9]{12})\s*$", text, re.MULTILINE).group(1)
    return officer
