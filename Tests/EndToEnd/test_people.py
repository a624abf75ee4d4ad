"""A coordinator's and an administrator's work with accounts, in the browser."""

import base64
import re
import time
import uuid

import pytest
from api import API
from playwright.sync_api import Page, expect
from steps import answer_policy, change_password, choose_language, create_account, settled, sign_in
from words import words

PASSWORD = "Tulip-Harbour-42"


@pytest.fixture
def officer(visitor, demo, mail) -> dict:
    """Somebody with a password of their own, and the coordinator's page about them."""
    person = {
        "name": "Ines Ferreira", "username": f"ines-{uuid.uuid4().hex[:8]}",
        "email": f"{uuid.uuid4().hex[:8]}@customs.example.org"}
    coordinator = visitor("en")
    sign_in(coordinator, demo["coordinator"])
    create_account(coordinator, person, "pt")
    person["page"] = coordinator.url.split("?")[0]
    text = mail.wait_for(person["email"]).get_body(("plain",)).get_content()
    temporary = next(line.strip() for line in text.splitlines() if re.fullmatch(r"\s*[A-Za-z2-9]{12}\s*", line))
    page = visitor("en")
    sign_in(page, person | {"password": temporary})
    change_password(page, temporary, PASSWORD)
    page.wait_for_url(re.compile("/policy"))
    answer_policy(page, "en")
    page.wait_for_url(re.compile("/profile"))
    page.click("main a.button.first[href='/profile/edit']")
    page.click("main form button.first")
    page.wait_for_url(re.compile("/(dashboard|profile)"))
    return person | {"password": PASSWORD, "coordinator": coordinator, "open": page}


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    return page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_suspended_person_is_out_within_a_second_and_comes_back(officer, visitor, demo, language):
    coordinator, said = visitor(language), words(language)
    sign_in(coordinator, demo["coordinator"])
    choose_language(coordinator, language)
    coordinator.goto(officer["page"])
    expect(coordinator.locator("#actions")).to_have_text(said["web.person.actions"])
    coordinator.click("form[action$='/suspend'] button")
    expect(coordinator.locator("main .note.good[role=status]")).to_have_text(said["web.person.done-suspended"])
    start = time.monotonic()
    while "/login" not in opened(officer["open"], "/grades").url:
        assert time.monotonic() - start < 10, "a suspended person's session goes on"

    page = visitor(language)
    sign_in_fails(page, officer | {"password": "Wrong-Harbour-1"})
    wrong = page.locator("main [role=alert]").inner_text()
    sign_in_fails(page, officer)
    right = page.locator("main [role=alert]").inner_text()
    assert wrong != right

    coordinator.click("form[action$='/reactivate'] button")
    expect(coordinator.locator("form[action$='/suspend']")).to_be_visible()
    expect(coordinator.locator("main .note.good[role=status]")).to_have_text(said["web.person.done-reactivated"])
    sign_in(page, officer)
    assert opened(page, "/grades").url.endswith("/grades")


