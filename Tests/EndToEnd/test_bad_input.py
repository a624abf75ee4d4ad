"""What the running portal says to requests that do not have the form of its contract: made from /api/openapi.json."""

import json
from collections.abc import Iterator

import pytest
from api import API, Reply
from contract import Call, Operation, operations
from tables import digests, quiet_digests

# Whoever has a mail's link may say so or sign off; the answer is the same for a mail nobody knows.
SAME_FOR_ALL = ["noteLinkOpened", "unsubscribe"]
LANGUAGES = ["en", "fr", "ar", "es", "pt"]
ROLES = ["administrator", "tutor", "learner"]
BAD_BODIES = [
    ("broken JSON", "application/json", b'{"a":'),
    ("two values", "application/json", b"{} {}"),
    ("no object", "application/json", b"[]"),
    ("broken UTF-8", "application/json", b'{"name": "\xc3\x28\xff"}'),
    ("half a surrogate", "application/json", b'{"name": "\\ud800"}'),
    ("too deep", "application/json", b"[" * 20_000),
    ("no protobuf", "application/protobuf", b"\xff\xff\xff\xff"),
    ("a form", "application/x-www-form-urlencoded", b"a=%ff&b"),
    ("broken multipart", "multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a'),
    ("multipart without a boundary", "multipart/form-data", b"--x\r\n\r\n--x--"),
    ("no such type", "text/plain; charset=klingon", b"{}"),
]
# What an operation refuses that takes no message: a query, a body and its type, headers.
UNASKED: list[tuple[str, str, bytes | None, str, dict[str, str]]] = [
    ("a message", "", b"{}", "application/json", {}),
    ("a form", "", b"a=b", "application/x-www-form-urlencoded", {}),
    ("bytes", "", b"\xff" * 70_000, "application/octet-stream", {}),
    ("a parameter nobody knows", "?no_such=1", None, "", {}),
    ("a broken escape", "?a=%zz", None, "", {}),
    ("broken UTF-8", "?a=%ff", None, "", {}),
    ("too long a key", "", None, "", {"Idempotency-Key": "x" * 5_000}),
]


@pytest.fixture(scope="module")
def nobody(demo: dict) -> API:
    return API(demo["url"])


@pytest.fixture(scope="module")
def contract(nobody: API) -> list[Operation]:
    return operations(nobody.get("/api/openapi.json"))


@pytest.fixture(scope="module")
def people(nobody: API, demo: dict) -> dict[str, API]:
    """Each speaks the language of the account, which goes before the browser's."""
    found = {role: nobody.signed_in(demo[role]) for role in ROLES}
    for api in found.values():
        api.language = api.get("/api/v1/profile")["account"]["language"]
    return found


@pytest.fixture(autouse=True)
def nothing_changes(people):
    """Whatever a test of this file sends, the database holds the same afterwards."""
    before = quiet_digests()
    yield
    assert digests() == before


def test_every_field_refuses_what_its_form_forbids(contract, people, nobody):
    found, sent = [], 0
    for operation in contract:
        for call in operation.faults():
            asker = asker_of(operation, sent, people, nobody)
            found += faults_of(asker.send(call.method, call.path, call.body), f"{call.name} {call.pointer}", asker)
            sent += 1
    print(f"{sent} requests, each with one field at fault")
    assert sent > 500
    assert not found, "\n".join(found)


def test_every_operation_refuses_a_body_that_is_no_message(contract, people, nobody):
    found = []
    for operation in messages(contract):
        call = operation.call()
        for number, (name, kind, body) in enumerate(BAD_BODIES):
            asker = asker_of(operation, number, people, nobody)
            found += faults_of(asker.send(call.method, call.path, body, kind), f"{call.name}: {name}", asker)
    assert not found, "\n".join(found)


def test_a_change_that_takes_no_message_refuses_whatever_comes_with_it(contract, people):
    """Ending sessions is among them: all of these people's still stand afterwards."""
    found, names = [], set()
    for operation in contract:
        if operation.content_types or operation.method == "GET":
            continue
        call = operation.call()
        names.add(call.name)
        for number, (name, query, body, kind, headers) in enumerate(UNASKED):
            asker = people[ROLES[number % len(ROLES)]]
            reply = asker.send(call.method, call.path + query, body, kind, headers)
            found += faults_of(reply, f"{call.name}: {name}", asker)
    assert names >= {"signOut", "endAllSessions"}
    assert not found, "\n".join(found)
    assert all(api.send("GET", "/api/v1/profile").status == 200 for api in people.values())


def asker_of(operation: Operation, number: int, people: dict[str, API], nobody: API) -> API:
    """Someone else each time; where anyone may ask, nobody known, with another language each time."""
    if not operation.open:
        return people[ROLES[number % len(ROLES)]]
    nobody.language = LANGUAGES[number % len(LANGUAGES)]
    return nobody


def messages(contract: list[Operation]) -> list[Operation]:
    """The operations that take a message."""
    return [operation for operation in contract if "application/json" in operation.content_types]


def test_a_body_over_the_limit_is_refused(contract, demo):
    for operation in messages(contract):
        call = operation.call()
        asker = API(demo["url"])
        body = b" " * (5 << 20)
        try:
            reply = asker.send(call.method, call.path, body)
        except (BrokenPipeError, ConnectionResetError):
            continue  # Refused before the whole of it was read.
        assert reply.status in (401, 413), f"{call.name}: {reply.status}"


def test_the_longest_and_largest_allowed_never_break_a_service(contract, people):
    """A learner may change none of what these name, so each is answered, and nothing is done."""
    found = []
    for call in limits_of(contract):
        reply = people["learner"].send(call.method, call.path, call.body)
        if reply.status >= 500:
            found.append(f"{call.name} {call.pointer}: {reply.status} {reply.body[:200]!r}")
        if reply.is_problem and any(one["pointer"] == call.pointer and one["reason"] in ("TOO_LONG", "OUT_OF_RANGE")
                                    for one in reply.json().get("violations", [])):
            found.append(f"{call.name} {call.pointer} is refused at its limit")
    assert not found, "\n".join(found)


def limits_of(contract: list[Operation]) -> Iterator[Call]:
    for operation in contract:
        changes_ones_own = operation.path.split("/")[3] in ("profile", "password", "policy", "password-resets", "my")
        if operation.schema and not changes_ones_own and not operation.open:
            yield from operation.limits()


@pytest.mark.parametrize("role", ROLES)
def test_names_of_nothing_are_answered_in_words(contract, people, role):
    """A request of the right form that names what is not there is refused, whoever asks."""
    found = []
    for operation in contract:
        if not operation.path_fields or operation.method == "PUT" and "." in operation.path:
            continue
        if operation.path.startswith(("/api/v1/administrations", "/api/v1/categories", "/api/v1/policy-documents")):
            continue  # These make what they name.
        call = operation.call()
        reply = people[role].send(call.method, call.path, call.body)
        if reply.status >= 400:
            found += faults_of(reply, f"{role} {call.name}", people[role])
        elif operation.method != "GET" and operation.name not in SAME_FOR_ALL:
            found.append(f"{role} {call.name}: {reply.status}")
    assert not found, "\n".join(found)


def faults_of(reply: Reply, what: str, asker: API) -> list[str]:
    """What is wrong with a refusal: it must be 4xx, a problem detail, and worded for the reader."""
    if not 400 <= reply.status < 500:
        return [f"{what}: {reply.status} {reply.body[:300]!r}"]
    if not reply.is_problem:
        return [f"{what}: {reply.status} without problem details"]
    problem = reply.json()
    texts = [problem.get("detail")] + [one.get("detail") for one in problem.get("violations", [])]
    found = [f"{what}: no text in {json.dumps(problem)}" for text in texts if not is_worded(text)]
    if reply.headers.get("content-language") != asker.language:
        found.append(f"{what}: written in {reply.headers.get('content-language')}, not in {asker.language}")
    return found


def is_worded(text: str | None) -> bool:
    """Whether a person can read it: a sentence, no key of a catalogue and no empty place in it."""
    return bool(text) and " " in text and not text.startswith(("error.", "field.")) and "{" not in text
