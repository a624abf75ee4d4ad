"""S6: the headers and cookies of every answer of the running portal: pages, files, API, refusals."""

import re

import pytest
from api import API
from contract import operations
from forms import Surfer
from routes import web_routes

ALWAYS = {
    "x-content-type-options": re.compile(r"nosniff"),
    "strict-transport-security": re.compile(r"max-age=(3153[6-9]\d{3}|31[6-9]\d{5}|3[2-9]\d{6}|[4-9]\d{7}|\d{9,})\b"),
    "referrer-policy": re.compile(r"no-referrer|same-origin"),
    "cross-origin-opener-policy": re.compile(r"same-origin"),
    "cross-origin-resource-policy": re.compile(r"same-origin"),
    "content-security-policy": re.compile(r"frame-ancestors '(none|self)'|sandbox"),
}
# What may run in a page comes from the site itself.
PAGES_FORBID = re.compile(r"unsafe-inline|unsafe-eval|\*|https?:")

# And a page has all of these.
PAGES_NEED = {"default-src": "'self'", "object-src": "'none'", "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'"}


@pytest.fixture(scope="module")
def visitors(demo: dict) -> dict[str, Surfer]:
    roles = ["learner", "coordinator", "administrator"]
    return {"nobody": Surfer(demo["url"])} | {role: Surfer(demo["url"]).signed_in(demo[role]) for role in roles}


def test_s6_every_page_is_fenced(visitors):
    routes = web_routes()
    faults = []
    for method, path in routes:
        for who, surfer in visitors.items():
            # A form without its token: nothing is changed, and the refusal is a page too.
            body = b"csrf=x" if method == "POST" else None
            reply = surfer.send(method, path, body, "application/x-www-form-urlencoded", {"Origin": surfer.base})
            faults += findings(reply, f"{who} {method} {path}")
            faults += [f"{who} {method} {path}: {cookie}" for cookie in reply.cookies if not bound(cookie)]
            if "html" in reply.headers.get("content-type", "") and "mail-templates" not in path:
                policy = reply.headers.get("content-security-policy", "")
                faults += [f"{who} {method} {path}: {policy}"] if PAGES_FORBID.search(policy.replace("img-src 'self' data:", "")) else []
                faults += [f"{who} {method} {path}: {name} is {said(policy, name)}"
                           for name, value in PAGES_NEED.items() if said(policy, name) != value]
                faults += kept_secret(reply, surfer, f"{who} {method} {path}")
    assert len(routes) > 50
    assert not faults, "\n".join(faults)


def test_s6_every_answer_of_the_api_is_fenced(demo, visitors):
    faults = []
    nobody = API(demo["url"])
    learner = nobody.signed_in(demo["learner"])
    contract = operations(nobody.get("/api/openapi.json"))
    for base in [demo["url"], demo["api"]]:
        for operation in contract:
            call = operation.call()
            if call.name in ("signOut", "endAllSessions"):
                continue  # The session goes on being used.
            for token in [None, "nonsense", learner.token if call.method == "GET" else None]:
                reply = API(base, token).send(call.method, call.path, call.body)
                faults += findings(reply, f"{call.method} {call.path} {reply.status}")
                faults += kept(reply, call)
        for method, path in [("GET", "/api/v1/nothing"), ("TRACE", "/api/v1/figures"), ("GET", "/api/" + "x" * 5_000)]:
            faults += findings(API(base).send(method, path), f"{method} {path[:30]}")
    assert not faults, "\n".join(faults)


def test_s6_every_cookie_is_bound_to_the_host_and_hidden_from_scripts(demo):
    surfer = Surfer(demo["url"])
    given = []
    for address in ["/", "/login", "/nothing"]:
        given += surfer.send("GET", address).cookies
    given += signing_in(surfer, demo["learner"])
    form = next(form for form in surfer.forms("/dashboard") if form.action == "/language")
    given += surfer.submit(form, form.encoded(language="en")).cookies
    form = next(form for form in surfer.forms("/dashboard") if form.action == "/logout")
    given += surfer.submit(form, form.encoded()).cookies
    assert {cookie.split("=")[0] for cookie in given} >= {"__Host-sid", "__Host-form", "__Host-language", "__Host-device"}
    for cookie in given:
        assert bound(cookie), cookie


def bound(cookie: str) -> bool:
    """Whether a cookie is for this host alone, over TLS, and out of the reach of scripts and other sites."""
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    return ({"secure", "httponly", "samesite=lax", "path=/"} <= attributes and cookie.startswith("__Host-")
            and not any(part.startswith("domain") for part in attributes))


def said(policy: str, name: str) -> str:
    """What a Content-Security-Policy says under a name."""
    directives = (part.strip().partition(" ") for part in policy.split(";"))
    return next((value.strip() for directive, _, value in directives if directive == name), "nothing")


def kept(reply, call) -> list[str]:
    """What caches may keep is the same for everybody, and says nothing of who asked."""
    how = reply.headers.get("cache-control", "")
    shared = "/blobs/" in call.path or call.path.startswith("/api/v1/credentials/")
    faults = [] if "no-store" in how or (shared and how.startswith("public, ")) else [f"{call.name}: {how}"]
    if "no-store" not in how and "clikc-viewer" in reply.headers:
        faults.append(f"{call.name}: tells who asked")
    return faults


def signing_in(surfer: Surfer, person: dict) -> list[str]:
    form = next(form for form in surfer.forms("/login") if form.action == "/login" and "password" in form.fields)
    reply = surfer.submit(form, form.encoded(username=person["username"], password=person["password"]))
    assert reply.status == 303
    return reply.cookies


def findings(reply, what: str) -> list[str]:
    missing = [
        f"{what}: {name}: {reply.headers.get(name)}" for name, wanted in ALWAYS.items()
        if not wanted.search(reply.headers.get(name, ""))
    ]
    told = [f"{what}: tells {name}" for name in ("server", "x-powered-by") if name in reply.headers]
    return missing + told


def kept_secret(reply, surfer: Surfer, what: str) -> list[str]:
    """A page written for somebody is kept by no cache, and never holds the session's token."""
    token = surfer.cookies.get("__Host-sid")
    if not token:
        return []
    faults = [f"{what}: cache-control {reply.headers.get('cache-control')}"] if reply.headers.get("cache-control") != "no-store" else []
    return faults + ([f"{what}: shows the token"] if token.encode() in reply.body else [])
