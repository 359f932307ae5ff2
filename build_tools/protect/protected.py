"""Names of people whom only this machine may know: a list outside of every repository, compared and never copied.

In: the setting `transparency.protectedNames` of a clone, and texts. Out: findings like those of any other name, so that
nobody learns who is on the list. Every form of a name counts: with endings, in any alphabet, in capitals or small.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from build_tools import git
from build_tools.personal_data import Finding
from build_tools.personal_data.normalise import plain
from build_tools.personal_data.word_forms import OF_FEMALE, OF_NAMES, skeleton, stems
from build_tools.problems import Fault, Problem, Refused
from build_tools.screening.finder import Finder
from build_tools.tree import NO_FILE, private_fault

_SETTING = "transparency.protectednames"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NEAR = 4
"""How many words later the next word of a name may come."""

_UNREADABLE = Fault(
    "protect.list_unreadable",
    "names a list of protected names that cannot be read as text, or that holds none; nothing goes out until it can",
)

Name = frozenset[str]
"""The words of a name, as they are compared."""


def protected(root: Path) -> Finder | None:
    """Return what looks for the names of the list of a clone, or nothing where it has none. Raises ``Refused``."""
    settings = dict(pair.partition("\n")[::2] for pair in git.git(root, "config", "--list", "-z").split("\0"))
    if _SETTING not in settings:
        return None
    path = Path(settings[_SETTING]).expanduser()
    fault = private_fault(path, root) if path.is_absolute() else NO_FILE
    names = () if fault else _names_of(path)
    if not names:
        raise Refused([Problem(_SETTING, fault or _UNREADABLE)])
    return lambda text: list(_found(text, names))


def _names_of(path: Path) -> tuple[Name, ...]:
    """Return the names of a list, one on each line; none of one that is no text."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(filter(None, (frozenset(map(skeleton, _WORD.findall(plain(line).text))) for line in lines)))


def _found(text: str, names: Collection[Name]) -> Iterator[Finding]:
    """Yield where the words of a name stand near each other, in any order."""
    read = plain(text)
    words = [(word.span(), _forms(word[0])) for word in _WORD.finditer(read.text)]
    for number, (span, forms) in enumerate(words):
        for name in (name for name in names if name & forms):
            near = frozenset[str]().union(*(others for _, others in words[max(0, number - _NEAR) : number + _NEAR + 1]))
            if name <= near:
                yield Finding(*read.origin(*span), "PERSON", "block")


def _forms(word: str) -> frozenset[str]:
    """Return what a word may be a form of, as names are compared; a name may have lost its last vowel."""
    whole = skeleton(word)
    return frozenset((*stems(whole, OF_NAMES), *(f"{stem}a" for stem in stems(whole, OF_FEMALE))))
