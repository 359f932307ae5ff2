"""Fingerprints of words: none looks like the number of a person or like a name, and earlier ones still count."""

import hashlib
import string

from build_tools.models import version_of
from build_tools.models.base import in_digits, in_letters
from build_tools.personal_data import find


def test_no_fingerprint_looks_personal() -> None:
    """Of five thousand none holds a digit or is found by the gate, as none of a register of many texts may be."""
    for number in range(5000):
        fingerprint = version_of((str(number),))
        assert len(fingerprint) == 12
        assert set(fingerprint) <= {*string.ascii_lowercase} - {*"aeiouy"}
        assert find(f'version: "{fingerprint}"') == find(f"The words {fingerprint} stay.") == []


def test_an_earlier_fingerprint_is_the_same() -> None:
    """What was written in hexadecimal digits is read as what is written today, and zeros stand for none."""
    earlier = hashlib.sha256(b"words").hexdigest()[:12]
    assert in_letters(earlier) == version_of(("words",))
    assert in_digits(version_of(("words",))) == earlier
    assert in_letters(in_letters(earlier)) == in_letters(earlier)
    assert in_letters("0" * 12) == "0" * 12
