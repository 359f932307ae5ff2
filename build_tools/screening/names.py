"""Names of files, folders, branches and tags: whether in them something may be personal.

In: a name or a path. Out: whether, or where.
"""

import re
from functools import lru_cache

from build_tools import paths
from build_tools.personal_data import Finding, find
from build_tools.problems import Fault
from build_tools.screening.data import mask
from build_tools.screening.files import is_bare, is_program, is_sure
from build_tools.screening.finder import Finder

NAMED = Fault("protect.name", "has a name in which a person may be named or reached; rename it")

_OF_A_CASE = re.compile(rf"{paths.CASE_ID}\.yml")
_SEPARATORS = re.compile(r"[-_.,+=]+")


def in_name(name: str, path: str = "", finder: Finder = find) -> bool:
    """Whether a name of a file, a folder, a branch or a tag may hold something personal, as it is or spelt apart; in
    the program a word in capitals that no vocabulary has does not count."""
    if path.startswith(f"{paths.CASES}/") and _OF_A_CASE.fullmatch(name):
        return False
    found = _found_in_name(name, finder)
    return any(not is_program(path) or is_sure(one) or text[one.start].islower() for one, text in found)


# Thousands of files lie in a few folders.
@lru_cache(maxsize=512)
def _found_in_name(name: str, finder: Finder) -> tuple[tuple[Finding, str], ...]:
    texts = {name, _SEPARATORS.sub(" ", name)}
    found = ((one, text) for text in texts for one in finder(mask("", text)))
    return tuple((one, text) for one, text in found if not is_bare(one, text))


def named_in(path: str, finder: Finder = find) -> str | None:
    """Return the folder, if any, that holds the first name of a path in which something may be personal."""
    parts = path.split("/")
    found = (number for number, name in enumerate(parts) if in_name(name, path, finder))
    return next(("/".join(parts[:number]) for number in found), None)
