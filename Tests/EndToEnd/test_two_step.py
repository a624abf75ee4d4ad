"""The second step at login, in a real browser, with the codes an app would show."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from officers import officer
from playwright.sync_api import expect
from steps import choose_language, sign_in

PERIOD = 30


def code_at(key: str, moment: float) -> str:
    """RFC 6238: HMAC-SHA-1, six digits."""
    tag = hmac.new(base64.b32decode(key), struct.pack(">Q", int(moment) // PERIOD), hashlib.sha1).digest()
    offset = tag[-1] & 15
    return f"{(struct.unpack('>I', tag[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_second_step_is_set_up_given_and_taken_off(demo, mail, visitor, language):
    person = officer(demo, mail)
    page = visitor(language, phone=language == "ar")
    sign_in(page, person)
    choose_language(page, language)
    page.goto("/security/two-step")
    page.click("main form[action='/security/two-step'] button")
    expect(page.locator("svg.qr path")).to_have_count(2)
    key = page.locator("code.key").inner_text().replace(" ", "")
    now = time.time()
    page.fill("#code", code_at(key, now - PERIOD))
    page.click("form[action='/security/two-step/confirm'] button")
    codes = page.locator("ul.codes code").all_inner_texts()
    assert len(set(codes)) == 10

    other = visitor(language)
    give_password(other, person)
    other.goto("/dashboard")
    assert "/login/code" in other.url, "nothing opens before the code"
    expect(other.locator("main a[href^='mailto:']")).to_contain_text("@")
    other.fill("#code", "000000")
    other.click("form[action='/login/code'] button")
    expect(other.get_by_role("alert")).to_be_visible()
    other.fill("#code", code_at(key, now))
    other.click("form[action='/login/code'] button")
    other.wait_for_url(re.compile("/dashboard"))

    third = visitor(language, scripts=False)
    give_password(third, person)
    third.fill("#code", codes[0].upper())
    third.click("form[action='/login/code'] button")
    third.wait_for_url(re.compile("/dashboard"))
    third.goto("/security/two-step")
    expect(third.locator("dl.facts dd")).to_have_text("9")
    third.fill("#remove-code", codes[0])
    third.click("form[action='/security/two-step/remove'] button")
    expect(third.get_by_role("alert")).to_be_visible()
    third.fill("#remove-code", codes[1])
    third.click("form[action='/security/two-step/remove'] button")
    expect(third.get_by_role("status")).to_be_visible()
    sign_in(visitor(language), person)


def give_password(page, person: dict) -> None:
    """The first step of a login that has two."""
    page.goto("/login")
    page.fill("main input[name=username]", person["username"])
    page.fill("main input[name=password]", person["password"])
    page.click("main form[action='/login'] button")
    page.wait_for_url(re.compile("/login/code"))
