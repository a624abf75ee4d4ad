"""Sessions end everywhere when the password changes."""

import time

from api import API
from officers import PASSWORD, newcomer


def test_a_changed_password_ends_the_other_sessions(demo, mail):
    """The gateway has the other session in its cache: Identity's event makes it forget, not the cache's age."""
    nobody = API(demo["url"])
    officer = newcomer(demo, mail)
    here, there = nobody.signed_in(officer), nobody.signed_in(officer)
    assert there.send("GET", "/api/v1/profile").status == 403, "known, and held at the gate"

    changed = here.send_json("PUT", "/api/v1/password", {"currentPassword": officer["password"], "newPassword": PASSWORD})
    assert changed.status == 200, changed.body
    began = time.monotonic()
    while there.send("GET", "/api/v1/profile").status != 401:
        assert time.monotonic() - began < 10, "the other session still lives"
    print(f"the other session was refused {time.monotonic() - began:.3f} s after the change")
    assert here.send("GET", "/api/v1/my/courses").status == 403, "this session goes on, to the policy"
