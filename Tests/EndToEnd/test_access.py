"""Every page with axe-core: English and Arabic, 1366 and 360 pixels, light and dark."""

import pathlib
import re
from collections.abc import Iterator

import axe_core_python
import pytest
from playwright.sync_api import Browser, expect
from steps import choose_language, sign_in

AXE = (pathlib.Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
# Tables that stack their cells on a phone never need to be moved sideways there.
CUT = """innerWidth > 480 ? 0 : [...document.querySelectorAll('table.stackable')]
    .filter(table => table.parentElement.scrollWidth > table.parentElement.clientWidth + 1).length"""
# A page never has to be moved sideways; wide tables have a frame of their own that may.
WIDE = "document.documentElement.scrollWidth > innerWidth + 1"
LOOKS = [(width, scheme) for width in (1366, 360) for scheme in ("light", "dark")]
OPEN = ["/", "/login", "/request-account", "/request-account/sent", "/lost-password", "/lost-password/sent",
        "/privacy/erasure/asked",
        "/pages/help", "/pages/faq", "/pages/contact", "/pages/prerequisites",
        "/verify/unknown", "/nowhere"]
ADMINISTRATION = [
    "/people", "/people/new", "/administrations", "/administrations/AQ", "/policies", "/policies/new",
    "/policies/site-policy", "/policies/site-policy/draft/ar", "/policies/site-policy/report", "/erasures",
    "/reports", "/sessions", "/audit", "/mail-templates", "/certificates", "/people/mail", "/people/mail/addresses"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "person", ["nobody", "newcomer", "learner", "tutor", "coordinator", "administrator"])
def test_axe_finds_nothing(browser: Browser, demo: dict, tmp_path, language: str, person: str):
    # With motion, colours would still be on their way from one look to the next when they are judged.
    context = browser.new_context(
        base_url=demo["url"], locale=language, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    if person != "nobody":
        sign_in(page, demo[person])
        choose_language(page, language)
    faults = []
    for address in VISITS[person](page, tmp_path):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language, address
        faults += findings(page, address)
    context.close()
    assert not faults, "\n".join(faults)


def course_of(page) -> str:
    page.goto("/dashboard?view=courses&state=all")
    return re.search(r"/courses/[0-9a-f-]{36}", page.content()).group(0)


def pages_of_a_learner(page, _) -> Iterator[str]:
    course = course_of(page)
    page.goto(course)
    activities = page.locator("main a[href*='/lessons/'], main a[href*='/quizzes/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))")
    lesson = next(address for address in activities if "/lessons/" in address)
    quiz = next(address for address in activities if "/quizzes/" in address)
    yield from [
        "/dashboard", "/dashboard?view=courses", "/dashboard?view=courses&state=completed",
        "/dashboard?view=courses&state=all", course,
        f"{course}/participants", f"{course}/grades", f"{course}/certificate", f"{course}/progress", "/grades",
        "/profile", "/profile/edit", "/profile/photo", "/security", "/password", "/policy", "/privacy", "/privacy/export",
        "/privacy/readers", "/privacy/erasure", lesson, f"{lesson}?panel=glossary", f"{lesson}/print", quiz,
    ]
    page.goto(quiz)
    page.click("main form button.first")
    page.wait_for_url(re.compile("/attempts/"))
    attempt = page.url.split("?")[0]
    yield from [attempt, f"{attempt}/summary"]
    page.goto("/security/two-step")
    yield "/security/two-step"


def pages_of_a_tutor(page, _) -> Iterator[str]:
    course = course_of(page)
    yield from [f"{course}/participants", f"{course}/participants?find=le", f"{course}/participants?enrolled=Lena"]


def pages_of_a_coordinator(page, folder: pathlib.Path) -> Iterator[str]:
    page.goto("/people?q=lena")
    person = page.locator("main tbody a[href^='/people/']").first.get_attribute("href")
    yield from [
        "/people", "/people?state=3&order=1", "/people/new", person, f"{person}/names", f"{person}/administration",
        f"{person}/roles", "/certificates", "/requests", "/requests?state=3", "/people/import", "/people/mail", "/people/mail?state=1",
    ]
    file = folder / "people.csv"
    file.write_text("name,email,role\nKojo Access,nowhere,boss\nEsi Access,esi-access@customs.example.org,learner\n")
    page.goto("/people/import")
    page.set_input_files("input[name=file]", file)
    page.click("main form button.first")
    page.wait_for_url(re.compile("/people/import/[0-9a-f-]{36}"))
    expect(page.locator("main progress")).to_have_count(0, timeout=60_000)
    yield page.url


def pages_of_an_administrator(page, _) -> Iterator[str]:
    yield from ADMINISTRATION
    page.goto("/mail-templates")
    yield page.locator("main a[href^='/mail-templates/']").first.get_attribute("href")
    page.goto("/people?q=lena")
    person = page.locator("main tbody a[href^='/people/']").first.get_attribute("href")
    yield from [person, f"{person}/sessions"]


VISITS = {
    "nobody": lambda page, folder: OPEN,
    "newcomer": lambda page, folder: ["/password"],
    "learner": pages_of_a_learner,
    "tutor": pages_of_a_tutor,
    "coordinator": pages_of_a_coordinator,
    "administrator": pages_of_an_administrator,
}


def findings(page, address: str) -> list[str]:
    page.evaluate(AXE)
    return [fault for width, scheme in LOOKS for fault in findings_in(page, address, width, scheme)]


def findings_in(page, address: str, width: int, scheme: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    cut = page.evaluate(CUT)
    place = f"{address} ({width}, {scheme})"
    wide = [f"{place}: the page is wider than the screen"] if page.evaluate(WIDE) else []
    return wide + [f"{place}: {count} tables made for phones are cut off" for count in [cut] if count] + [
        f"{place}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
