"""What the pages say to forms nobody filled in: every form of every page, every field of it."""

import re

import pytest
from forms import Form, Surfer
from tables import digests, quiet_digests

BROKEN = [b"%ff", b"%c3%28", b"%zz", b"%2", b"%00"]
LONG = "é" * 9_000


@pytest.fixture(scope="module")
def found(demo: dict) -> list[tuple[str, Surfer, Form]]:
    """Each form that a role sees, once an address."""
    forms = {}
    for role, addresses in pages(demo).items():
        surfer = Surfer(demo["url"])
        if role != "nobody":
            surfer.signed_in(demo[role])
        for address in addresses:
            for form in surfer.forms(address):
                forms.setdefault((role, form.action, tuple(sorted(form.fields))), (role, surfer, form))
    return list(forms.values())


@pytest.fixture(autouse=True)
def nothing_changes(found):
    before = quiet_digests()
    yield
    assert digests() == before


def pages(demo: dict) -> dict[str, list[str]]:
    learner = Surfer(demo["url"]).signed_in(demo["learner"])
    course = re.search(r"/courses/[0-9a-f-]{36}", learner.send("GET", "/dashboard?view=courses").body.decode()).group(0)
    outline = learner.send("GET", course).body.decode()
    activities = sorted(set(re.findall(rf"{course}/(?:lessons|quizzes)/[0-9a-f-]+", outline)))
    return {
        "nobody": ["/", "/login", "/lost-password", "/request-account"], "newcomer": ["/password"],
        "learner": ["/dashboard", "/profile/edit", "/profile/photo", "/security", "/password", "/policy",
                    "/privacy", "/privacy/erasure", course, *activities],
        "tutor": ["/dashboard", f"{course}/participants?find=lena"], "coordinator": ["/people", "/people/new", *people_pages(demo)],
        "administrator": ["/administrations/AQ", "/policies/new", "/policies/site-policy", "/erasures"],
    }


def people_pages(demo: dict) -> list[str]:
    page = Surfer(demo["url"]).signed_in(demo["coordinator"]).send("GET", "/people?q=lena").body.decode()
    person = re.search(r"/people/[0-9a-f-]{36}", page).group(0)
    return [person, *(f"{person}/{form}" for form in ("names", "administration", "roles"))]


def test_a_form_of_broken_bytes_is_refused(found):
    faults = []
    for role, surfer, form in found:
        for field in ["unheard_of", *form.fields]:
            for broken in BROKEN:
                reply = surfer.submit(form, form.encoded(**{field: broken}))
                faults += explained(role, form, f"{field}={broken!r}", reply)
    assert len(found) > 10
    assert not faults, "\n".join(faults)


def test_what_is_no_form_is_refused(found):
    bodies = [
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nab'),
        ("multipart/form-data", b"----"), ("application/json", b"{"), ("", b"csrf=1"),
        ("application/x-www-form-urlencoded", b"a=1&" * 1_001), ("application/x-www-form-urlencoded", b"a=" + b"x" * 70_000),
    ]
    faults = []
    for role, surfer, form in found:
        for kind, body in bodies:
            reply = surfer.submit(form, body, kind)
            faults += explained(role, form, f"{kind} {body[:20]!r}", reply)
    assert not faults, "\n".join(faults)


def test_a_form_from_elsewhere_is_refused(found):
    faults = []
    for role, surfer, form in found:
        faults += explained(role, form, "no token", surfer.submit(form, form.encoded(csrf="")))
        faults += explained(role, form, "foreign token", surfer.submit(form, form.encoded(csrf="A" * 43)))
        faults += explained(
            role, form, "foreign origin", surfer.submit(form, form.encoded(), origin="https://evil.example"))
    assert not faults, "\n".join(faults)


def test_a_text_far_too_long_is_refused(found):
    """Buttons that only choose among a page's views may ignore it; none may fail or change anything."""
    faults = []
    for role, surfer, form in found:
        for field in form.fields:
            if field == "csrf":
                continue
            reply = surfer.submit(form, form.encoded(**{field: LONG}))
            if reply.status >= 500:
                faults.append(f"{role} {form.action} {field}: {reply.status}")
    assert not faults, "\n".join(faults)


def explained(role: str, form: Form, what: str, reply) -> list[str]:
    """A refusal must be 4xx and a page with a heading and a sentence."""
    text = reply.body.decode()
    if role == "newcomer" and reply.status == 303 and reply.headers["location"] == "/password":
        return []  # Until the password is changed, nothing else is answered.
    if 400 <= reply.status < 500 and "<h1" in text and re.search(r"<p[^>]*>[^<]{20,}", text):
        return []
    return [f"{role} {form.action} {what}: {reply.status} {text[:200]}"]
