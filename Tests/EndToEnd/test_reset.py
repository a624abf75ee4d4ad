"""S4: a link for a new password leads to the portal, whatever the request for it says."""

import re

import pytest
from api import API
from maildir import text_of
from officers import officer

LIES = [{"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}, {"Forwarded": "host=evil.example"}]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: next(iter(lie)))
def test_s4_the_address_in_a_reset_mail_comes_from_the_settings(demo, mail, lie):
    person = officer(demo, mail)
    body = b'{"username": "%s"}' % person["username"].encode()
    asked = API(demo["url"]).send("POST", "/api/v1/password-resets", body, headers=lie)
    assert asked.status == 200, asked.body
    count, text = 1, ""
    while "/reset/" not in text:
        count += 1
        text = text_of(mail.wait_for(person["email"], count))
    addresses = re.findall(r"https?://\S+", text)
    assert addresses
    assert all(address.startswith(demo["url"]) for address in addresses), addresses
    assert "evil" not in text
