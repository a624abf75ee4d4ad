"""What a person sees and does about the safety of their own account, in a real browser."""

import re
import time

import pytest
from playwright.sync_api import expect
from steps import choose_language, sign_in
from words import words


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_person_sees_and_ends_their_sessions(demo, visitor, language):
    here, there, said = visitor(language), visitor(language, phone=True), words(language)
    sign_in(here, demo["learner"])
    sign_in(there, demo["learner"])
    choose_language(there, language)

    there.goto("/security")
    expect(there.locator("h1")).to_have_text(said["web.security.title"])
    rows = there.locator("section[aria-labelledby=sessions] tbody tr")
    this = rows.filter(has=there.locator(".tag.good"))
    expect(this).to_have_count(1)
    expect(this).to_contain_text("Chrom")
    expect(this).to_contain_text(said["web.security.this"])
    others = rows.filter(has_not=there.locator(".tag.good"))
    assert others.count() >= 1
    expect(there.locator("section[aria-labelledby=history] tbody tr").first).to_contain_text(said["web.security.outcome.1"])

    others.first.get_by_role("button").click()
    expect(there.get_by_role("status")).to_have_text(said["web.security.ended"])
    began = time.monotonic()
    while here.goto("/profile") and "/login" not in here.url:
        assert time.monotonic() - began < 10, "the ended session still lives"
    there.goto("/profile")
    assert there.url.endswith("/profile"), "this session goes on"


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("en", False), ("ar", True)])
def test_logging_out_everywhere_leads_to_the_login_form(demo, visitor, language, scripts):
    page, other = visitor(language, scripts=scripts), visitor("en")
    sign_in(page, demo["learner"])
    choose_language(page, language)
    sign_in(other, demo["learner"])
    page.goto("/security")
    page.click("form[action='/security/end-all'] button")
    page.wait_for_url(re.compile("/login"))
    expect(page.get_by_role("status")).to_have_text(words(language)["web.security.all-done"])
    began = time.monotonic()
    while other.goto("/profile") and "/login" not in other.url:
        assert time.monotonic() - began < 10, "the other session still lives"


def test_staying_logged_in_outlives_the_browser(demo, visitor):
    page = visitor("en")
    page.goto("/login")
    page.fill("main input[name=username]", demo["learner"]["username"])
    page.fill("main input[name=password]", demo["learner"]["password"])
    page.check("main input[name=remember]")
    page.click("main form[action='/login'] button")
    page.wait_for_url(re.compile("/dashboard"))
    session = next(cookie for cookie in page.context.cookies() if cookie["name"] == "__Host-sid")
    assert session["expires"] > time.time() + 50 * 86_400
    page.goto("/security")
    expect(page.locator("tr", has=page.locator(".tag.good")).first).to_contain_text("Remembered")


def test_the_page_speaks_arabic_and_fits_a_phone(demo, visitor):
    page = visitor("ar", phone=True)
    sign_in(page, demo["learner"])
    page.click("footer button[name=language][value=ar]")
    page.goto("/security")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_have_text("الأمان")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
