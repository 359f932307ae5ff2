"""Fingerprints of words: none looks like the number of a person, and earlier ones still count."""

import hashlib
import re

from build_tools.models import NO_WORDS_YET, Translates, version_of
from build_tools.personal_data import find


def test_no_fingerprint_looks_like_a_number() -> None:
    """Of five thousand each begins with a letter, and none is found by the gate, as one of a register of many was."""
    for number in range(5000):
        fingerprint = version_of((str(number),))
        assert re.fullmatch("[a-f](?!.*[0-9]{8})[0-9a-f]{11}", fingerprint)
        assert find(f'version: "{fingerprint}"') == find(f"The words {fingerprint} stay.") == []


def test_an_earlier_fingerprint_is_the_same() -> None:
    """What was written before counts as what is written today, and stays as it is written in the file."""
    earlier = hashlib.sha256(b"words of a page").hexdigest()[:12]
    assert earlier[0].isdigit()
    read = Translates(language="kk", version=earlier).version
    assert read == version_of(("words of a page",)) != version_of(("other words",))
    assert Translates(language="kk", version="0" * 12).version == NO_WORDS_YET
