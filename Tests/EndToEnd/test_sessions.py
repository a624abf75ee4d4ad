"""S14: what ends a session ends it on every gateway at once, as each hears of it; none waits until it has forgotten."""

import time

import pytest
from api import API
from gateways import Gateway
from officers import officer

# Seconds for which the gateways of these tests ask nobody about a session they know: the most the setting takes. What ends
# earlier, they were told of.
REMEMBERED = 25


@pytest.fixture(scope="module")
def gateways(demo):
    """Two of them, each with a session cache, a broker connection and a broadcast queue of its own."""
    started: list[Gateway] = []
    try:
        for number in (1, 2):
            started.append(Gateway(f"gateway-s14-{number}", {"CLIKC_SESSION_CACHE_SECONDS": str(REMEMBERED)}))
        for gateway in started:
            gateway.wait_until_ready()
        yield started
    finally:
        for gateway in started:
            gateway.end()


class Visitor:
    """Somebody with the cookie of one session, who looks in at each gateway."""

    def __init__(self, gateways: list[Gateway], person: dict):
        self.gateways, self.person = gateways, person
        signed_in = API(gateways[0].url).signed_in(person)
        self.token = signed_in.token
        self.cookie = {"Cookie": f"__Host-sid={signed_in.token}"}
        self.began = time.monotonic()

    def look(self, gateway: Gateway) -> int:
        return API(gateway.url).send("GET", "/api/v1/profile", headers=self.cookie).status

    def become_known(self) -> None:
        """Until each gateway answers out of its own memory."""
        for gateway in self.gateways:
            asked = -1
            while asked != (now := gateway.resolutions()):
                asked = now
                assert self.look(gateway) == 200

    def wait_until_refused(self) -> None:
        """By all of them, sooner than any could have forgotten the session by itself."""
        ended = time.monotonic()
        for gateway in self.gateways:
            while self.look(gateway) != 401:
                assert time.monotonic() - self.began < REMEMBERED, f"{gateway.url} was never told"
            seen = time.monotonic()
            assert seen - self.began < REMEMBERED, "too late to tell whether it was told or forgot"
            print(f"{gateway.url} refused the old cookie {seen - ended:.3f} s after the end of its session")


def change_password(demo: dict, here: API, person: dict) -> None:
    change = {"currentPassword": person["password"], "newPassword": "Harbour-Tulip-43"}
    assert here.send_json("PUT", "/api/v1/password", change).status == 200


def suspend(demo: dict, here: API, person: dict) -> None:
    coordinator = API(here.base).signed_in(demo["coordinator"])
    assert coordinator.post(f"/api/v1/people/{person['id']}/suspension", {}).status == 200


def log_out_everywhere(demo: dict, here: API, person: dict) -> None:
    assert here.send("DELETE", "/api/v1/sessions").status == 200


def have_them_ended(demo: dict, here: API, person: dict) -> None:
    administrator = API(here.base).signed_in(demo["administrator"])
    assert administrator.send("DELETE", f"/api/v1/people/{person['id']}/sessions").status == 200


@pytest.mark.parametrize("ending", [change_password, suspend, log_out_everywhere, have_them_ended])
def test_S14_both_of_two_gateways_refuse_the_cookie_of_a_session_that_ended_elsewhere(demo, mail, gateways, ending):
    person = officer(demo, mail)
    here = API(gateways[0].url).signed_in(person)
    there = Visitor(gateways, person)
    there.become_known()

    ending(demo, here, person)

    there.wait_until_refused()
    kept = 200 if ending is change_password else 401
    assert here.send("GET", "/api/v1/profile").status == kept, "the session that changed the password goes on, no other"
