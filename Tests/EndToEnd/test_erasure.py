"""Erasure where the site gives no days to take it back: neither page nor mail promises a day until which one could."""

import json
import pathlib
import re

from maildir import text_of
from officers import officer
from playwright.sync_api import expect
from processes import resettled
from steps import choose_language, sign_in

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


def texts(language: str, file: str) -> dict[str, str]:
    return json.loads((MESSAGES / language / f"{file}.json").read_text())


def test_with_no_days_of_grace_pages_and_mail_say_that_it_comes_at_once(visitor, demo, mail):
    people = {language: officer(demo, mail) for language in ["en", "ar"]}
    # What is erased at once is so at the worker's next round, a minute after it began: the mail is out by then.
    with resettled(demo, "identity", {"CLIKC_ERASURE_GRACE_DAYS": "0"}):
        for language, person in people.items():
            said, page = texts(language, "web-privacy"), visitor(language)
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
            told = [texts(one, "notification") for one in [language, "en"]]
            assert any(words["mail.erasure_requested.now"] in " ".join(written.split()) for words in told), written
            assert not any(words["mail.erasure_requested.link"] in written for words in told)
