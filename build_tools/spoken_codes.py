"""Short codes that people compare aloud: in come bytes or signs, out come groups that are easy to read and hear."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U, which are taken for other signs when they are read aloud or written by hand. Hexadecimal digits
are a part of it."""

_GROUP = 4


def crockford(data: bytes, signs: int) -> str:
    """Return the first bits of ``data`` in that alphabet, five for each sign."""
    number = int.from_bytes(data) >> 8 * len(data) - 5 * signs
    return "".join(CROCKFORD[number >> 5 * at & 31] for at in reversed(range(signs)))


def grouped(signs: str) -> str:
    """Return signs in groups of four: ``7Q4K-0B6T``."""
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))
