"""Records of cases where none may lie: copies, drafts and tables anywhere in the folder that somebody will commit.

In: the place of a project. Out: problems. A record is known by its shape, whatever its name, its ending, its encoding,
its indentation and the signs before its lines; one that says of itself that it is invented may lie anywhere.
"""

import base64
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from build_tools.load.signs import showable
from build_tools.models import fact_fields
from build_tools.paths import CASE_ID, CASES
from build_tools.problems import Fault, Problem
from build_tools.tree import Source, Tree, tree_of

NAMES = tuple(fact_fields())
ENOUGH, ENOUGH_COLUMNS = 4, 6
"""Fields that no other text has together; columns of the head of a table."""

FIELD = "|".join(name.replace("_", "[_ -]?") for name in NAMES)
BEFORE = (
    r"(?:^(?:[^\S\n]|[#>|*`/;+\\\d.):-])*(?:export[ \t]+)?|[{,;&<]\s*|\.ya?ml[:-](?:\d{1,6}[:-])?|\bcase\.)"
    r"(?P<quote>\\?[\"'])?"
)
AFTER = r"(?(quote)\\?[\"'])[ \t*_`]*(?:=>|[:=|>\t])[ \t*_`]*"
BELOW = r"(?:[!&]!?\w+[ ]+)?(?:[>|][+-]?\d?[ ]*\n\s*)?"
"""A tag, an anchor, or the sign that a value of YAML begins on the next line."""

VALUE = rf"(?!\w+\[){BELOW}(?:\\?[\"']|[\w\x80-\xff-]|\[\s*[\"'\w\\\x80-\xff]|\r?\n[\s#>|*+]*-\s)"
LINE = re.compile(f"{BEFORE}(?P<field>{FIELD}){AFTER}{VALUE}", re.MULTILINE | re.IGNORECASE)
"""A field with a value, on a line of its own or in braces: the text of a type in a program is no value."""

MARK = re.compile(
    rf"{BEFORE}(?:release{AFTER}\\?[\"']?examples\b|invented{AFTER}\\?[\"']?true\b)", re.MULTILINE | re.IGNORECASE
)
COLUMN = re.compile(f"(?:^|[,;|\t])[ \u00a0\"']*({FIELD})[ \u00a0\"']*(?=[,;|\t]|$)", re.IGNORECASE)
MARKED_COLUMN = re.compile(r"(?:^|[,;|\t])[ \u00a0\"']*invented[ \u00a0\"']*(?=[,;|\t]|$)", re.IGNORECASE)
GAP = r"[ \u00a0\"']*"
EDGE = rf"{GAP}[,;|\t]{GAP}"
ID, RELEASE = CASE_ID, r"[0-9]{4}-[0-9]{1,2}"
ROW = re.compile(
    rf"[#>|* \t\"']*(?:{ID}{EDGE}{RELEASE}|{RELEASE}{EDGE}{ID}){EDGE}"
    rf"(?:(?:19|20)[0-9]{{2}}(?:-(?:0[1-9]|1[0-2]|Q[1-4]))?|not_stated){EDGE}",
    re.IGNORECASE,
)
"""How a row begins in a table whose head is gone: id, release and period, as in the tables that the site offers."""

LIKE_A_ROW = re.compile(rb"[0-9]{4}-[0-9]{1,2}[ \xa0\"']*[,;|\t<]")
"""What every row has; in a table of HTML a tag ends the cell."""

CELLS = re.compile(r"[,;|\t]")
NEXT_CELL = re.compile(r"</t[dh]>\s*<t[dh]\b[^<>]*>", re.IGNORECASE)
CELL = re.compile(r"</?t[dh]\b[^<>]*>", re.IGNORECASE)
OF_ROW = re.compile(r"</?tr\b[^<>]*>", re.IGNORECASE)

ENCODED = re.compile(
    rb"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40,}={0,2}(?:\s{1,4}[A-Za-z0-9+/]{40,}={0,2})*(?:\s{1,4}[A-Za-z0-9+/]{2,}={0,2})?"
)
LONG, ENOUGH_ENCODED = 40, 120
"""Text in base64, in one line or several, how long its first line is, and how many signs of it hold more than a few
lines."""

SIGNS = bytes(sign if chr(sign).isascii() and (chr(sign).isalnum() or chr(sign) in "+/") else 32 for sign in range(256))
"""To each byte itself where base64 may have it, else a space."""