def sign_in_fails(page: Page, person: dict) -> None:
    page.goto("/login")
    page.fill("main input[name=username]", person["username"])
    page.fill("main input[name=password]", person["password"])
    page.click("main form[action='/login'] button")
    expect(page.locator("main [role=alert]")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_people_are_found_renamed_and_given_roles(officer, language):
    page, said = officer["coordinator"], words(language)
    choose_language(page, language)
    page.goto("/people")
    expect(page.locator("h1")).to_have_text(said["web.people.title"])
    page.fill("main input[name=q]", f"ferreira {officer['username'][:9]}")
    page.select_option("main select[name=state]", "2")
    page.select_option("main select[name=order]", "1")
    page.click("main form[role=search] button")
    expect(page.locator("main tbody tr")).to_have_count(1)
    page.click("main tbody a")

    page.click("main a[href$='/names']")
    expect(page.locator("h1")).to_have_text(said["web.person.rename"])
    expect(page.locator("main h1 + p")).to_have_text("Ines Ferreira")
    page.fill("input[name=name]", "Inês Ferreira da Silva")
    page.fill("input[name=username]", "a b")
    page.click("main form button.first")
    expect(page.locator("#username-fault")).to_have_text(said["field.INVALID_CHARACTERS"])
    expect(page.locator("input[name=name]")).to_have_value("Inês Ferreira da Silva")
    page.fill("input[name=username]", officer["username"] + ".silva")
    page.click("main form button.first")
    expect(page.locator("h1")).to_have_text("Inês Ferreira da Silva")
    expect(page.locator("main .note.good[role=status]")).to_have_text(said["web.person.done-renamed"])

    page.click("main a[href$='/roles']")
    expect(page.locator("h1")).to_have_text(said["web.person.roles"])
    page.check("input[name=role][value='2']")
    page.click("main form button.first")
    expect(page.locator("main .note.good[role=status]")).to_have_text(said["web.person.done-roles"])
    page.goto("/people?role=2&q=" + officer["username"])
    expect(page.locator("main tbody tr")).to_have_count(1)
    expect(page.locator("main tbody tr")).to_contain_text(said["web.role.2"])


@pytest.mark.parametrize(("language", "name", "code"), [("en", "Kenya", "KE"), ("ar", "زامبيا", "ZM")])
def test_an_administrator_moves_people_and_sets_quotas(officer, visitor, demo, language, name, code):
    page, said = visitor(language), words(language)
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    page.goto("/administrations")
    expect(page.locator("h1")).to_have_text(said["web.administrations.title"])
    assert page.locator("main tbody tr").count() >= 186
    page.fill("main input[name=q]", name.lower())
    page.click("main form[role=search] button")
    page.click("main tbody a")
    page.fill("input[name=quota]", "many")
    page.click("main form button.first")
    expect(page.locator("#quota-fault")).to_have_text(said["web.administrations.quota-wrong"])
    page.fill("input[name=quota]", "5")
    page.click("main form button.first")
    expect(page.locator("main .note.good")).to_have_text(said["web.administrations.saved"])

    page.goto(officer["page"] + "/administration")
    expect(page.locator("h1")).to_have_text(said["web.person.move"])
    page.select_option("select[name=administration]", label=name)
    page.click("main form button.first")
    expect(page.locator("main .facts")).to_contain_text(name)
    expect(page.locator("main .note.good[role=status]")).to_have_text(said["web.person.done-moved"])
    assert officer["coordinator"].goto(officer["page"]).status == 404
    page.goto(f"/administrations/{code}")
    expect(page.locator("main .facts")).to_contain_text("1")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_administrator_sees_where_a_person_is_logged_in_and_ends_it(officer, visitor, demo, language):
    page = visitor(language)
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    page.goto(officer["page"])
    page.click("main a[href$='/sessions']")
    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Chrom")
    page.click("main form[action$='/sessions'] button")
    expect(page.locator("main .note.good[role=status]")).to_be_visible()
    start = time.monotonic()
    while "/login" not in opened(officer["open"], "/grades").url:
        assert time.monotonic() - start < 10, "the session goes on"
    page.click("main a[href$='/sessions']")
    expect(page.locator("main .empty")).to_be_visible()

    sign_in(officer["open"], officer)
    expect(opened(officer["open"], "/privacy/readers").locator("main tbody")).to_contain_text("Ada Njoroge")
    coordinator = officer["coordinator"]
    coordinator.goto(officer["page"])
    expect(coordinator.locator("main a[href$='/sessions']")).to_have_count(0)
    assert coordinator.goto(officer["page"] + "/sessions").status == 403


def test_an_administration_that_is_full_says_so(visitor, demo):
    page = visitor("fr")
    sign_in(page, demo["administrator"])
    choose_language(page, "fr")
    page.goto("/administrations/TV" if page.goto("/administrations/TV").status == 200 else "/administrations/TO")
    page.fill("input[name=quota]", "1")
    page.click("main form button.first")
    for number in range(2):
        page.goto("/people/new")
        page.fill("main input[name=name]", "Vai Tolo")
        page.fill("main input[name=username]", f"vai-{uuid.uuid4().hex[:8]}")
        page.fill("main input[name=email]", "vai@customs.example.org")
        page.select_option("main select[name=administration]", label="Tonga")
        page.click("main form button.first")
        if number == 0:
            page.wait_for_url(re.compile("/people/[0-9a-f-]{36}"))
    expect(page.locator("main .note.bad[role=alert]")).to_have_text(words("fr")["error.QUOTA_REACHED"])


@pytest.mark.parametrize(("language", "code"), [("en", "FJ"), ("ar", "WS")])
def test_a_long_list_is_walked_forth_and_back_without_scripts(visitor, demo, language, code):
    page = visitor(language, scripts=False)
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    api = API(demo["url"]).signed_in(demo["administrator"])
    home = made_people(page, api, code, 120)
    page.goto(f"/people?order=1&administration={home}")
    shown = [listed(page)]
    while page.locator("main a.button[rel=next]").count():
        page.click("main a.button[rel=next]")
        shown.append(listed(page))
    assert [len(part) for part in shown] == [50, 50, 20]
    assert len(set(sum(shown, []))) == 120
    back = page.locator("main a.button[rel=prev]")
    icon, button = back.locator("svg").bounding_box(), back.bounding_box()
    at_the_left = icon["x"] - button["x"] < button["width"] / 2
    assert at_the_left == (language == "en")
    for before in reversed(shown[:-1]):
        page.click("main a.button[rel=prev]")
        assert listed(page) == before
    assert page.locator("main a.button[rel=prev]").count() == 0
    page.click("main a.button[rel=next]")
    assert listed(page) == shown[1]


def made_people(page: Page, api: API, code: str, count: int) -> str:
    """Imports people without mail and returns their administration; the page shows how far it is."""
    homes = api.get("/api/v1/administration-names/en")["administrations"]
    home = next(entry["id"] for entry in homes if entry["code"] == code)
    names = [uuid.uuid4().hex[:8] for _ in range(count)]
    lines = [f"walker-{name},Walker {name},{name}@customs.example.org" for name in names]
    text = "\n".join(["username,name,email", *lines])
    made = api.post("/api/v1/imports", {
        "content": base64.b64encode(text.encode()).decode(), "fileName": "walkers.csv", "language": "en",
        "administrationId": home, "mailed": False})
    assert made.status == 200, made.body
    number = made.json()["import"]["id"]
    page.goto(f"/people/import/{number}")
    settled(page)
    assert api.post(f"/api/v1/imports/{number}/application", {}).status == 200
    page.reload()
    settled(page)
    assert api.get(f"/api/v1/imports/{number}")["import"]["state"] == "IMPORT_STATE_APPLIED"
    return home


def listed(page: Page) -> list[str]:
    return page.locator("main tbody th a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
