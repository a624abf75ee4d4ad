"""What strangers to the portal's habits send: requests that schemathesis makes of /api/openapi.json, well formed and not.

No answer is a server's error, and each has a status that the document names. People and administration are this
test's own, because a request may well be right. CLIKC_TEST_EXAMPLES makes it look longer.
"""

import os
import re
import subprocess
import sys

import pytest
from api import API
from maildir import Maildir
from officers import newcomer, settled

EXAMPLES = os.environ.get("CLIKC_TEST_EXAMPLES", "2")
# The first three end the session that the others need; the path of the last has a name with a dot, which schemathesis
# cannot fill in. test_bad_input.py sends all four in every bad form.
LEFT_OUT = ["signOut", "endAllSessions", "requestErasure", "publishCourse"]
CHECKS = "not_a_server_error,status_code_conformance"


@pytest.fixture(scope="module")
def strangers(demo: dict, mail: Maildir) -> dict[str, API]:
    """Nobody, and two people of an administration that nobody else belongs to."""
    names = API(demo["api"]).get("/api/v1/administration-names/en")["administrations"]
    place = next(one["id"] for one in names if one["code"] == "ZM")
    found = {"nobody": API(demo["api"])}
    for role, roles in {"learner": [], "coordinator": ["ROLE_COORDINATOR"]}.items():
        made = newcomer(demo, mail, "administrator", administrationId=place, roles=roles)
        found[role] = API(demo["api"]).signed_in(settled(demo, made))
    return found


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("role", ["nobody", "learner", "coordinator"])
def test_no_request_breaks_the_portal_or_is_answered_as_nowhere_said(strangers, role, tmp_path):
    stranger = strangers[role]
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{stranger.base}/api/openapi.json", "--url", stranger.base,
        "--checks", CHECKS, "--phases", "fuzzing", "--max-examples", EXAMPLES,
        "--generation-deterministic", "--no-shrink", "--continue-on-failure",
        # One thread: in Python 3.11 two that parse source can disturb each other (cpython#106905).
        "--workers", "1", "--suppress-health-check", "all", "--warnings", "off", "--no-color",
        # Failed logins count against an address: none of those other tests come from.
        "--header", f"X-Forwarded-For: 192.0.2.{7 + len(role)}",
    ]
    command += ["--header", f"Authorization: Bearer {stranger.token}"] if stranger.token else []
    for name in LEFT_OUT:
        command += ["--exclude-operation-id", name]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    told = ran.stdout[-20_000:].replace(stranger.token or "no token", "TOKEN") + ran.stderr[-2_000:]
    assert ran.returncode == 0, told
    # As many operations as there are, so that an empty run does not pass.
    tested = re.search(r"Tested:\s+(\d+)", ran.stdout)
    assert tested and int(tested[1]) > 100, told
    if stranger.token:
        assert stranger.send("GET", "/api/v1/profile").status == 200, "the session ended on the way"
