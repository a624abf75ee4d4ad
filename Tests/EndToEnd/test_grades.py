"""A tutor decides about a learner's grade, on a phone and without script; a learner takes the grades along as files."""

import csv
import json
import pathlib
import re
import subprocess
import uuid

import pytest
from playwright.sync_api import Browser, Page, expect
from steps import choose_language, sign_in
from test_access import findings

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_tutor_sets_a_grade_without_script_and_a_stale_form_changes_nothing(browser: Browser, demo: dict, language: str):
    def visitor(scripts: bool = False):
        return browser.new_context(
            base_url=demo["url"], locale=language, java_script_enabled=scripts, bypass_csp=True,
            viewport={"width": 360, "height": 800}).new_page()

    page = visitor(scripts=True)
    sign_in(page, demo["tutor"])
    choose_language(page, language)
    page.goto("/dashboard?view=courses")
    course = re.search(r"/courses/[0-9a-f-]{36}", page.content()).group(0)
    page.goto(f"{course}/participants")
    grades = page.locator("main tbody a[href$='/grades']").first.get_attribute("href")
    for address in [grades, f"{grades}/{item(page, grades)}"]:
        page.goto(address)
        assert not findings(page, address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")

    plain = visitor()
    sign_in(plain, demo["tutor"])
    form = f"{grades}/{item(plain, grades)}"
    plain.goto(form)
    stale = visitor()
    sign_in(stale, demo["tutor"])
    stale.goto(form)
    reason = f"Seen in class {uuid.uuid4().hex[:6]}"
    decide(plain, "0" if plain.input_value("main [name=grade]") == "1" else "1", reason)
    expect(plain).to_have_url(re.compile(r"/grades\?done=saved$"))
    expect(plain.locator("main section")).to_contain_text(reason)

    decide(stale, "0.5", "Too late")
    expect(stale.locator("main .note.bad[role=alert]")).to_be_visible()
    plain.goto(grades)
    expect(plain.locator("main section")).not_to_contain_text("Too late")

    decide_at(plain, form, "seven", reason)
    expect(plain.locator("#grade-fault")).to_be_visible()
    choose_language(page, "en")


def item(page, grades: str) -> str:
    """The first quiz."""
    page.goto(grades)
    addresses = page.locator("main tbody a[href*='/grades/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return addresses[1].rsplit("/", 1)[1]


def decide_at(page, address: str, grade: str, reason: str) -> None:
    page.goto(address)
    decide(page, grade, reason)


def decide(page, grade: str, reason: str) -> None:
    page.fill("main [name=grade]", grade)
    page.fill("main [name=reason]", reason)
    page.press("main [name=reason]", "Enter")
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_learner_takes_the_grades_along_as_spreadsheet_and_as_document(visitor, demo: dict, tmp_path, language: str):
    texts = json.loads((MESSAGES / language / "web-course.json").read_text())
    page = visitor(language)
    sign_in(page, demo["learner"])
    choose_language(page, language)
    page.goto("/grades")
    title = page.locator("main tbody th").first.inner_text()
    columns = [texts[f"web.grades.{name}"] for name in ["course", "grade", "range", "percentage", "status"]]

    rows = list(csv.reader(downloaded(page, "a[href='/grades.csv']", tmp_path).read_text("utf-8-sig").splitlines()))
    assert rows[0] == [*columns[:3], f"{columns[3]} (%)", columns[4]]
    assert title in [row[0] for row in rows[1:]]
    assert all(re.fullmatch(r"(\d+\.\d\d)?", cell) for row in rows[1:] for cell in [row[1], row[3]])

    text = text_of(downloaded(page, "a[href^='/api/v1/my/grades/pdf']", tmp_path))
    assert title in text
    assert texts["web.grades.title"] in text
    assert columns[0] in text
    page.click("main tbody th a")
    report = text_of(downloaded(page, "a[href*='/grades/pdf']", tmp_path))
    assert title in report
    assert texts["web.grades.total"] in report
    assert texts["web.grades.report"] in report
    choose_language(page, "en")


def downloaded(page: Page, link: str, folder: pathlib.Path) -> pathlib.Path:
    with page.expect_download() as download:
        page.click(f"main {link}")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def text_of(file: pathlib.Path) -> str:
    subprocess.run(["qpdf", "--check", file], capture_output=True, check=True)
    return subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
