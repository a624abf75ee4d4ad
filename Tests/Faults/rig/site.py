"""The course the officers of a run study, and the people who run it, made once through the API."""

import json
import pathlib

from rig.api import API
from rig.servers import Servers, aside

CODE = "faults"
SLIDES = ["s1", "s2", "s3"]
CHECK = "c1"
QUESTIONS = ["q1", "q2", "q3", "q4"]


def question(name: str) -> dict:
    return {
        "id": name,
        "kind": "QUESTION_KIND_SINGLE",
        "text": f"Which is right, {name}?",
        "explanation": "The first.",
        "options": [
            {"id": "a", "text": "The first", "worth": 1},
            {"id": "b", "text": "The second"},
            {"id": "c", "text": "The third"},
        ],
    }


def course(edition: int) -> dict:
    """The same course, in a wording that makes it a new version."""
    slides = [
        {"code": code, "title": f"Slide {code}", "body": f"Text of {code}, edition {edition}."} for code in SLIDES
    ]
    slides[-1]["check"] = question(CHECK)
    return {
        "code": CODE,
        "language": "en",
        "categoryCode": "e-learning-en",
        "title": "What survives a fault",
        "summary": "A course for the fault rig.",
        "introduction": "Short.",
        "objectives": ["Survive."],
        "hours": 1,
        "certificate": True,
        "activities": [
            {"code": "lesson", "title": "Lesson", "lesson": {"chapters": [{"title": "One", "slides": slides}]}},
            {
                "code": "quiz",
                "title": "Quiz",
                "quiz": {
                    "draw": len(QUESTIONS),
                    "passMark": 0.7,
                    "attemptsAllowed": 0,
                    "questions": [question(name) for name in QUESTIONS],
                },
            },
        ],
    }


class Site:
    """The demo's people with open sessions, and the rig's own course."""

    def __init__(self, api: API, demo: dict):
        self.api = api
        self.demo = demo
        self.tokens: dict[str, str] = {}
        self.course = ""
        self.lesson = ""
        self.quiz = ""

    @classmethod
    async def open(cls, api: API, servers: Servers) -> "Site":
        file = pathlib.Path(servers.places["instance"]) / "demo.json"
        await aside(servers.control, "stack_demo", str(file))
        site = cls(api, json.loads(file.read_text()))
        for part in ("administrator", "coordinator", "tutor"):
            await site.sign_in(part)
        await site.publish(1)
        await site.appoint_tutor()
        return site

    async def sign_in(self, part: str) -> str:
        person = self.demo[part]
        answer = await self.api.call(
            "POST", "/sessions", {"username": person["username"], "password": person["password"]}
        )
        if answer.ok:
            self.tokens[part] = answer.body["token"]
        return self.tokens.get(part, "")

    async def publish(self, edition: int) -> bool:
        answer = await self.api.call(
            "PUT", f"/courses/{CODE}", {"document": course(edition)}, self.tokens["administrator"]
        )
        if not answer.ok:
            if edition == 1:
                raise RuntimeError(f"the course was not published: {answer}")
            return False
        found = answer.body["course"]
        self.course = found["id"]
        kinds = {activity["code"]: activity["id"] for activity in found["activities"]}
        self.lesson, self.quiz = kinds["lesson"], kinds["quiz"]
        return True

    async def appoint_tutor(self) -> None:
        answer = await self.api.call(
            "POST",
            f"/courses/{self.course}/participants",
            {"identifier": self.demo["tutor"]["username"], "role": "COURSE_ROLE_TUTOR"},
            self.tokens["administrator"],
        )
        if not answer.ok:
            raise RuntimeError(f"the tutor was not appointed: {answer}")
