"""Addresses of onion services of version 3: whether one is whole, without asking anybody.

In: an address that has the right form. Out: yes or no. Never opens a connection.
"""

import base64
from hashlib import sha3_256
from urllib.parse import urlsplit

_KEY, _CHECKSUM, _VERSION = 32, 2, b"\x03"
"""Bytes of the public key and of the checksum in the name of a service."""


def onion_name(key: bytes) -> str:
    """Return the name of the service with this public key, 56 signs, without ``.onion``.

    Source: Tor specifications, rend-spec, “Encoding onion addresses”.
    """
    checksum = sha3_256(b".onion checksum" + key + _VERSION).digest()[:_CHECKSUM]
    return base64.b32encode(key + checksum + _VERSION).decode().lower()


def is_whole(address: str) -> bool:
    """Whether the checksum in an address fits the rest of it; no slip of the pen passes, save one in 65,536."""
    name = _name_of(address)
    return name == onion_name(_key_of(name))


def is_placeholder(address: str) -> bool:
    """Whether the key is nothing but zeros, which belongs to nobody and serves for examples."""
    return not any(_key_of(_name_of(address)))


def _name_of(address: str) -> str:
    """Return the 56 signs of an address such as ``http://….onion/``."""
    return (urlsplit(address).hostname or "").removesuffix(".onion")


def _key_of(name: str) -> bytes:
    """Return the public key in a name."""
    return base64.b32decode(name.upper())[:_KEY]
