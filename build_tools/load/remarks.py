"""Remarks in files of records: what nobody publishes, yet everybody can read in what is committed.

In: the text of a file. Out: the line of its first remark. Never repeats it.
"""

import re
from collections.abc import Iterator

import yaml

SCHEMA = re.compile(r"# yaml-language-server: \$schema=\.\./case\.schema\.json\n")
"""What tells an editor how to check the file; it says the same in each."""


def line_of_remark(text: str) -> int | None:
    """Return the line of the first remark, from 1, but for that to editors on the first line; what cannot be read as
    YAML is taken to be none of its values."""
    own = SCHEMA.match(text)
    start = own.end() if own else 0
    if "#" not in text[start:]:
        return None
    values = list(_values(text))
    for found in re.finditer("#", text):
        place = found.start()
        if place >= start and not any(begin <= place < end for begin, end in values):
            return text.count("\n", 0, place) + 1
    return None


def _values(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the values of a text stand; a text of several lines begins below the line that announces it."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken):
                begin, end = token.start_mark.index, token.end_mark.index
                yield (text.index("\n", begin) if token.style in ("|", ">") else begin), end
    except yaml.YAMLError:
        return
