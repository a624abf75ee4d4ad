"""Names and addresses of any length in the tables of people, on a screen and on a phone."""

import uuid

import pytest
from playwright.sync_api import Page
from steps import choose_language, create_account, sign_in

LONG = "Maria-Fernanda-de-la-Concepcion-Gonzalez-y-Rodriguez-Villanueva"
# Boxes of the page's content that stick out of the screen, or of the frame around their table.
OUTSIDE = """[...document.querySelectorAll("main :is(bdi, .tag, td, th, a)")].filter((one) => {
    const [box, frame] = [one, one.closest(".scroll") ?? document.body].map((it) => it.getBoundingClientRect());
    return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def someone() -> dict:
    mark = uuid.uuid4().hex[:8]
    return {"name": f"{LONG} {mark}", "username": f"maria.{'gonzalez.y.' * 7}{mark}",
            "email": f"{'m' * 50}{mark}@{'customs-' * 6}administration.example.org"}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("phone", [False, True])
def test_no_word_is_too_long_for_a_table(visitor, demo, language, phone, someone):
    page = coordinator(visitor, demo, language, phone)
    page.goto(f"/people?q={someone['username']}")
    if page.locator("main tbody tr").count() == 0:
        create_account(page, someone, language)
        page.goto(f"/people?q={someone['username']}")
    assert page.locator("main tbody tr").count() == 1
    assert page.evaluate(OUTSIDE) == []

    page.click("main tbody a")
    page.wait_for_url("**/people/*-*")
    assert page.locator("main tbody tr").count() == 2, "the account's mail, and its reminder, which waits"
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_ordinary_address_stands_in_one_line_on_a_phone(visitor, demo, language):
    page = coordinator(visitor, demo, language, phone=True)
    page.goto("/people?q=lena.okafor")
    address = page.locator("main tbody bdi", has_text="lena.okafor@")
    assert address.evaluate("one => one.offsetHeight < 2 * parseFloat(getComputedStyle(one).lineHeight)")


# Names, usernames and addresses that go on in another line in the middle of a word.
BROKEN = """[...document.querySelectorAll("main tbody bdi")].filter((one) =>
    one.checkVisibility() && one.getClientRects().length > one.innerText.split(/[ -]/).length).map((one) => one.innerText)"""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [700, 780, 800, 900, 1000, 1100, 1280])
def test_lists_with_many_columns_fit_a_tablet(visitor, demo, language, width):
    page = visitor(language)
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    for address in ["/people?q=lena.okafor", "/people?q=noor"]:
        page.goto(address)
        assert page.evaluate(BROKEN) == [], address
        assert page.evaluate(OUTSIDE) == [], address
    page.goto("/audit")
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es", "pt"])
@pytest.mark.parametrize("address", ["/profile", "/security", "/privacy"])
def test_no_label_is_too_long_for_a_narrow_screen(visitor, demo, language, address):
    page = visitor(language, phone=True)
    page.set_viewport_size({"width": 320, "height": 740})
    sign_in(page, demo["learner"])
    choose_language(page, language)
    page.goto(address)
    assert page.locator("main .tag").count() > 0
    assert page.evaluate(OUTSIDE) == []


def coordinator(visitor, demo, language: str, phone: bool) -> Page:
    page = visitor(language, phone=phone)
    sign_in(page, demo["coordinator"])
    choose_language(page, language)
    return page