PARTED = b"_ -"
SPELT = tuple(name.encode().translate(None, PARTED) for name in NAMES)

STRAY = Fault(
    "stray.record_of_a_case",
    "has the shape of a record of a case, and none may lie here, for whatever is committed is published and stays "
    "so; move it out of the folder of the project, and ask for help if it was committed already; if it is "
    "invented, let it say so: invented: true",
)
CLOSED = Fault(
    "stray.packed_file",
    "is an archive, a database or a document of an office program, and nobody sees whether a record of a case lies "
    "in it; whatever is committed is published and stays so: move it out of the folder of the project",
)
ARCHIVES = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
)
"""How files begin in which texts are packed."""


def stray_records(root: Source) -> Iterator[Problem]:
    """Yield a problem for each file that holds a record in another place than that of a case."""
    tree = tree_of(root)
    for path in tree.committable(always=CASES):
        if not _is_place_of_a_case(path):
            yield from _judged(tree, path)


def _judged(tree: Tree, path: str) -> Iterator[Problem]:
    shown = next(way for way in (path, *map(str, Path(path).parents)) if showable(way))
    data = tree.read(path)
    if isinstance(data, Fault):
        yield Problem(shown, data)
    elif data.startswith(ARCHIVES):
        yield Problem(shown, CLOSED)
    elif holds_record(data):
        yield Problem(shown, STRAY)


# A preview that follows each change looks at the same files again.
@lru_cache(maxsize=1024)
def holds_record(data: bytes) -> bool:
    """Tell whether a file holds a record that does not say that it is invented. Names of fields are of ASCII, so
    letters need not be known: without its zero bytes UTF-16 is ASCII too, and a copy of an editor ends lines with them.
    """
    forms = (form for text in (data, *_encoded(data)) for form in _without_zeros(text))
    return any(_has_shape(form.replace(b"\r", b"\n").decode("latin-1")) for form in forms if _may_have(form))


def _encoded(data: bytes) -> Iterator[bytes]:
    """Yield what stands in base64 in a file; where no word is as long as a line of it, nothing does."""
    if max(map(len, data.translate(SIGNS).split()), default=0) >= LONG:
        yield from (decoded(found[0]) for found in ENCODED.finditer(data) if len(found[0]) >= ENOUGH_ENCODED)


def decoded(text: bytes) -> bytes:
    """Return what base64 stands for, or nothing where it is none."""
    signs = b"".join(text.split()).rstrip(b"=")
    try:
        return base64.b64decode(signs + b"=" * (-len(signs) % 4))
    except ValueError:
        return b""


def _without_zeros(data: bytes) -> tuple[bytes, ...]:
    return (data.replace(b"\0", b""), data.replace(b"\0", b"\n")) if b"\0" in data else (data,)


def _may_have(data: bytes) -> bool:
    """Tell quickly of most files that they hold no record: those with fewer names of fields, and nothing like a row."""
    small = data.lower().translate(None, PARTED)
    return sum(name in small for name in SPELT) >= ENOUGH or LIKE_A_ROW.search(data) is not None


def _has_shape(text: str) -> bool:
    """Tell whether a text has the fields of more records than say that they are invented, or rows of a table."""
    text = OF_ROW.sub("\n", CELL.sub("|", NEXT_CELL.sub("|", text)))
    fields = Counter(re.sub("[ _-]", "", found["field"].lower()) for found in LINE.finditer(text))
    times = sorted(fields.values(), reverse=True)
    records = times[ENOUGH - 1] if len(times) >= ENOUGH else 0
    unmarked = records > 0 and sum(1 for _ in MARK.finditer(text)) < records
    return unmarked or any(map(_is_of_table, text.splitlines()))


def _is_of_table(line: str) -> bool:
    """Tell whether a line is the head of a table of records, or a row of one."""
    edges = len(CELLS.findall(line))
    if edges < ENOUGH_COLUMNS - 1:
        return False
    if ROW.match(line) and edges >= ENOUGH_COLUMNS:
        return True
    return len(set(COLUMN.findall(line.lower()))) >= ENOUGH_COLUMNS and not MARKED_COLUMN.search(line)


def _is_place_of_a_case(path: str) -> bool:
    """Tell whether a file is read as a case, and judged as one."""
    parts = path.split("/")
    return parts[0] == CASES and path.endswith(".yml") and not any(part.startswith((".", "~$", "#")) for part in parts)
