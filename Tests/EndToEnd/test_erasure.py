"""Requests for erasure as administrators decide them; and where the site gives no days to take one back, no day is promised."""

import re

import pytest
from api import API
from maildir import text_of
from officers import officer
from playwright.sync_api import expect
from processes import resettled
from steps import choose_language, sign_in
from words import words


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_administrator_refuses_a_request_and_carries_out_the_next(visitor, demo, mail, language):
    page, said, person = visitor(language), words(language), officer(demo, mail)
    note = page.locator("main .note.good[role=status]")
    request = page.locator("main section.card", has_text=person["username"])
    decided = page.locator("main section[aria-labelledby=decided] tbody tr")
    answer = f"{person['username']} has a course to end first."
    sign_in(page, demo["administrator"])
    choose_language(page, language)

    ask(demo, person, "I leave customs.")
    page.goto("/erasures")
    expect(page.locator("h1")).to_have_text(said["web.erasures.title"])
    for told in [said["web.erasures.until"], said["web.erasures.reason"], "I leave customs.", said["web.erasures.sure"]]:
        expect(request).to_contain_text(told)
    request.locator("textarea[name=answer]").fill(answer)
    request.locator("button[value=refuse]").click()
    expect(note).to_have_text(said["web.erasures.done"])
    expect(request).to_have_count(0)
    expect(decided.filter(has_text=answer).locator("th")).to_have_text(person["name"])
    expect(decided.filter(has_text=answer)).to_contain_text(said["web.erasures.refused"])

    ask(demo, person, "My course has ended.")
    page.goto("/erasures")
    expect(request).to_contain_text("My course has ended.")
    request.locator("input[name=sure]").check()
    request.locator("button[value=erase]").click()
    expect(note).to_have_text(said["web.erasures.done"])
    expect(request).to_have_count(0)
    expect(decided.filter(has_text=f"erased-{person['id'].replace('-', '')[:16]}")).to_contain_text(said["web.erasures.erased"])
    expect(decided.filter(has_text=answer)).to_have_count(0)


def ask(demo: dict, person: dict, reason: str) -> None:
    asked = API(demo["url"]).signed_in(person).post("/api/v1/my/erasure", {"reason": reason})
    assert asked.status == 200, asked.body


def test_with_no_days_of_grace_pages_and_mail_say_that_it_comes_at_once(visitor, demo, mail):
    people = {language: officer(demo, mail) for language in ["en", "ar"]}
    # What is erased at once is so at the worker's next round, a minute after it began: the mail is out by then.
    with resettled(demo, "identity", {"CLIKC_ERASURE_GRACE_DAYS": "0"}):
        for language, person in people.items():
            said, page = words(language), visitor(language)
            sign_in(page, person)
            choose_language(page, language)
            page.goto("/privacy/erasure")
            for key in ["text", "warning"]:
                expect(page.locator("main")).to_contain_text(said[f"web.privacy.erasure-{key}-now"])
            page.check("input[name=sure]")
            page.click("main form.fields button.first")
            page.wait_for_url(re.compile("/privacy/erasure/asked"))
            expect(page.locator("html")).to_have_attribute("lang", language)
            expect(page.locator("main")).to_contain_text(said["web.privacy.erasure-asked-now"])
            # After those about the account and its password.
            written = text_of(mail.wait_for(person["email"], 3))
            told = [words(one) for one in [language, "en"]]
            assert any(one["mail.erasure_requested.now"] in " ".join(written.split()) for one in told), written
            assert not any(one["mail.erasure_requested.link"] in written for one in told)
