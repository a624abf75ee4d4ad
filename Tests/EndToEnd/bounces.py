"""Mail that comes back: what the mail server of an address writes when it cannot deliver."""

import os
import pathlib
import time
import uuid
from email.message import EmailMessage

from api import API
from maildir import Maildir

FOLDER = pathlib.Path(os.environ["CLIKC_TEST_BOUNCES"])
REPORT = """\
From: MAILER-DAEMON@mx.customs.example.org
To: <{sender}>
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=part

--part
Content-Type: text/plain

Your message could not be delivered.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.customs.example.org

Final-Recipient: rfc822; {recipient}
Action: failed
Status: {status}
Diagnostic-Code: smtp; {answer}

--part
Content-Type: text/rfc822-headers

Message-ID: {message}

--part--
"""


def come_back(api: API, mail: Maildir, person: dict, status: str, answer: str, count: int = 1) -> None:
    """The count-th mail to a person, who gets invitations alone, comes back as soon as the portal knows that it went out,
    and the portal reads so."""
    sent = mail.wait_for(person["email"], count)
    wait_for(api, person, "MAIL_STATE_ACCEPTED")
    text = REPORT.format(
        sender=sent["X-MailFrom"], recipient=person["email"], status=status, answer=answer, message=sent["Message-ID"])
    deliver(text)
    wait_for(api, person, "MAIL_STATE_FAILED")


def deliver(text: str) -> None:
    """As a mail server does: written elsewhere, then moved, so that nobody reads half of it."""
    name = f"{uuid.uuid4().hex}.mx"
    for folder in ["tmp", "new"]:
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
    (FOLDER / "tmp" / name).write_text(text)
    (FOLDER / "tmp" / name).rename(FOLDER / "new" / name)


def wait_for(api: API, person: dict, state: str) -> None:
    deadline = time.monotonic() + 30
    while state_of_invitation(api, person) != state:
        assert time.monotonic() < deadline, f"the invitation is not {state} in time"


def state_of_invitation(api: API, person: dict) -> str:
    found = api.get(f"/api/v1/invitations?accountIds={person['id']}").get("deliveries", [])
    return found[0]["state"] if found else "none"


def come_back_twice(api: API, mail: Maildir, person: dict) -> None:
    """So do an invitation and the one that was sent after it: the address is on hold."""
    come_back(api, mail, person, "5.1.1", "550 5.1.1 nobody here")
    assert api.post(f"/api/v1/accounts/{person['id']}/invitation", {}).status == 200
    come_back(api, mail, person, "5.1.1", "550 5.1.1 nobody here", count=2)


def undelivered(api: API, person: dict, query: str = "") -> list[dict]:
    """What the list of mail that did not arrive says of a person, on its first page."""
    mails = api.get(f"/api/v1/undelivered-mail{query}").get("mails", [])
    return [mail for mail in mails if mail["delivery"]["accountId"] == person["id"]]
