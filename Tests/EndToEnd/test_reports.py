"""Reports: what coordinators and administrators see of their people in figures."""

import csv
import io
import json
import pathlib

import pytest
from api import API
from officers import newcomer
from playwright.sync_api import expect
from steps import choose_language, sign_in

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


def words(language: str) -> dict:
    return json.loads((MESSAGES / language / "web-reports.json").read_text())


@pytest.mark.parametrize(("language", "phone"), [("en", False), ("ar", True)])
def test_a_coordinator_sees_the_figures_of_their_people(visitor, demo, mail, language, phone):
    newcomer(demo, mail)
    text = words(language)
    counts = API(demo["url"]).signed_in(demo["coordinator"]).get("/api/v1/people-count")["counts"]
    assert len(counts) == 1, "no other administration's"
    page = visitor(language, scripts=False, phone=phone)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    page.goto("/reports")
    expect(page.locator("h1")).to_have_text(text["web.reports.title"])
    people = page.locator("section[aria-labelledby=people] tbody tr")
    expect(people).to_have_count(1)
    expect(people).to_contain_text(counts[0]["names"][language])
    expect(people.locator("progress")).to_have_attribute("value", str(counts[0].get("active", 0)))
    courses = page.locator("section[aria-labelledby=courses] tbody tr")
    expect(courses.first.locator("progress")).to_be_visible()
    expect(page.locator("section[aria-labelledby=policies] tbody tr").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for file, head in (("people", "active"), ("courses", "learners")):
        answer = page.request.get(f"/reports/{file}.csv")
        assert answer.headers["content-type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(answer.text().lstrip("\ufeff"))))
        assert text[f"web.reports.{head}"] in rows[0] and len(rows) >= 2


def test_an_administrator_sees_all_or_one(visitor, demo, mail):
    newcomer(demo, mail)
    home = API(demo["url"]).signed_in(demo["coordinator"]).get("/api/v1/people-count")["counts"][0]
    page = visitor("en")
    sign_in(page, demo["administrator"])
    page.goto("/reports")
    people = page.locator("section[aria-labelledby=people] tbody tr")
    expect(people.last).to_contain_text(words("en")["web.reports.sum"])
    page.select_option("#administration", home["administrationId"])
    page.click("main form button")
    expect(people).to_have_count(1)
    expect(people).to_contain_text(home["names"]["en"])
    expect(page.locator("#administration")).to_have_value(home["administrationId"])
    link = page.locator("section[aria-labelledby=people] a[download]").get_attribute("href")
    assert home["administrationId"] in link


def test_others_have_no_reports(visitor, demo):
    page = visitor("en")
    sign_in(page, demo["learner"])
    assert page.goto("/reports").status == 403
    expect(page.locator("a[href='/reports']")).to_have_count(0)
