"""The life of a certificate after its issue, in the browser: issued anew, taken back by two persons."""

import json
import pathlib
import re

import credentials
import pytest
from api import API
from maildir import text_of
from playwright.sync_api import Browser, Page, expect
from scholars import scholar
from steps import choose_language, sign_in
from test_access import findings

MESSAGES = pathlib.Path(__file__).parents[2] / "Shared/Localization/Messages"


@pytest.fixture(scope="module")
def holder(demo: dict, mail) -> dict:
    return scholar(demo, mail)


def texts(page: Page) -> dict[str, str]:
    language = page.locator("html").get_attribute("lang")
    return json.loads((MESSAGES / language / "web-certificates.json").read_text())


def verified(demo: dict, code: str) -> str:
    return API(demo["url"]).get(f"/api/v1/certificates/{code}")["state"]


def test_a_corrected_name_is_issued_anew_and_then_taken_back(visitor, demo, mail, holder):
    own, coordinator = visitor("en"), visitor("en")
    sign_in(own, holder)
    sign_in(coordinator, demo["coordinator"])
    choose_language(coordinator, "en")
    old = credential_of(own, holder, demo)
    assert credentials.is_holder(old, holder["name"]) and not holds_no_more(old, demo)
    first = reissued(coordinator, own, holder, demo, mail)
    code = certificate_of(own, holder)
    new = credential_of(own, holder, demo)
    assert credentials.is_holder(new, "Ines Duarte-Lima") and not credentials.is_holder(old, "Ines Duarte-Lima")
    assert (holds_no_more(old, demo), holds_no_more(new, demo)) == (True, False)
    assert code != first
    assert (verified(demo, first), verified(demo, code)) == ("CERTIFICATE_STATE_SUPERSEDED", "CERTIFICATE_STATE_VALID")
    stranger = visitor("en")
    stranger.goto(f"/verify/{first}")
    expect(stranger.locator("main .note[role=status]")).to_contain_text("a newer one was issued")
    expect(stranger.locator("main")).not_to_contain_text(code)

    proposed(coordinator, holder)
    assert verified(demo, code) == "CERTIFICATE_STATE_VALID"
    told = len(mail.to(holder["email"]))
    confirmed(visitor("en"), demo, coordinator.url.split("?")[0])
    assert "it names another person" in text_of(mail.wait_for(holder["email"], told + 1))
    stranger.goto(f"/verify/{code}")
    expect(stranger.locator("main .note[role=status]")).to_contain_text("was taken back on")
    expect(stranger.locator("main")).not_to_contain_text("Seen in the file.")
    assert verified(demo, code) == "CERTIFICATE_STATE_REVOKED"
    said = json.loads(stranger.locator("script[type='application/ld+json']").text_content())
    serial = new["credentialSubject"]["licenseNumber"]
    assert (said["creativeWorkStatus"], said["identifier"], said["url"]) == ("revoked", serial, stranger.url)
    assert holds_no_more(new, demo)
    taken_back(own, holder, demo)


def credential_of(own: Page, holder: dict, demo: dict) -> dict:
    """The digital credential as the holder downloads it, verified, with what it points to."""
    own.goto(f"/courses/{holder['course']}/certificate")
    serial = own.locator("main dd .code").first.inner_text()
    with own.expect_download() as download:
        own.click("main a[download][href$='/certificate/credential']")
    assert download.value.suggested_filename == f"credential-{serial}.jwt"
    credential = credentials.verify(pathlib.Path(download.value.path()).read_text(), demo["url"], public(demo))
    subject = credential["credentialSubject"]
    assert subject["licenseNumber"] == serial
    assert holder["name"] not in json.dumps(credential)
    for thing in [subject["achievement"], credential["issuer"]]:
        assert json.loads(public(demo)(thing["id"])).items() >= thing.items()
    return credential


def public(demo: dict) -> credentials.Fetch:
    """What anybody gets at an address of the site; it may be kept for a minute at most."""

    def fetch(address: str) -> bytes:
        assert address.startswith(demo["url"])
        reply = API(demo["url"]).send("GET", address.removeprefix(demo["url"]))
        assert reply.status == 200, f"{address}: {reply.status} {reply.body[:300]!r}"
        assert int(re.fullmatch("public, max-age=([0-9]+)", reply.headers["cache-control"]).group(1)) <= 60
        return reply.body

    return fetch


