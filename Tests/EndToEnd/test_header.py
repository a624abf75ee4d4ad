"""What stands above every page, on a phone: low, whole, and open to the keyboard."""

import pytest
from playwright.sync_api import Page, expect
from steps import choose_language, sign_in

HIGHEST = 112
TARGET = 44
LONG_NAME = "María-Fernanda de la Concepción González y Rodríguez"
PEOPLE = ["nobody", "learner", "tutor", "coordinator", "administrator"]


@pytest.fixture
def phone(visitor, demo):
    """Opens a page on a phone without scripts: phone("learner", "ar")."""

    def make(who: str, language: str) -> Page:
        page = visitor(language, scripts=False, phone=True)
        if who != "nobody":
            sign_in(page, demo[who])
        page.goto("/pages/faq")
        choose_language(page, language)
        return page

    return make


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es", "pt"])
@pytest.mark.parametrize("who", ["nobody", "learner", "administrator"])
def test_the_header_is_low_and_its_targets_are_large(phone, who, language):
    page = phone(who, language)
    for width in (320, 360, 480, 768):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.locator("header.top").bounding_box()["height"] <= HIGHEST, width
        assert overflow(page) <= 0, width
        boxes = [target.bounding_box() for target in shown_targets(page)]
        assert all(box["height"] >= TARGET for box in boxes), (width, boxes)
        assert all(0 <= box["x"] and box["x"] + box["width"] <= width for box in boxes), (width, boxes)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_entry_of_the_header_is_reached_with_the_keyboard(phone, who, language):
    page = phone(who, language)
    expected = {entry for entry in map(name_of, page.locator(ENTRIES).all()) if entry}
    assert len(expected) >= {"nobody": 12, "learner": 22, "tutor": 22, "coordinator": 26, "administrator": 30}[who]

    reached = set()
    page.locator(".skip").focus()
    while True:
        page.keyboard.press("Tab")
        focused = page.locator("header.top :focus")
        if focused.count() == 0:
            break
        assert (entry := name_of(focused)) not in reached
        reached.add(entry)
        if focused.evaluate("one => one.localName") == "summary":
            page.keyboard.press("Enter")
            expect(page.locator(".tools details[open] .panel").last).to_be_visible()
            assert overflow(page) <= 0
    assert reached == expected


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_long_name_is_cut_and_nothing_else_gives_way(phone, language):
    page = phone("learner", language)
    before = page.locator("header.top").bounding_box()
    page.set_viewport_size({"width": 320, "height": 740})

    name = page.locator(".person-name")
    name.evaluate("(one, text) => one.textContent = text", LONG_NAME)

    assert name.evaluate("one => one.scrollWidth > one.clientWidth && getComputedStyle(one).textOverflow") == "ellipsis"
    assert page.locator("header.top").bounding_box()["height"] == before["height"]
    assert overflow(page) <= 0
    boxes = sorted((target.bounding_box() for target in tools(page)), key=lambda box: box["x"])
    assert len(boxes) == 3
    for left, right in zip(boxes, boxes[1:]):
        assert left["x"] + left["width"] <= right["x"]


def test_the_search_of_the_header_leads_to_the_field_where_there_is_no_room_for_one(phone):
    page = phone("learner", "en")
    expect(page.locator(".finder input[type=search]")).to_be_hidden()

    page.click(".finder button")

    expect(page.locator("main input[name=q]")).to_be_visible()


ENTRIES = "header.top :is(a, button, summary, input:not([type=hidden]))"


def name_of(entry) -> str | None:
    """What tells an entry from the others; None for one that is not shown even when all menus are open."""
    return entry.evaluate("""one => [one, one.closest(".finder") ?? one].some((it) => getComputedStyle(it).display == "none") ? null :
        [one.localName, one.closest(".panel") ? "panel" : "bar", one.getAttribute("href"), one.value,
         one.innerText.trim() || one.getAttribute("aria-label") || one.textContent.trim()].join(" ")""")


def shown_targets(page: Page) -> list:
    return [target for target in page.locator(ENTRIES).all() if target.is_visible()]


def tools(page: Page) -> list:
    return [target for target in page.locator(".tools :is(summary, .finder button)").all() if target.is_visible()]


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
