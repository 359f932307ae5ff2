"""Words in scripts that no language of the site uses: nobody who looks after it can read whether they name a person.

In: the original text, in which vowels that are set to a letter still stand beside it. Out: findings in it.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.normalise import signs_of

OWN = (
    "\\x00-\u052f\u1c80-\u1c8f\u1d00-\u2bff\u2c60-\u2c7f\u2de0-\u2e7f\u3000-\u3004\u3008-\u3020\ua640-\ua69f\ua700-\ua7ff"
    "\uab30-\uab6f\ud800-\uf8ff\ufb00-\ufb06\ufe00-\ufe6f\ufeff-\uff65\uffe0-\uffff"
    "\U0001d000-\U0001dfff\U0001f000-\U0001faff\U000e0000-\U0010ffff"
)
"""Latin, Cyrillic and Greek with their supplements, and what stands in every script: digits, marks, pictures."""

FOREIGN = re.compile(f"[^{OWN}]")
RUN = re.compile(rf"[^{OWN}](?<!\d)(?:[ \u00a0\u3000\u00b7.-]?[^{OWN}])+")
"""A letter with another, or with a vowel that is set to it, beside it or one sign further. Digits have another rule."""


def foreign(text: str) -> Iterator[Finding]:
    """Yield words in other scripts."""
    if FOREIGN.search(signs_of(text)):
        yield from (Finding(*found.span(), "PERSON", "block") for found in RUN.finditer(text))
