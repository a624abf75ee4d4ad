"""Verifies a digital credential and whether it still holds: written from docs/certificates.md and an Ed25519 library."""

import gzip
import hashlib
import json
import unicodedata
from collections.abc import Callable

from nacl.signing import VerifyKey
from statements import decode

Fetch = Callable[[str], bytes]


def opened(token: str, keys: dict[str, dict], kind: str) -> dict:
    """What a token says; `keys` are the published ones by their `kid`. Raises when the signature does not hold."""
    header, payload, signature = token.split(".")
    said = json.loads(decode(header))
    assert (said["alg"], said["typ"]) == ("EdDSA", kind), said
    key = keys[said["kid"]]
    assert (key["kty"], key["crv"], key["x"]) == ("OKP", "Ed25519", said["jwk"]["x"]), key
    VerifyKey(decode(key["x"])).verify(f"{header}.{payload}".encode(), decode(signature))
    return json.loads(decode(payload))


def published(site: str, fetch: Fetch) -> dict[str, dict]:
    return {key["kid"]: key for key in json.loads(fetch(f"{site}/api/v1/credentials/keys"))["keys"]}


def verify(token: str, site: str, fetch: Fetch) -> dict:
    """The credential, once its signature and its claims hold."""
    credential = opened(token, published(site, fetch), "JWT")
    subject = credential["credentialSubject"]
    assert credential["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert credential["iss"] == credential["issuer"]["id"] == f"{site}/api/v1/credentials/issuer"
    assert (credential["jti"], credential["sub"]) == (credential["id"], subject["id"])
    return credential


def is_holder(credential: dict, name: str) -> bool:
    identity = credential["credentialSubject"]["identifier"][0]
    salted = unicodedata.normalize("NFC", name) + identity["salt"]
    return identity["identityHash"] == f"sha256${hashlib.sha256(salted.encode()).hexdigest()}"


def ended(credential: dict, site: str, fetch: Fetch) -> tuple[bool, bool]:
    """Whether the credential does not hold any more: by its place, and by its identifier."""
    entries = {entry["type"]: entry for entry in credential["credentialStatus"]}
    place = entries["BitstringStatusListEntry"]
    listed = opened(fetch(place["statusListCredential"]).decode(), published(site, fetch), "vc+jwt")
    assert listed["id"] == place["statusListCredential"] and listed["iss"] == credential["iss"]
    assert listed["credentialSubject"]["statusPurpose"] == place["statusPurpose"] == "revocation"
    bits = gzip.decompress(decode(listed["credentialSubject"]["encodedList"].removeprefix("u")))
    assert len(bits) * 8 >= 131_072
    index = int(place["statusListIndex"])
    by_place = bool(bits[index // 8] & (0x80 >> index % 8))
    revoked = json.loads(fetch(entries["1EdTechRevocationList"]["id"]))["revokedCredentials"]
    return by_place, any(entry["id"] == credential["id"] and entry.get("revoked", True) for entry in revoked)
