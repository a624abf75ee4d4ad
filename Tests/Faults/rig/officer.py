"""One learner's whole way through the portal, told to the ledger step by step."""

import asyncio
import hashlib
import random

from rig.api import API, Answer
from rig.ledger import Ledger
from rig.mail import Mailbox
from rig.servers import aside
from rig.site import CHECK, SLIDES, Site


class OutOfTime(Exception):
    """The rig stopped waiting."""


class Officer:
    """Every deed is intended, tried until it is answered, and acknowledged."""

    def __init__(self, name: str, site: Site, api: API, mailbox: Mailbox, ledger: Ledger, choice: random.Random):
        self.name = name
        self.email = f"{name}@customs.example.org"
        self.site = site
        self.api = api
        self.mailbox = mailbox
        self.ledger = ledger
        self.choice = choice
        self.token = ""
        self.password = ""
        self.account = ""
        self.step = "not begun"
        self.deadline = float("inf")
        self.last = Answer(0)
        # Everybody sits elsewhere, so that nobody is slowed down for the failures of others.
        self.address = f"10.{choice.randrange(256)}.{choice.randrange(256)}.{choice.randrange(1, 255)}"
        self.pause = 0.1

    async def go(self) -> None:
        await self.enter()
        await self.pass_gates()
        await self.enrol()
        await self.study()
        await self.take_quiz()
        await self.fetch_certificate()
        self.step = "finished"

    async def deed(self, deed: str, method: str, path: str, body: dict | None = None, by: str = "", **about) -> dict:
        """Tries until it is answered with success."""
        await aside(self.ledger.intend, deed, officer=self.name, **about)
        answer = await self.persist(deed, method, path, body, by)
        await aside(self.ledger.acknowledge, deed, officer=self.name, **about)
        return answer.body

    async def persist(
        self, step: str, method: str, path: str, body: dict | None = None, by: str = "", enough=lambda answer: answer.ok
    ) -> Answer:
        """Asks until the answer is enough: what is refused now may be allowed once an event has arrived."""
        self.step = step
        while True:
            token = self.site.tokens[by] if by else self.token
            self.last = await self.api.call(method, path, body, token, self.address)
            if enough(self.last):
                self.pause = 0.1
                return self.last
            if self.last.status == 401 and by:
                await self.site.sign_in(by)
            await self.rest()

    async def rest(self) -> None:
        if asyncio.get_running_loop().time() > self.deadline:
            raise OutOfTime(f"{self.name} at {self.step}: {self.last.status} {self.last.reason}")
        await asyncio.sleep(self.pause * self.choice.uniform(0.5, 1))
        self.pause = min(2, self.pause * 1.5)

    async def enter(self) -> None:
        """An account by the coordinator, its mail, and a password of one's own."""
        await aside(self.ledger.intend, "account", officer=self.name)
        await self.persist(
            "account",
            "POST",
            "/accounts",
            {"name": f"Officer {self.name}", "username": self.name, "email": self.email, "language": "en"},
            "coordinator",
            lambda answer: answer.ok or answer.status == 409,
        )
        await aside(self.ledger.acknowledge, "account", officer=self.name)
        self.account = self.last.body.get("account", {}).get("id", "") or await self.find_account()
        self.step = "mail with the password"
        while not (temporary := await self.mailbox.password(self.email, 5)):
            await self.rest()
        new = f"Own-{self.choice.getrandbits(64):x}-9Z"
        await self.sign_in(temporary)
        await self.change_password(temporary, new)
        self.password = new

    async def find_account(self) -> str:
        found = await self.persist(
            "account found",
            "GET",
            f"/accounts?query={self.name}",
            by="coordinator",
            enough=lambda answer: answer.ok and answer.body.get("accounts"),
        )
        return found.body["accounts"][0]["id"]

    async def sign_in(self, password: str) -> None:
        answer = await self.persist("sign-in", "POST", "/sessions", {"username": self.name, "password": password})
        self.token = answer.body["token"]

    async def change_password(self, old: str, new: str) -> None:
        """Not idempotent: when nobody knows whether it happened, the new password tells."""
        await aside(self.ledger.intend, "password", officer=self.name)
        self.step = "password"
        while True:
            self.last = await self.api.call(
                "PUT", "/password", {"currentPassword": old, "newPassword": new}, self.token, self.address
            )
            if self.last.ok:
                break
            probe = await self.api.call(
                "POST", "/sessions", {"username": self.name, "password": new}, address=self.address
            )
            if probe.ok:
                self.token = probe.body["token"]
                break
            await self.rest()
        await aside(self.ledger.acknowledge, "password", officer=self.name)

    async def pass_gates(self) -> None:
        policy = (await self.persist("policy", "GET", "/policy/en")).body
        await self.deed(
            "policy", "POST", "/policy/answers", {"version": policy["version"], "language": "en", "accepted": True}
        )
        profile = (await self.persist("profile", "GET", "/profile")).body["account"]
        body = {key: profile.get(key, "") for key in ("name", "email", "language", "city", "country", "timeZone")}
        await aside(self.ledger.intend, "profile", officer=self.name)
        while True:
            answer = await self.persist(
                "profile",
                "PUT",
                "/profile",
                body | {"version": profile["version"]},
                enough=lambda answer: answer.ok or answer.status == 409,
            )
            if answer.ok:
                break
            profile = (await self.persist("profile", "GET", "/profile")).body["account"]
        await aside(self.ledger.acknowledge, "profile", officer=self.name)

    async def enrol(self) -> None:
        await self.deed(
            "enrolment",
            "POST",
            f"/courses/{self.site.course}/participants",
            {"accountId": self.account, "role": "COURSE_ROLE_LEARNER"},
            "tutor",
        )

    async def study(self) -> None:
        lesson = f"/courses/{self.site.course}/lessons/{self.site.lesson}"
        for slide in SLIDES:
            await self.deed("visit", "POST", f"{lesson}/visits", {"slide": slide}, slide=slide)
        await self.deed("check", "POST", f"{lesson}/checks", {"questionId": CHECK, "chosen": ["a"]}, chosen="a")

    async def take_quiz(self) -> None:
        quiz = f"/courses/{self.site.course}/quizzes/{self.site.quiz}"
        attempt = (await self.deed("attempt", "POST", f"{quiz}/attempts", {}))["attempt"]
        wrong = self.choice.randrange(2)
        for number, question in enumerate(attempt["questions"]):
            for sequence, chosen in ((1, "b"), (2, "b" if number < wrong else "a")):
                await self.deed(
                    "answer",
                    "PUT",
                    f"/attempts/{attempt['id']}/answers/{question['questionId']}",
                    {"chosen": [chosen], "sequence": str(sequence)},
                    attempt=attempt["id"],
                    question=question["questionId"],
                    chosen=chosen,
                    sequence=sequence,
                )
        finished = await self.deed("finish", "POST", f"/attempts/{attempt['id']}/finish", {}, attempt=attempt["id"])
        await aside(
            self.ledger.note,
            "score",
            officer=self.name,
            attempt=attempt["id"],
            score=finished["attempt"]["score"],
            expected=(4 - wrong) / 4,
        )

    async def fetch_certificate(self) -> None:
        await aside(self.ledger.intend, "certificate", officer=self.name)
        found = await self.persist(
            "certificate",
            "GET",
            f"/courses/{self.site.course}/certificate",
            enough=lambda answer: answer.ok and answer.body.get("certificate", {}).get("pdfDigest"),
        )
        certificate = found.body["certificate"]
        await aside(
            self.ledger.acknowledge,
            "certificate",
            officer=self.name,
            code=certificate["code"],
            digest=certificate["pdfDigest"],
        )


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
