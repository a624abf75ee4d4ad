"""S7: who may do what: every operation of the API, asked by every kind of person, against the table beside this file.

A row of matrix.txt is an operation; a column is who asks: nobody, a newcomer who has not changed the temporary
password, a stranger to the course and to the people named, the learner whose course, attempt and account they are, the
course's tutor, the coordinator of the learner's administration, an administrator. A cell is what they must get:

    401   who are you?
    403   not you (and a wrong current password)
    404   there is no such thing, as far as you are concerned
    may   anything else that is no fault of the server
    MAY   as `may`, and not tried, because it would change what other tests stand on
"""

import pathlib

import pytest
from api import API
from contract import Operation, operations
from officers import newcomer, officer, settled

# What a request needs beside its form, so that it is refused for who asks and not for what.
MEANT = {
    "findPeople": {"query": "le"}, "listInvitations": {"accountIds": "0193b1de-0000-7000-8000-000000000002"},
    # What nobody has: which certificates there are depends on the tests before.
    "getAchievement": {"version": "2147483647"}, "getStatusList": {"number": "2147483647"},
    "getRevocationList": {"number": "2147483647"},
    "putAdministration": {"code": "AQ"}, "getRegisterEntry": {"code": "AQ"}, "updateRegisterEntry": {"code": "AQ"},
}
TABLE = pathlib.Path(__file__).with_name("matrix.txt")


def table() -> tuple[list[str], dict[str, list[str]]]:
    head, *rows = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return head[1:], {name: cells for name, *cells in rows}


@pytest.fixture(scope="module")
def askers(demo, mail) -> dict[str, API]:
    nobody = API(demo["url"])
    people = {"newcomer": newcomer(demo, mail), "stranger": officer(demo, mail)}
    people |= {role: demo[role] for role in ["learner", "tutor", "coordinator", "administrator"]}
    return {"nobody": nobody} | {name: nobody.signed_in(person) for name, person in people.items()}


@pytest.fixture(scope="module")
def things(askers) -> dict[str, str]:
    """What the paths name: a course with a lesson and a quiz, an attempt at it, and the learner whose they are."""
    learner = askers["learner"]
    course = learner.get("/api/v1/my/courses")["courses"][0]
    kinds = {activity["kind"]: activity["id"] for activity in course["activities"]}
    quiz = next(kinds[kind] for kind in kinds if kind.endswith("QUIZ"))
    started = learner.post(f"/api/v1/courses/{course['id']}/quizzes/{quiz}/attempts", {})
    assert started.status == 200, started.body
    return {
        "course_id": course["id"], "quiz": quiz, "lesson": next(kinds[kind] for kind in kinds if kind.endswith("LESSON")),
        "attempt_id": started.json()["attempt"]["id"], "person": learner.get("/api/v1/profile")["account"]["id"],
    }


def test_s7_everybody_may_do_what_the_table_says_and_nothing_else(askers, things):
    columns, rows = table()
    assert columns == list(askers)
    contract = operations(askers["nobody"].get("/api/openapi.json"))
    assert sorted(rows) == sorted(operation.name for operation in contract), "every operation has its row"
    found = []
    for operation in contract:
        for who, cell in zip(columns, rows[operation.name], strict=True):
            if cell == "MAY":
                continue
            got = outcome(operation, things, askers[who])
            if got != cell:
                found.append(f"{operation.name} by {who}: {got} instead of {cell}")
    assert not found, "\n".join(found)


def test_a_coordinator_of_another_country_gets_nothing_about_a_person_and_does_nothing_to_them(demo, mail, askers, things):
    person, learner = things["person"], askers["administrator"].get(f"/api/v1/people/{things['person']}")["person"]["account"]
    names = askers["administrator"].get("/api/v1/administration-names/en")["administrations"]
    other = next(entry["id"] for entry in names if entry["id"] != learner["administrationId"])
    foreign = askers["nobody"].signed_in(settled(demo, newcomer(
        demo, mail, maker="administrator", roles=["ROLE_COORDINATOR"], administrationId=other)))
    about = [one for one in operations(foreign.get("/api/openapi.json")) if "account_id" in one.path_fields]
    assert len(about) > 15
    for operation in about:
        call = operation.call(**(parameters(operation, things) | {"account_id": person}))
        reply = foreign.send(call.method, call.path, call.body, "application/json")
        assert reply.status in (403, 404), f"{operation.name}: {reply.status} {reply.body[:300]!r}"
        assert learner["email"] not in reply.body.decode(), operation.name
    home = learner["administrationId"]
    for path in [
        f"people?query={learner['username']}", f"people?administrationId={home}", f"people-count?administrationId={home}",
        f"learner-count?administrationId={home}", f"certificate-count?administrationId={home}", "account-requests", "imports",
        "undelivered-mail", "suppressed-addresses", "certificate-register", f"invitations?accountIds={person}",
        f"courses/{things['course_id']}/participants?query={learner['username']}",
        f"courses/{things['course_id']}/candidates?query={learner['email']}",
    ]:
        reply = foreign.send("GET", f"/api/v1/{path}")
        assert reply.status in (200, 403, 404), f"{path}: {reply.status}"
        assert person not in reply.body.decode() and learner["email"] not in reply.body.decode(), path
    assert askers["learner"].get("/api/v1/profile")["account"]["version"] == learner["version"], "nothing was done to them"


def outcome(operation: Operation, things: dict[str, str], asker: API) -> str:
    call = operation.call(**parameters(operation, things))
    kind = "application/json" if call.body is not None or not operation.content_types else operation.content_types[0]
    reply = asker.send(call.method, call.path, b"x" if call.body is None and operation.content_types else call.body, kind)
    assert reply.status < 500, f"{operation.name}: {reply.status} {reply.body[:300]!r}"
    return str(reply.status) if reply.status in (401, 403, 404) else "may"


def parameters(operation: Operation, things: dict[str, str]) -> dict[str, str]:
    """The learner's own things where looking is asked for; where something would be done to a person, nobody known."""
    fields = {name: things[name] for name in operation.path_fields if name in things}
    if "activity_id" in operation.path_fields:
        fields["activity_id"] = things["quiz" if "/quizzes/" in operation.path else "lesson"]
    if "account_id" in operation.path_fields and operation.method == "GET":
        fields["account_id"] = things["person"]
    return fields | MEANT.get(operation.name, {})
