"""S5: what another site makes a browser send changes nothing, on any route that changes something."""

import pytest
from contract import operations
from forms import Surfer
from routes import web_routes

ENCODED = "application/x-www-form-urlencoded"
FILES = "multipart/form-data; boundary=b"
# A mail program asks for it in the reader's name, without cookie or token (RFC 8058).
FROM_ANYWHERE = "/unsubscribe/"
CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
ROLES = ["learner", "coordinator", "administrator"]


@pytest.fixture(scope="module")
def people(demo: dict) -> dict[str, Surfer]:
    return {"nobody": Surfer(demo["url"])} | {role: Surfer(demo["url"]).signed_in(demo[role]) for role in ROLES}


@pytest.fixture(scope="module")
def tokens(people: dict) -> dict[str, str]:
    """The form token of each, as the pages they read hold it."""
    found = {who: next(form for form in surfer.forms("/") if "csrf" in form.fields) for who, surfer in people.items()}
    return {who: form.fields["csrf"] for who, form in found.items()}


def forgeries(surfer: Surfer, own: str, foreign: str) -> list[tuple[str, str, dict[str, str]]]:
    """What is wrong, the token, and what a browser says of where the request comes from."""
    here = {"Origin": surfer.base}
    return [
        ("without a token", "", here),
        ("with a token of another session", foreign, here),
        ("from another origin", own, {"Origin": "https://evil.example"}),
        ("from another site", own, {"Sec-Fetch-Site": "cross-site"}),
        ("from another site of the same domain", own, {"Sec-Fetch-Site": "same-site"}),
    ]


def test_s5_every_form_refuses_what_another_site_sent(people, tokens):
    paths = [path for method, path in web_routes() if method == "POST" and not path.startswith(FROM_ANYWHERE)]
    others = dict(zip(people, [*list(people)[1:], "nobody"], strict=True))
    faults = []
    for path in paths:
        for who, surfer in people.items():
            for wrong, token, headers in forgeries(surfer, tokens[who], tokens[others[who]]):
                reply = surfer.send("POST", path, f"csrf={token}".encode(), ENCODED, headers)
                if reply.status == 415:
                    field = f'--b\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{token}\r\n--b--\r\n'
                    reply = surfer.send("POST", path, field.encode(), FILES, headers)
                if reply.status != 403:
                    faults.append(f"{who} {path} {wrong}: {reply.status}")
    assert len(paths) > 50
    assert not faults, "\n".join(faults)


def test_s5_every_change_by_the_api_in_the_name_of_a_cookie_needs_the_form_token(people, tokens):
    surfer, own = people["administrator"], tokens["administrator"]
    contract = operations(surfer.api.get("/api/openapi.json"))
    changes = [call for call in (operation.call() for operation in contract) if call.method in CHANGING]
    faults = []
    for call in changes:
        for wrong, token, headers in forgeries(surfer, own, tokens["learner"]):
            sent = headers | ({"X-CSRF-Token": token} if token else {})
            reply = surfer.send(call.method, call.path, call.body, "application/json", sent | {"Accept": "application/json"})
            if reply.status != 403 or b"CROSS_SITE" not in reply.body:
                faults.append(f"{call.name} {wrong}: {reply.status}")
    assert len(changes) > 50
    assert not faults, "\n".join(faults)


def test_s5_the_same_requests_of_the_sites_own_pages_are_heard(people, tokens):
    surfer, headers = people["learner"], {"Origin": people["learner"].base}
    form = f"csrf={tokens['learner']}&language=en&return=/".encode()
    assert surfer.send("POST", "/language", form, ENCODED, headers).status == 303
    reply = surfer.send(
        "DELETE", "/api/v1/profile/photo", None, headers=headers | {"X-CSRF-Token": tokens["learner"]})
    assert b"CROSS_SITE" not in reply.body
    assert reply.status in (200, 204), reply.body
