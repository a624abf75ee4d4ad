"""S13: what is secret stands nowhere but where it belongs: in no log, environment, command line, table or event."""

import fnmatch
import os
import pathlib
import re
import subprocess
import uuid

import pytest
from api import API
from forms import Surfer
from maildir import Maildir, text_of
from officers import newcomer, officer

SECRETS = pathlib.Path(os.environ["CLIKC_TEST_SECRETS"])
LOGS = pathlib.Path(os.environ["CLIKC_TEST_LOGS"])
SERVICES = {"identity", "catalogue", "progress", "notification", "gateway", "web"}


def kept_in_files() -> dict[str, str]:
    """The secrets of the portal by the name of their file: passwords of addresses, whole keys, lines of PEM."""
    found = {}
    for file in SECRETS.iterdir():
        text = file.read_text().strip()
        password = re.search(r"://[^:/@]+:([^@]+)@", text)
        if password:
            text = password[1]
        elif "PRIVATE KEY" in text:
            text = text.splitlines()[1]
        elif "PUBLIC KEY" in text:
            continue
        assert len(text) >= 16, f"{file.name} holds no secret"
        found[file.name] = text
    return found


@pytest.fixture(scope="module")
def secrets(demo, mail) -> dict[str, str]:
    """Those, and what one officer has had since: passwords right and wrong, tokens of sessions and of a reset."""
    beginner, person = newcomer(demo, mail), officer(demo, mail)
    wrong = f"Wrong-{uuid.uuid4().hex}"
    refused = API(demo["url"]).post("/api/v1/sessions", {"username": person["username"], "password": wrong})
    assert refused.status == 401
    api, surfer = API(demo["url"]).signed_in(person), Surfer(demo["url"]).signed_in(person)
    chosen = f"Quay-{uuid.uuid4().hex}"
    change = {"currentPassword": person["password"], "newPassword": chosen}
    assert api.send_json("PUT", "/api/v1/password", change).status == 200
    asked = API(demo["url"]).post("/api/v1/password-resets", {"username": person["username"]})
    assert asked.status == 200, asked.body
    link = re.search(r"/reset/([\w-]+)", reset_mail(mail, person["email"]))
    assert link
    own = {
        "temporary password": beginner["password"], "wrong password": wrong, "chosen password": chosen,
        "token of the API": api.token or "", "token of a reset": link[1],
    }
    for name, value in surfer.cookies.items():
        if len(value) >= 16:
            own[f"cookie {name}"] = value
    assert len(own) >= 6 and all(len(value) >= 12 for value in own.values()), own.keys()
    return kept_in_files() | own


def reset_mail(mail: Maildir, address: str) -> str:
    """The text of the mail with the link; others about the account come before it."""
    for count in range(1, 8):
        message = mail.wait_for(address, count)
        if message["Subject"].endswith("New password"):
            return text_of(message)
    raise AssertionError(f"no mail with a link came to {address}")


def spotted(secrets: dict[str, str], text: bytes) -> list[str]:
    """The names of the secrets a text holds, as they are or in hexadecimal, as a dump shows bytes."""
    return [name for name, value in secrets.items() if value.encode() in text or value.encode().hex().encode() in text]


def test_s13_no_log_holds_a_secret(secrets):
    files = [file for place in (LOGS, SECRETS.parent) for file in place.rglob("*.log")]
    files += [file for file in LOGS.iterdir() if file.is_file() and file not in files]
    read = {file: file.read_bytes() for file in files}
    assert all(any(file.name.startswith(service) and text for file, text in read.items()) for service in SERVICES)
    assert not {file.name: spotted(secrets, text) for file, text in read.items() if spotted(secrets, text)}


def running() -> dict[tuple[str, str], pathlib.Path]:
    """The directories of /proc of this portal's processes, by number and name."""
    found = {}
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            name = (process / "exe").readlink().name
            if name in SERVICES and str(SECRETS).encode() in (process / "environ").read_bytes():
                found[process.name, name] = process
        except OSError:  # it ended meanwhile, or is another user's
            continue
    assert {name for _, name in found} == SERVICES
    return found


def test_s13_no_process_shows_a_secret(secrets):
    shown = {key: (place / "environ").read_bytes() + (place / "cmdline").read_bytes() for key, place in running().items()}
    assert not {key: spotted(secrets, text) for key, text in shown.items() if spotted(secrets, text)}


def test_s13_no_process_leaves_its_memory_in_a_core_dump():
    limits = {}
    for key, place in running().items():
        line = re.search(r"^Max core file size +(\S+) +(\S+)", (place / "limits").read_text(), re.MULTILINE)
        assert line, key
        limits[key] = line.groups()
    assert set(limits.values()) == {("0", "0")}, limits


def test_s13_no_layer_of_the_image_holds_a_secret(secrets):
    """Whatever the Containerfile copies, from a checkout in which the portal has run with its secrets."""
    root = pathlib.Path(__file__).parents[2]
    ignored = (root / ".containerignore").read_text().split()
    lines = (root / "compose" / "Containerfile").read_text().splitlines()
    sources = [line.split()[1] for line in lines if line.startswith("COPY ") and "--from=" not in line]
    assert "Services" in sources and SECRETS.is_relative_to(root)
    files = [file for source in sources for file in [root / source, *(root / source).rglob("*")] if file.is_file()]
    copied = [file for file in files if not is_ignored(file.relative_to(root), ignored)]
    assert len(copied) > 1000
    found = {str(file): spotted(secrets, file.read_bytes()) for file in copied}
    assert not {file: names for file, names in found.items() if names}
    assert not [line for line in lines if line.startswith(("ADD ", "ARG "))], "neither brings anything in unseen"


def is_ignored(file: pathlib.Path, patterns: list[str]) -> bool:
    """Whether a file of the checkout is left out of the image: patterns without a slash are names at the top."""
    return any(fnmatch.fnmatch(file.parts[0], pattern) for pattern in patterns)


def test_s13_no_table_and_no_event_holds_a_secret(demo, secrets):
    command = ["pg_dump", "--data-only", "--dbname", os.environ["CLIKC_TEST_POSTGRES_URL"]]
    dump = subprocess.run(command, check=True, capture_output=True).stdout
    assert demo["learner"]["username"].encode() in dump
    assert demo["learner"]["username"].encode().hex().encode() in dump, "events are in it too"
    assert not spotted(secrets, dump)
