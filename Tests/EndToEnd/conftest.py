"""The portal of this test run, and a real browser to use it with."""

import json
import os
import pathlib

import pytest
from maildir import Maildir
from playwright.sync_api import Browser, BrowserContext, sync_playwright

CHROMIUM = os.environ.get("CLIKC_TEST_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def demo() -> dict:
    """The address and logins of the portal, as `clikcctl demo load` wrote them."""
    return json.loads(pathlib.Path(os.environ["CLIKC_TEST_DEMO"]).read_text())


@pytest.fixture(scope="session")
def mail(demo: dict) -> Maildir:
    return Maildir(demo["maildir"])


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, demo: dict):
    """Makes fresh visitors: visitor("ar"), visitor("en", scripts=False), visitor("en", phone=True)."""
    opened: list[BrowserContext] = []

    def make(language: str = "en", scripts: bool = True, phone: bool = False, dark: bool = False):
        context = browser.new_context(
            base_url=demo["url"], locale=language, java_script_enabled=scripts,
            viewport={"width": 360, "height": 740} if phone else {"width": 1366, "height": 900},
            color_scheme="dark" if dark else "light")
        context.set_default_timeout(15_000)
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()
