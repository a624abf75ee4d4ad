"""What the portal writes, as an administrator looks at it before anybody gets it."""

import pytest
from playwright.sync_api import expect
from steps import choose_language, sign_in

LANGUAGES = ["en", "fr", "ar", "es", "pt"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_administrator_reads_every_mail_in_every_language(visitor, demo, language):
    page = visitor(language)
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    page.goto("/mail-templates")
    rows = page.locator("main tbody tr")
    assert rows.count() >= 10
    for row in rows.all():
        addresses = row.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert [address.rsplit("/", 1)[1] for address in addresses] == LANGUAGES
        for address in addresses:
            written = page.request.get(f"{address}/page")
            assert written.status == 200 and "CLiKC" in written.text(), address

    page.click("main tbody tr:first-child a[href$='/ar']")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("main .mail-text")).to_have_attribute("dir", "rtl")
    shown = page.frame_locator("iframe.mail-page").locator("html")
    expect(shown).to_have_attribute("lang", "ar")
    expect(shown).to_have_attribute("dir", "rtl")


def test_nobody_but_administrators_looks_at_them(visitor, demo):
    page = visitor("en")
    sign_in(page, demo["coordinator"])
    assert page.goto("/mail-templates").status == 403
