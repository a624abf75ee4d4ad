"""Compares what was promised with what is there: lost, duplicated, phantom, stuck."""

import collections
import pathlib
from dataclasses import dataclass, field

from rig.ledger import read
from rig.mail import Mailbox
from rig.officer import digest_of
from rig.servers import Servers
from rig.site import CHECK
from rig.stack import STATEFUL

COUNTS = ("lost", "duplicated", "phantom", "stuck")


@dataclass
class Verdict:
    """What was compared, and every breach in words."""

    compared: collections.Counter = field(default_factory=collections.Counter)
    breaches: dict[str, list[str]] = field(default_factory=lambda: {count: [] for count in COUNTS})
    # The same mail, byte for byte, more than once: allowed where its sender or its connection died between the
    # relay's answer and the record of it (RFC 1047), never otherwise.
    repeated: list[str] = field(default_factory=list)

    def check(self, subject: str, fine: bool, count: str, breach: str) -> None:
        self.compared[subject] += 1
        if not fine:
            self.breaches[count].append(breach)

    @property
    def clean(self) -> bool:
        return not any(self.breaches.values())


class Court:
    """One comparison, after everything has come to rest."""

    def __init__(self, servers: Servers, ledger: pathlib.Path, prefix: str, mailbox: Mailbox):
        self.servers = servers
        self.prefix = prefix
        self.mailbox = mailbox
        self.verdict = Verdict()
        self.lines = read(ledger)
        self.done = [line for line in self.lines if "done" in line]
        self.intended = [line for line in self.lines if "intent" in line]

    def judge(self, unfinished: list[str]) -> Verdict:
        for officer in unfinished:
            self.verdict.breaches["stuck"].append(f"officer {officer}")
        self.accounts = self._accounts()
        self._lessons()
        self._quizzes()
        self._completions()
        self._certificates()
        self._mails()
        self._events()
        self._queues()
        return self.verdict

    def _acknowledged(self, deed: str) -> list[dict]:
        return [line for line in self.done if line["done"] == deed]

    def _intended(self, deed: str) -> list[dict]:
        return [line for line in self.intended if line["intent"] == deed]

    def _accounts(self) -> dict[str, str]:
        rows = self.servers.sql(
            "select id, username, profile_confirmed as confirmed from identity.accounts "
            f"where username like '{self.prefix}%'"
        )
        there = {row["username"]: row for row in rows}
        for line in self._acknowledged("account"):
            self.verdict.check("accounts", line["officer"] in there, "lost", f"account {line['officer']}")
        for line in self._acknowledged("profile"):
            confirmed = there.get(line["officer"], {}).get("confirmed")
            self.verdict.check("profiles", bool(confirmed), "lost", f"profile of {line['officer']}")
        intended = {line["officer"] for line in self._intended("account")}
        for name in there.keys() - intended:
            self.verdict.breaches["phantom"].append(f"account {name} nobody asked for")
        accepted = {
            row["username"]
            for row in self.servers.sql(
                "select username from identity.accounts "
                "join identity.policy_acceptances on id = account_id where accepted"
            )
        }
        for line in self._acknowledged("policy"):
            self.verdict.check(
                "policy answers", line["officer"] in accepted, "lost", f"policy answer of {line['officer']}"
            )
        enrolled = collections.Counter(
            row["username"]
            for row in self.servers.sql(
                "select username from progress.enrolments e "
                "join identity.accounts a on a.id = e.account_id where active"
            )
        )
        for line in self._acknowledged("enrolment"):
            self.verdict.check("enrolments", enrolled[line["officer"]] > 0, "lost", f"enrolment of {line['officer']}")
        return {row["id"]: row["username"] for row in rows}

    def _lessons(self) -> None:
        rows = self.servers.sql(
            "select username, seen, checks from progress.activity_results join identity.accounts on id = account_id "
            f"where kind = 'lesson' and username like '{self.prefix}%'"
        )
        seen = {row["username"]: row for row in rows}
        for line in self._acknowledged("visit"):
            row = seen.get(line["officer"], {"seen": []})
            self.verdict.check(
                "slides", line["slide"] in row["seen"], "lost", f"slide {line['slide']} of {line['officer']}"
            )
        for line in self._acknowledged("check"):
            row = seen.get(line["officer"], {"checks": {}})
            self.verdict.check(
                "checks", row["checks"].get(CHECK) == [line["chosen"]], "lost", f"check of {line['officer']}"
            )
        began = {line["officer"] for line in self._intended("visit")}
        for name in seen.keys() - began:
            self.verdict.breaches["phantom"].append(f"lesson of {name}, who never opened it")

    def _quizzes(self) -> None:
        rows = self.servers.sql(
            "select attempt_id, username, finished_at is not null as finished, score from progress.attempts "
            f"join identity.accounts on id = account_id where username like '{self.prefix}%'"
        )
        attempts = {row["attempt_id"]: row for row in rows}
        for name, count in collections.Counter(row["username"] for row in rows).items():
            self.verdict.check("attempts", count == 1, "duplicated", f"{count} attempts of {name}")
        kept = {
            (row["attempt_id"], row["question_id"]): row
            for row in self.servers.sql(
                "select attempt_id, question_id, chosen, sequence from progress.attempt_questions"
            )
        }
        last = {(line["attempt"], line["question"]): line for line in self._acknowledged("answer")}
        asked = {(line["attempt"], line["question"], line["sequence"]): line for line in self._intended("answer")}
        for key, line in last.items():
            row = kept.get(key, {"chosen": None, "sequence": -1})
            fine = row["sequence"] >= line["sequence"] and (
                row["sequence"] > line["sequence"] or row["chosen"] == [line["chosen"]]
            )
            self.verdict.check("answers", fine, "lost", f"answer {key} of {line['officer']}: {row}")
        for (attempt, question), row in kept.items():
            if attempt in attempts and row["sequence"] and (attempt, question, row["sequence"]) not in asked:
                self.verdict.breaches["phantom"].append(f"answer {attempt} {question} {row}")
        for line in self._acknowledged("finish"):
            fine = attempts.get(line["attempt"], {}).get("finished")
            self.verdict.check("finished quizzes", bool(fine), "lost", f"finish of {line['officer']}")
        for line in self.lines:
            if line.get("note") == "score":
                fine = line["score"] == line["expected"] == attempts.get(line["attempt"], {}).get("score")
                self.verdict.check("scores", fine, "lost", f"score of {line['officer']}: {line}")

    def _completions(self) -> None:
        rows = self.servers.sql(
            "select username, completed_at is not null as completed, (select count(*) from progress.outbox o where "
            "o.aggregate_id = progress_id and o.type = 'clikc.progress.v1.CourseCompleted') as told "
            "from progress.course_results join identity.accounts on id = account_id "
            f"where username like '{self.prefix}%'"
        )
        told = {row["username"]: row for row in rows}
        for line in self._acknowledged("finish"):
            row = told.get(line["officer"], {"completed": False, "told": 0})
            self.verdict.check(
                "completions", row["completed"] and row["told"] >= 1, "lost", f"completion of {line['officer']}"
            )
        for name, row in told.items():
            self.verdict.check(
                "completions told", row["told"] <= 1, "duplicated", f"{row['told']} completions of {name}"
            )
            if row["told"] and not row["completed"]:
                self.verdict.breaches["phantom"].append(f"completion of {name} was told and never was")

    def _certificates(self) -> None:
        rows = self.servers.sql("select account_id, code, pdf_digest from notification.certificates")
        mine = [
            row | {"officer": self.accounts[row["account_id"]]} for row in rows if row["account_id"] in self.accounts
        ]
        by_officer = collections.Counter(row["officer"] for row in mine)
        for line in self._acknowledged("finish"):
            count = by_officer[line["officer"]]
            self.verdict.check("certificates", count >= 1, "lost", f"certificate of {line['officer']}")
            self.verdict.check("certificates", count <= 1, "duplicated", f"{count} certificates of {line['officer']}")
        finishing = {line["officer"] for line in self._intended("finish")}
        blobs = {file.name: file for file in pathlib.Path(self.servers.places["blobs"]).rglob("*") if file.is_file()}
        for row in mine:
            if row["officer"] not in finishing:
                self.verdict.breaches["phantom"].append(f"certificate of {row['officer']}, who finished nothing")
            if not row["pdf_digest"]:
                self.verdict.breaches["stuck"].append(f"certificate of {row['officer']} without its PDF")
                continue
            file = blobs.get(row["pdf_digest"])
            fine = file is not None and digest_of(file.read_bytes()) == row["pdf_digest"]
            self.verdict.check("PDF files", fine, "lost", f"PDF of {row['officer']}")
        digests = {row["officer"]: (row["code"], row["pdf_digest"]) for row in mine}
        for line in self._acknowledged("certificate"):
            fine = digests.get(line["officer"]) == (line["code"], line["digest"])
            self.verdict.check("certificates shown", fine, "lost", f"the certificate {line['officer']} was shown")

    def _mails(self) -> None:
        self.mailbox.look()
        # A reminder waits for days, and is withdrawn when it is not needed.
        rows = self.servers.sql(
            "select id, account_id, template, state, address from notification.mail "
            "where template <> 'invitation_reminder'"
        )
        taken = collections.Counter(mail.message_id.split("@")[0] for mail in self.mailbox.mails)
        expected = collections.Counter()
        for row in rows:
            if row["account_id"] in self.accounts:
                expected[self.accounts[row["account_id"]], row["template"]] += 1
            if row["state"] in ("queued", "sending"):
                self.verdict.breaches["stuck"].append(f"mail {row['id']} to {row['address']} is {row['state']}")
            else:
                # One whose sender died after the relay took it may well be `expired` at the next try: its reader has
                # used the secret in it by then.
                breach = f"mail {row['id']} to {row['address']} is {row['state']} and never came"
                self.verdict.check("mails", taken[row["id"]] >= 1, "lost", breach)
            if taken[row["id"]] > 1:
                self.verdict.repeated.append(row["id"])
        for identifier in taken.keys() - {row["id"] for row in rows}:
            self.verdict.breaches["phantom"].append(f"mail {identifier} no row asked for")
        deeds = (("account", "new_account"), ("password", "password_changed"), ("finish", "certificate_issued"))
        for deed, template in deeds:
            for line in self._acknowledged(deed):
                count = expected[line["officer"], template]
                self.verdict.check("mails owed", count >= 1, "lost", f"mail {template} to {line['officer']}")
                self.verdict.check(
                    "mails owed", count <= 1, "duplicated", f"{count} mails {template} to {line['officer']}"
                )

    def _events(self) -> None:
        """Every event of every outbox has its row in the inbox of every service that listens for it."""
        listeners = collections.defaultdict(list)
        for queue, key in self.servers.bindings():
            listeners[key].append(queue.removesuffix(".events"))
        inbox = {
            service: {
                row["message_id"]
                for row in self.servers.sql(f"select message_id from {service}.inbox where consumer = '{service}'")
            }
            for service in STATEFUL
        }
        known: set[str] = set()
        for service in STATEFUL:
            for row in self.servers.sql(f"select id, type, published_at is null as waiting from {service}.outbox"):
                known.add(row["id"])
                if row["waiting"]:
                    self.verdict.breaches["stuck"].append(f"event {row['id']} {row['type']} is not published")
                    continue
                for listener in listeners[row["type"].removeprefix("clikc.")]:
                    self.verdict.check(
                        "event effects",
                        row["id"] in inbox[listener],
                        "lost",
                        f"{row['type']} {row['id']} had no effect in {listener}",
                    )
        for service, rows in inbox.items():
            for identifier in rows - known:
                self.verdict.breaches["phantom"].append(f"{service} heard event {identifier} nobody committed")

    def _queues(self) -> None:
        for name, messages in self.servers.queues().items():
            self.verdict.check("queues", messages == 0, "stuck", f"{messages} messages in {name}")
