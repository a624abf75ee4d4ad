"""The audit log: administrators search it, people see who looked at their record."""

import os
import pathlib
import re
import subprocess

import pytest
from officers import officer
from playwright.sync_api import expect
from steps import choose_language, sign_in
from words import words

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture
def clikcctl():
    """The operator's command, as `./clikc run clikcctl` runs it."""
    address = pathlib.Path(os.environ["CLIKC_TEST_SECRETS"]) / "amqp_url.clikcctl"

    def run(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [ROOT / ".build/debug/clikcctl", *arguments], capture_output=True, text=True, timeout=60,
            env={"PATH": os.environ["PATH"], "CLIKC_AMQP_URL_FILE": str(address)})

    return run


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_administrator_finds_what_was_done_to_an_account(demo, mail, visitor, language):
    person, said = officer(demo, mail), words(language)
    created, changed = said["web.audit.event.user-created"], said["web.audit.event.authn-password-change"]
    role = f"{said['web.audit.detail.roles']}{said['web.colon']} {said['web.role.1']}"
    page = visitor(language)
    sign_in(page, demo["administrator"])
    choose_language(page, language)
    page.goto("/audit")
    expect(page.locator("h1")).to_have_text(said["web.audit.title"])
    page.fill("#subject", person["username"])
    page.click("form[action='/audit'] button")
    rows = page.locator("tbody tr")
    expect(rows.filter(has_text=created)).to_contain_text(demo["coordinator"]["username"])
    expect(rows.filter(has_text=changed)).to_have_count(1)
    page.select_option("#event", "user_created")
    page.click("form[action='/audit'] button")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(role)
    stored = rows.locator("bdi", has_text="roles: learner")
    expect(stored).to_be_hidden()
    rows.locator("summary").click()
    expect(stored).to_be_visible()
    page.fill("#subject", "nobody-of-that-name")
    page.click("form[action='/audit'] button")
    expect(page.locator(".empty")).to_be_visible()
    expect(page.locator(".empty")).to_have_text(said["web.audit.none"])


def test_nobody_but_administrators_reads_the_audit_log(demo, visitor):
    for role in ["coordinator", "tutor", "learner"]:
        page = visitor("en")
        sign_in(page, demo[role])
        answer = page.goto("/audit")
        assert answer.status == 403, role


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_person_sees_who_of_the_staff_looked_at_their_record(demo, mail, visitor, language):
    person, said = officer(demo, mail), words(language)
    coordinator = visitor("en")
    sign_in(coordinator, demo["coordinator"])
    coordinator.goto(f"/people/{person['id']}")
    page = visitor(language)
    sign_in(page, person)
    choose_language(page, language)
    page.goto("/privacy/readers")
    expect(page.locator("h1")).to_have_text(said["web.readers.title"])
    expect(page.locator("tbody tr").first).to_contain_text("Camille Durand")
    expect(page.locator("tbody tr", has_text=said["web.readers.what.GetPerson"]).first).to_be_visible()
    page.goto("/security")
    page.click("a[href='/privacy/readers']")
    page.wait_for_url(re.compile("/privacy/readers"))


def test_the_command_verifies_the_chain(clikcctl):
    first = clikcctl("audit", "verify")
    assert first.returncode == 0, first.stdout + first.stderr
    end = re.search(r"\d+:[0-9a-f]{64}", first.stdout).group(0)
    assert clikcctl("audit", "verify", "--from", end).returncode == 0
    changed = end[:-1] + ("0" if end[-1] != "0" else "1")
    again = clikcctl("audit", "verify", "--from", changed)
    assert again.returncode == 1 and "another one" in again.stdout
