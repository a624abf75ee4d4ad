"""A tutor decides about a learner's grade, on a phone and without script."""

import re
import uuid

import pytest
from playwright.sync_api import Browser, expect
from steps import choose_language, sign_in
from test_access import findings


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
