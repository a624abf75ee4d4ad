"""Who is logged in, as administrators see it, and logging somebody out."""

import json
import pathlib
import time

import pytest
from officers import officer
from playwright.sync_api import expect
from steps import choose_language, sign_in

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


@pytest.mark.parametrize(("language", "scripts", "phone"), [("en", True, False), ("ar", False, True)])
def test_an_administrator_finds_a_session_and_ends_it(visitor, demo, mail, language, scripts, phone):
    text = json.loads((MESSAGES / language / "web-security.json").read_text())
    person = officer(demo, mail)
    theirs = visitor("en")
    sign_in(theirs, person)
    page = visitor(language, scripts=scripts, phone=phone)
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    page.goto("/sessions")
    expect(page.locator("h1")).to_have_text(text["web.sessions.title"])
    expect(page.locator("main tbody tr", has=page.locator(".tag.good")).first).to_contain_text(text["web.security.this"])
    page.fill("main form[role=search] input", person["username"].upper())
    page.click("main form[role=search] button")
    rows = page.locator("main tbody tr")
    before = rows.count()
    newest = rows.first
    expect(newest.locator("th a")).to_have_attribute("href", f"/people/{person['id']}")
    expect(newest).to_contain_text("Chrom")
    newest.locator("form button").click()
    expect(page.locator("main .note.good[role=status]")).to_have_text(text["web.sessions.ended"])
    expect(page.locator("main input[name=query]")).to_have_value(person["username"].upper())
    expect(rows).to_have_count(before - 1)
    began = time.monotonic()
    while theirs.goto("/profile") and "/login" not in theirs.url:
        assert time.monotonic() - began < 10, "the ended session still lives"
    page.fill("main form[role=search] input", "nobody-of-this-name")
    page.click("main form[role=search] button")
    expect(page.locator("main .empty")).to_contain_text(text["web.sessions.none"])


def test_nobody_else_sees_who_is_logged_in(visitor, demo):
    page = visitor("en")
    sign_in(page, demo["coordinator"])
    assert page.goto("/sessions").status == 403
    expect(page.locator("a[href='/sessions']")).to_have_count(0)
