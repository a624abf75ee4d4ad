"""What people show of themselves: fields and who sees them, the photo, times in one's own zone."""

import re
import struct
import zlib

import pytest
from api import API
from officers import officer
from playwright.sync_api import Page, expect
from steps import choose_language, sign_in
from words import words


def png(width: int, height: int) -> bytes:
    """A picture, blue, with a text chunk that says where it was taken."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x10\x40\x90" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0taken at home") + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def choose(page: Page, content: bytes, name: str = "me.png") -> None:
    page.goto("/profile/photo")
    page.set_input_files("#photo", {"name": name, "mimeType": "image/png", "buffer": content})
    page.click("main form[enctype] button.first")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_photo_is_made_anew_shown_and_taken_away(visitor, demo, language):
    page, said = visitor(language, phone=language == "ar"), words(language)
    sign_in(page, demo["learner"])
    choose_language(page, language)
    choose(page, png(500, 300))
    page.wait_for_url(re.compile(r"/profile\?"))
    expect(page.locator("main .note.good[role=status]")).to_have_text(said["web.photo.saved"])
    expect(page.locator("main img.face")).to_be_visible()
    expect(page.locator("header img.face")).to_be_visible()
    answer = page.request.get(page.locator("main img.face").get_attribute("src"))
    assert answer.headers["content-type"] == "image/webp"
    assert "immutable" in answer.headers["cache-control"]
    assert b"taken at home" not in answer.body()

    page.goto("/profile/photo")
    expect(page.locator("h1")).to_have_text(said["web.photo.title"])
    page.click("main form[action='/profile/photo/remove'] button")
    expect(page.locator("main .note.good[role=status]")).to_have_text(said["web.photo.removed"])
    expect(page.locator("main span.face")).to_be_visible()
    expect(page.locator("header img.face")).to_have_count(0)


def test_the_api_takes_a_photo_of_10_mb_and_not_one_byte_more(demo):
    """At the portal's own address, which passes it on to the gateway."""
    learner = API(demo["url"]).signed_in(demo["learner"])
    largest = png(50, 40).ljust(10_000_000, b"\0")
    taken = learner.send("POST", "/api/v1/profile/photo", largest, "image/png")
    assert taken.status == 200, taken.body
    assert learner.send("DELETE", "/api/v1/profile/photo").status == 200
    refused = learner.send("POST", "/api/v1/profile/photo", largest + b"\0", "image/png")
    assert (refused.status, refused.json()["reason"]) == (413, "CONTENT_TOO_LARGE"), refused.body


def test_what_is_no_picture_is_refused_in_words(visitor, demo):
    page = visitor("en", scripts=False)
    sign_in(page, demo["learner"])
    bomb = bytearray(png(4, 4))
    bomb[16:24] = struct.pack(">II", 60_000, 60_000)
    for content, words in [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG, PNG and WebP"), (png(40, 40)[:60], "damaged"),
        (bytes(bomb), "40 megapixels"),
    ]:
        choose(page, content)
        expect(page.locator("main [role=alert]")).to_contain_text(words)
    expect(page.locator("main img.face")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_field_is_seen_by_those_it_is_meant_for(visitor, demo, mail, language):
    page, said = visitor(language), words(language)
    interests = said["web.comma"].join(["valuation", "risk"])
    sign_in(page, officer(demo, mail))
    choose_language(page, language)
    page.goto("/profile/edit")
    expect(page.locator("h1")).to_have_text(said["web.profile.edit"])
    # The pages are in this one from now on, whatever was chosen before.
    page.select_option("select[name=language]", language)
    page.fill("input[name=preferred_name]", "Ines of Kigali")
    page.fill("input[name=interests]", "valuation, risk")
    page.fill("textarea[name=description]", "I work at the river post.")
    page.select_option("select[name=see_about]", "4")
    page.select_option("select[name=see_interests]", "1")
    page.click("main form button.first")
    page.wait_for_url(re.compile(r"/profile\?"))
    expect(page.locator("main .note.good[role=status]")).to_have_text(said["web.profile.saved"])
    expect(page.locator(".person-name").first).to_have_text("Ines of Kigali")
    expect(page.locator("main .facts dd", has_text=interests).locator(".tag")).to_have_text(said["web.audience.1"])
    expect(page.locator("main h2 .tag")).to_have_text(said["web.audience.4"])
    address = page.locator("main a[href^='/profiles/']").get_attribute("href")
    page.goto(address)
    expect(page.locator("main")).to_contain_text("river post")

    other = visitor(language)
    sign_in(other, demo["administrator"])
    choose_language(other, language)
    other.goto(address)
    expect(other.locator("main h1")).to_have_text("Ines of Kigali")
    expect(other.locator("main .facts")).to_contain_text(said["web.profile.interests"])
    expect(other.locator("main")).to_contain_text(interests)
    expect(other.locator("main")).not_to_contain_text("river post")


def test_a_stranger_is_told_nothing(visitor, demo):
    page = visitor("fr")
    sign_in(page, demo["learner"])
    answer = page.goto("/profiles/0193b1de-0000-7000-8000-000000000002")
    assert answer.status == 404
    assert page.goto("/profiles/nobody").status == 404


def test_times_are_told_in_ones_own_zone(visitor, demo):
    page = visitor("en")
    sign_in(page, demo["learner"])
    page.goto("/profile/edit")
    before = page.input_value("select[name=time_zone]")
    page.select_option("select[name=time_zone]", "Asia/Kathmandu")
    page.click("main form button.first")
    page.wait_for_url(re.compile("/profile"))
    expect(page.locator("main")).to_contain_text("Asia/Kathmandu")
    page.goto("/profile/edit")
    page.select_option("select[name=time_zone]", before)
    page.click("main form button.first")
    page.wait_for_url(re.compile("/profile"))


@pytest.mark.parametrize("language", ["en", "fr", "ar", "es", "pt"])
def test_the_visitors_own_computer_is_checked(visitor, language):
    page = visitor(language)
    page.goto("/pages/prerequisites")
    rows = page.locator("#check tbody tr")
    expect(rows).to_have_count(5)
    for number in range(5):
        expect(rows.nth(number).locator(".tag.good, .tag.warn, .tag.bad")).to_be_visible()
    expect(rows.nth(1)).to_contain_text("1366")

    plain = visitor(language, scripts=False)
    plain.goto("/pages/prerequisites")
    expect(plain.locator("#check")).to_be_hidden()
    assert plain.locator("main .text li").count() >= 6
