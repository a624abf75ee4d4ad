"""The front page, as somebody sees it who has no account."""

import pytest
from playwright.sync_api import expect
from steps import choose_language, links

LANGUAGES = ["en", "fr", "ar", "es", "pt"]
BLOCKS = ["LOGIN", "WCO FRAMEWORK", "NEWS", "HELP", "MORE ABOUT CLiKC!"]
SECTIONS = ["Disseminate training", "Produce and store teaching contents", "Collaborate to strengthen knowledge"]


def test_the_front_page_has_the_blocks_and_sections_of_the_guide(visitor):
    page = visitor("en")
    page.goto("/")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Welcome to CLiKC! - The WCO Customs Learning and Knowledge Community")
    for name in BLOCKS + SECTIONS:
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.get_by_text("You are not logged in.")).to_be_visible()
    expect(page.get_by_role("link", name="Take a demo course!")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_front_page_leads_to_a_page_in_the_readers_language(visitor, language):
    page = visitor(language)
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    addresses = [address for address in links(page, "body") if not address.startswith("/api/")]
    assert len(addresses) > 12

    for address in addresses:
        answer = page.goto(address)
        assert answer.status == 200, address
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert page.locator("main h1, .hero h1").first.inner_text().strip(), address
        assert len(page.locator("body").inner_text()) > 200, address


def test_the_language_menu_keeps_the_page(visitor):
    page = visitor("en")
    page.goto("/pages/faq")

    choose_language(page, "ar")

    assert page.url.endswith("/pages/faq")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_an_address_that_does_not_exist_says_so(visitor):
    page = visitor("fr")
    answer = page.goto("/nowhere/at/all")

    assert answer.status == 404
    expect(page.locator("html")).to_have_attribute("lang", "fr")
