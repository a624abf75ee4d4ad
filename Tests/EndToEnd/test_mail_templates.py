"""What the portal writes, as an administrator looks at it before anybody gets it."""

import pytest
from playwright.sync_api import expect
from steps import choose_language, sign_in
from words import words

LANGUAGES = ["en", "fr", "ar", "es", "pt"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_administrator_reads_every_mail_in_every_language(visitor, demo, language):
    page, said = visitor(language), words(language)
    kinds = {text for key, text in said.items() if key.startswith("web.mail-kind.")}
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    page.goto("/mail-templates")
    expect(page.locator("h1")).to_have_text(said["web.templates.title"])
    rows = page.locator("main tbody tr")
    assert rows.count() >= 10
    for row in rows.all():
        assert row.locator("th").inner_text() in kinds
        addresses = row.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert [address.rsplit("/", 1)[1] for address in addresses] == LANGUAGES
        for address in addresses:
            written = page.request.get(f"{address}/page")
            assert written.status == 200 and "CLiKC" in written.text(), address

    page.click("main tbody tr:first-child a[href$='/ar']")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("main h2")).to_have_text([said[f"web.templates.{part}"] for part in ["subject", "page", "plain"]])
    expect(page.locator("main .mail-text")).to_have_attribute("dir", "rtl")
    shown = page.frame_locator("iframe.mail-page").locator("html")
    expect(shown).to_have_attribute("lang", "ar")
    expect(shown).to_have_attribute("dir", "rtl")


def test_nobody_but_administrators_looks_at_them(visitor, demo):
    page = visitor("en")
    sign_in(page, demo["coordinator"])
    assert page.goto("/mail-templates").status == 403
