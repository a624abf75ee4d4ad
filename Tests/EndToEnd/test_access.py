"""Every page with axe-core: English and Arabic, 1366 and 360 pixels, light and dark."""

import pathlib
import re

import axe_core_python
import pytest
from playwright.sync_api import Browser
from steps import sign_in

AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
# Tables that stack their cells on a phone never need to be moved sideways there.
CUT = """innerWidth > 480 ? 0 : [...document.querySelectorAll('table.stackable')]
    .filter(table => table.parentElement.scrollWidth > table.parentElement.clientWidth + 1).length"""
OPEN = ["/", "/login", "/request-account", "/request-account/sent", "/lost-password", "/lost-password/sent",
        "/pages/help", "/pages/faq", "/pages/contact", "/pages/prerequisites",
        "/verify/unknown", "/nowhere"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(browser: Browser, demo: dict, language: str, width: int, scheme: str):
    context = browser.new_context(
        base_url=demo["url"], locale=language, bypass_csp=True, color_scheme=scheme,
        viewport={"width": width, "height": 800})
    page = context.new_page()
    faults = []
    for address in OPEN:
        page.goto(address)
        faults += findings(page, address)
    sign_in(page, demo["learner"])
    for address in pages_of_a_learner(page):
        page.goto(address)
        faults += findings(page, address)
    context.clear_cookies()
    sign_in(page, demo["newcomer"])
    faults += findings(page, "/password")
    context.clear_cookies()
    sign_in(page, demo["coordinator"])
    for address in pages_of_a_coordinator(page):
        page.goto(address)
        faults += findings(page, address)
    context.clear_cookies()
    sign_in(page, demo["administrator"])
    for address in ["/people", "/people/new", "/administrations", "/administrations/AQ"]:
        page.goto(address)
        faults += findings(page, address)
    context.clear_cookies()
    sign_in(page, demo["administrator"])
    for address in [
        "/policies", "/policies/new", "/policies/site-policy", "/policies/site-policy/draft/ar",
        "/policies/site-policy/report", "/erasures",
    ]:
        page.goto(address)
        faults += findings(page, address)
    context.close()
    assert not faults, "\n".join(faults)


def pages_of_a_learner(page) -> list[str]:
    page.goto("/dashboard?view=courses")
    course = re.search(r"/courses/[0-9a-f-]{36}", page.content()).group(0)
    page.goto(course)
    activities = page.locator("main a[href*='/lessons/'], main a[href*='/quizzes/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))")
    lesson = next(address for address in activities if "/lessons/" in address)
    quiz = next(address for address in activities if "/quizzes/" in address)
    return [
        "/dashboard", "/dashboard?view=courses", "/dashboard?view=courses&state=completed", course,
        f"{course}/participants", f"{course}/grades", f"{course}/certificate", f"{course}/progress", "/grades",
        "/profile", "/profile/edit", "/profile/photo", "/security", "/password", "/policy", "/privacy", "/privacy/export",
        "/privacy/erasure", lesson, f"{lesson}?panel=glossary", f"{lesson}/print", quiz,
    ]


def pages_of_a_coordinator(page) -> list[str]:
    page.goto("/people?q=lena")
    person = page.locator("main tbody a[href^='/people/']").first.get_attribute("href")
    return [
        "/people", "/people?state=3&order=1", "/people/new", person, f"{person}/names", f"{person}/administration",
        f"{person}/roles", "/requests", "/requests?state=3", "/people/import",
    ]


def findings(page, address: str) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    cut = page.evaluate(CUT)
    return [f"{address}: {count} tables made for phones are cut off" for count in [cut] if count] + [
        f"{address}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
