"""Stars and due dates on the dashboard, and what was typed when the language changes."""

import datetime
import re
import uuid

import pytest
from playwright.sync_api import Page, expect
from steps import choose_language, sign_in


def open_list(page: Page, state: str) -> None:
    page.goto(f"/dashboard?view=courses&state={state}")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_course_bears_a_star_until_it_is_taken(visitor, demo, language):
    page = visitor(language)
    sign_in(page, demo["learner"])
    open_list(page, "all")
    star = page.locator("main .star").first
    star.focus()
    page.keyboard.press("Enter")
    expect(page.locator("main .star.on")).to_have_count(1)
    expect(page).to_have_url(re.compile("state=all"))
    title = page.locator("main .tile:has(.star.on) h3").inner_text()

    open_list(page, "starred")
    expect(page.locator("main .tile h3")).to_have_text([title])
    page.click("main .star.on")
    expect(page.locator("main .tile")).to_have_count(0)
    expect(page.locator("main .empty")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_tutor_sets_a_day_and_the_learner_sees_it(visitor, demo, language):
    tutor, learner = visitor(language), visitor(language)
    sign_in(learner, demo["learner"])
    open_list(learner, "all")
    name = learner.locator(".person-name").first.inner_text()
    course = learner.locator("main .tile h3 a").first.get_attribute("href")
    yesterday = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)

    sign_in(tutor, demo["tutor"])
    set_day(tutor, course, name, "2019-01-01")
    expect(tutor.locator("main td .fault")).to_be_visible()
    open_list(learner, "overdue")
    expect(learner.locator("main .tile")).to_have_count(0)

    set_day(tutor, course, name, yesterday.isoformat())
    expect(tutor.locator("main .note.good[role=status]")).to_be_visible()
    open_list(learner, "overdue")
    expect(learner.locator(f"main .tile:has(h3 a[href='{course}']) .late")).to_be_visible()

    set_day(tutor, course, name, "")
    open_list(learner, "overdue")
    expect(learner.locator("main .tile")).to_have_count(0)


def set_day(tutor: Page, course: str, name: str, day: str) -> None:
    tutor.goto(f"{course}/participants")
    row = tutor.locator("main tbody tr", has_text=name)
    row.locator("input[name=due_on]").fill(day)
    row.locator("form[action$='/due'] button").click()
    tutor.wait_for_load_state()


def test_what_was_typed_outlives_a_change_of_language(visitor, demo):
    page = visitor("en")
    sign_in(page, demo["coordinator"])
    page.goto("/people/new")
    word = uuid.uuid4().hex[:8]
    page.fill("main input[name=name]", f"Typed {word}")
    page.fill("main input[name=username]", "")
    page.select_option("main select[name=language]", "pt")

    choose_language(page, "ar")
    expect(page).to_have_url(re.compile("/people/new$"))
    expect(page.locator("main input[name=name]")).to_have_value(f"Typed {word}")
    expect(page.locator("main select[name=language]")).to_have_value("pt")

    # A form that was refused leads back to its page, and keeps what was typed since.
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.click("main form[action='/people/new'] button:not([type=button])")
    expect(page.locator("main .fault").first).to_be_visible()
    choose_language(page, "en")
    expect(page).to_have_url(re.compile("/people/new$"))
    expect(page.locator("main input[name=name]")).to_have_value(f"Typed {word}")

    # Once restored it is not kept any longer.
    page.goto("/people/new")
    expect(page.locator("main input[name=name]")).to_have_value("")


def test_no_password_is_kept_for_a_change_of_language(visitor):
    page = visitor("en")
    page.goto("/login")
    page.fill("main input[name=username]", "somebody")
    page.fill("main input[name=password]", "A secret 1")
    page.evaluate(
        "() => { const set = Storage.prototype.setItem;"
        " Storage.prototype.setItem = function (key, value) { localStorage.seen = value; set.call(this, key, value); } }")
    choose_language(page, "fr")
    expect(page.locator("main input[name=username]")).to_have_value("somebody")
    expect(page.locator("main input[name=password]")).to_have_value("")
    seen = page.evaluate("localStorage.seen")
    assert "somebody" in seen and "secret" not in seen


@pytest.mark.parametrize("menu", ["header", "footer"])
def test_without_scripts_it_outlives_it_too(visitor, demo, menu):
    page = visitor("en", scripts=False)
    sign_in(page, demo["coordinator"])
    page.goto("/people/new")
    name = f'Typed "{uuid.uuid4().hex[:8]}" <b>'
    page.fill("main input[name=name]", name)
    page.select_option("main select[name=language]", "pt")
    page.check("main input[name=tutor]")

    switch(page, menu, "ar")
    expect(page).to_have_url(re.compile("/people/new$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("main input[name=name]")).to_have_value(name)
    expect(page.locator("main input[name=email]")).to_have_value("")
    expect(page.locator("main select[name=language]")).to_have_value("pt")
    expect(page.locator("main input[name=tutor]")).to_be_checked()
    expect(page.locator("main .fault")).to_have_count(0)

    # It is a form like before: Enter sends it, and it is refused for what is missing in it.
    page.fill("main input[name=username]", "no body")
    page.fill("main input[name=email]", f"{uuid.uuid4().hex[:8]}@example.org")
    page.press("main input[name=email]", "Enter")
    expect(page.locator("main .fault").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ar")

    switch(page, menu, "en")
    expect(page).to_have_url(re.compile("/people/new$"))
    expect(page.locator("main input[name=name]")).to_have_value(name)
    expect(page.locator("main input[name=username]")).to_have_value("no body")


def test_without_scripts_no_password_comes_back(visitor):
    page = visitor("en", scripts=False)
    page.goto("/login?return=%2Fgrades")
    page.fill("main input[name=username]", "somebody")
    page.fill("main input[name=password]", "A secret 1")
    switch(page, "footer", "fr")
    expect(page).to_have_url(re.compile("/login\\?return=%2Fgrades$"))
    expect(page.locator("main input[name=username]")).to_have_value("somebody")
    expect(page.locator("main input[name=password]")).to_have_value("")
    assert "secret" not in page.content() + str(page.context.cookies())


def switch(page: Page, menu: str, language: str) -> None:
    if menu == "header":
        page.locator("header details.menu").first.locator("summary").click()
    page.click(f"{menu} button[name=shown_in][value={language}]")
    expect(page.locator("html")).to_have_attribute("lang", language)