def holds_no_more(credential: dict, demo: dict) -> bool:
    by_place, by_identifier = credentials.ended(credential, demo["url"], public(demo))
    assert by_place == by_identifier
    return by_place


def certificate_of(own: Page, holder: dict) -> str:
    own.goto(f"/courses/{holder['course']}/certificate")
    return own.locator("main dd .code").nth(1).inner_text()


def reissued(coordinator: Page, own: Page, holder: dict, demo: dict, mail) -> str:
    """The code of the certificate of before."""
    first = certificate_of(own, holder)
    coordinator.goto(f"/people/{holder['id']}/names")
    coordinator.fill("main input[name=name]", "Ines Duarte-Lima")
    coordinator.click("main form button.first")
    coordinator.click("main a[href^='/certificates?account=']")
    told = len(mail.to(holder["email"]))
    # The name comes to the service by event.
    coordinator.click("main tbody th a")
    while coordinator.locator("main form[action$='/reissue']").count() == 0:
        coordinator.reload()
    coordinator.click("main form[action$='/reissue'] button")
    expect(coordinator.locator("main .note.good")).to_have_text(texts(coordinator)["web.register.done-reissued"])
    assert "/verify/" in text_of(mail.wait_for(holder["email"], told + 1))
    return first


def proposed(coordinator: Page, holder: dict) -> None:
    coordinator.goto(f"/certificates?account={holder['id']}")
    expect(coordinator.locator("main tbody tr")).to_have_count(2)
    coordinator.click("main tbody tr:first-child th a")
    coordinator.select_option("main select[name=reason]", "2")
    coordinator.fill("main textarea[name=note]", "Seen in the file.")
    coordinator.click("main form[action$='/revocations'] button")
    expect(coordinator.locator("main .note.good")).to_have_text(texts(coordinator)["web.register.done-proposed"])
    expect(coordinator.locator("main form[action$='/withdrawal']")).to_have_count(1)
    expect(coordinator.locator("main form[action$='/decision']")).to_have_count(0)


def confirmed(administrator: Page, demo: dict, address: str) -> None:
    sign_in(administrator, demo["administrator"])
    administrator.goto("/certificates")
    path = re.search("/certificates/.*", address).group(0)
    administrator.click(f"main section[aria-labelledby=waiting] a[href='{path}']")
    expect(administrator.locator("main .lines")).to_have_text("Seen in the file.")
    administrator.click("main button[value=confirmed]")
    expect(administrator.locator("main .note.good")).to_have_text(texts(administrator)["web.register.done-confirmed"])


def taken_back(own: Page, holder: dict, demo: dict) -> None:
    """The holder is told, and is offered no file."""
    own.goto(f"/courses/{holder['course']}/certificate")
    expect(own.locator("main .note.bad")).to_contain_text("was taken back on")
    expect(own.locator("main a[download]")).to_have_count(0)
    for file in ["pdf", "credential"]:
        reply = API(demo["url"]).signed_in(holder).send("GET", f"/api/v1/courses/{holder['course']}/certificate/{file}")
        assert (reply.status, reply.json()["reason"]) == (409, "CERTIFICATE_REVOKED")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_on_a_certificate_and_what_is_done_to_it(
    browser: Browser, demo: dict, holder: dict, language: str,
):
    context = browser.new_context(base_url=demo["url"], locale=language, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    page.goto(f"/certificates?account={holder['id']}")
    addresses = page.locator("main tbody a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    page.goto(addresses[0])
    addresses.append(page.locator("main a[href^='/verify/']").get_attribute("href"))
    faults = []
    for address in [f"/certificates?account={holder['id']}", *addresses]:
        page.goto(address)
        faults += findings(page, address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()
    assert not faults, "\n".join(faults)


def test_a_wrong_form_says_why_and_changes_nothing(visitor, demo, holder):
    page = visitor("en", scripts=False)
    sign_in(page, demo["administrator"])
    page.goto("/certificates?q=no-such-number")
    expect(page.locator("main .empty")).to_be_visible()
    assert page.goto("/certificates/0193b1de-0000-7000-8000-000000000002").status == 404
    assert page.goto("/certificates/nonsense").status in (400, 404)
    newcomer = visitor("en", scripts=False)
    sign_in(newcomer, demo["learner"])
    assert newcomer.goto("/certificates").status == 403
