"""Verifies what a certificate's QR code says: written from docs/certificates.md and an Ed25519 library alone."""

import base64
import hashlib
import unicodedata
import uuid
from urllib.parse import parse_qs, urlsplit

from nacl.signing import VerifyKey


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def digest(text: str) -> bytes:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).digest()[:16]


def verify(address: str, keys: dict[bytes, bytes]) -> dict:
    """What the address says; `keys` are the published ones by their names. Raises when the signature does not hold."""
    statement = decode(parse_qs(urlsplit(address).query)["s"][0])
    message, signature = statement[:-64], statement[-64:]
    if message[0] != 1:
        raise ValueError(f"version {message[0]}")
    VerifyKey(keys[message[1:9]]).verify(message, signature)
    return {
        "completed": str(int.from_bytes(message[9:13], "big")), "holder": message[13:29],
        "course": str(uuid.UUID(bytes=message[29:45])), "title": message[45:61], "serial": message[61:].decode("ascii"),
    }
