"""What a page costs on the wire, with a cold cache."""

import re

import pytest
from playwright.sync_api import Browser
from steps import sign_in

LARGEST = 60 * 1024
MOST_REQUESTS = 8


@pytest.fixture
def course(browser: Browser, demo: dict) -> str:
    context = browser.new_context(base_url=demo["url"])
    page = context.new_page()
    sign_in(page, demo["learner"])
    page.goto("/dashboard?view=courses")
    found = re.search(r"/courses/[0-9a-f-]{36}", page.content()).group(0)
    context.close()
    return found


@pytest.mark.parametrize("address", ["/dashboard", "/dashboard?view=courses", "{course}", "{course}/grades", "/grades"])
def test_a_page_is_at_most_60_kb_and_8_requests(browser: Browser, demo: dict, course: str, address: str):
    context = browser.new_context(base_url=demo["url"])
    page = context.new_page()
    sign_in(page, demo["learner"])
    cookies = context.cookies()
    context.close()

    cold = browser.new_context(base_url=demo["url"])
    cold.add_cookies(cookies)
    page = cold.new_page()
    session = cold.new_cdp_session(page)
    session.send("Network.enable")
    loaded: dict[str, float] = {}
    foreign: list[str] = []
    session.on("Network.loadingFinished", lambda event: loaded.update({event["requestId"]: event["encodedDataLength"]}))
    page.on("request", lambda request: None if request.url.startswith(demo["url"]) else foreign.append(request.url))
    page.goto(address.format(course=course), wait_until="networkidle")
    icon = len(cold.request.get("/favicon.ico").body())
    cold.close()

    size = sum(loaded.values()) + icon
    print(f"{address}: {size / 1024:.1f} KB, {len(loaded) + 1} requests")
    assert not foreign
    assert size <= LARGEST
    assert len(loaded) + 1 <= MOST_REQUESTS
