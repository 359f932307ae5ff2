"""Whether bytes have the shape of a record of a case, whatever their name, encoding and indentation, and the signs
before their lines.

In: the bytes of a file. Out: yes or no. Knows the names of the fields and no model, for the gate around git asks it of
each file, and most files are none.
"""

import base64
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from build_tools.paths import CASE_ID

NAMES = (
    "period",
    "place",
    "gender",
    "age_band",
    "detention_place",
    "authority",
    "treatment",
    "access_lawyer",
    "access_doctor",
    "access_family",
    "complaint",
    "assistance",
)
"""The fields that state facts of a report: those of ``models.fact_fields``, which a test holds against these."""

OWN = ("free_to_speak", "alike", "consent", "summary")
"""What a story has besides."""

ENOUGH, ENOUGH_COLUMNS = 4, 6
"""Fields that no other text has together; columns of the head of a table."""

FIELD = "|".join(name.replace("_", "[_ -]?") for name in (*NAMES, *OWN))
BEFORE = (
    r"(?:^(?:[^\S\n]|[#>|*`/;+\\\d.):-])*(?:export[ \t]+)?|[{,;&<]\s*|\.ya?ml[:-](?:\d{1,6}[:-])?|\bcase\.)"
    r"(?P<quote>\\?[\"'])?"
)
AFTER = r"(?(quote)\\?[\"'])[ \t*_`]*(?:=>|[:=|>\t])[ \t*_`]*"
BELOW = r"(?:[!&]!?\w+[ ]+)?(?:[>|][+-]?\d?[ ]*\n\s*)?"
"""A tag, an anchor, or the sign that a value of YAML begins on the next line."""

OF_STORY = r"(?:\{|\r?\n)[\s#>|*+]*\\?[\"']?(?:enough|[a-z]{2})\\?[\"']?\s*:"
"""How the words of a story begin, by language, and what it says of those who are like its person."""

VALUE = (
    rf"(?!\w+[\[(]){BELOW}"
    rf"(?:\\?[\"']|[\w\x80-\xff-]|\[\s*[\"'\w\\\x80-\xff]|\r?\n[\s#>|*+]*-\s|{OF_STORY})"
)
LINE = re.compile(f"{BEFORE}(?P<field>{FIELD}){AFTER}{VALUE}", re.MULTILINE | re.IGNORECASE)
"""A field with a value, on a line of its own or in braces: a type and a call in a program are no value."""

FIGURE = re.compile(
    rf"(\bvalue: {{0,2}}[0-9]{{1,9}})(?:(?:, {{0,2}}|\n {{1,8}})(?:{FIELD}): {{0,2}}[\"']?[\w-]+){{1,2}}"
)
"""A number of a ledger with the one or two fields that it is broken down by: no record holds numbers."""

MARK = re.compile(
    rf"{BEFORE}(?:release{AFTER}\\?[\"']?examples\b|invented{AFTER}\\?[\"']?true\b)", re.MULTILINE | re.IGNORECASE
)
COLUMN = re.compile(f"(?:^|[,;|\t])[ \u00a0\"']*({FIELD})[ \u00a0\"']*(?=[,;|\t]|$)", re.IGNORECASE)
MARKED_COLUMN = re.compile(r"(?:^|[,;|\t])[ \u00a0\"']*invented[ \u00a0\"']*(?=[,;|\t]|$)", re.IGNORECASE)
GAP = r"[ \u00a0\"']*"
EDGE = rf"{GAP}[,;|\t]{GAP}"
DAY = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})"
ROW = re.compile(rf"[#>|* \t\"']*{CASE_ID}{EDGE}{DAY}[ \u00a0\"'0-9:]*[,;|\t]", re.IGNORECASE)
"""How a row of a register begins, in whatever language its head is: an id and a day."""

LIKE_A_ROW = re.compile(rb"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[./][0-9]{4})[ \xa0\"'0-9:]*[,;|\t<]")
"""What every row has; in a table of HTML a tag ends the cell."""

CELLS = ",;|\t"
NEXT_CELL = re.compile(r"</t[dh]>\s*<t[dh]\b[^<>]*>", re.IGNORECASE)
CELL = re.compile(r"</?t[dh]\b[^<>]*>", re.IGNORECASE)
OF_ROW = re.compile(r"</?tr\b[^<>]*>", re.IGNORECASE)
HEAD = re.compile(r"<thead\b.*?</thead>", re.IGNORECASE | re.DOTALL)
COUNTS = re.compile(r"\A[^\n]*\bfigure[,;|\t]value[,;|\t]")
"""How the data of a ledger begin: a label such as *Authority: Police* is there the name of a number."""


ENCODED = re.compile(
    rb"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40,}={0,2}(?:\s{1,4}[A-Za-z0-9+/]{40,}={0,2})*(?:\s{1,4}[A-Za-z0-9+/]{2,}={0,2})?"
)
LONG, ENOUGH_ENCODED = 40, 120
"""Text in base64, in one line or several, how long its first line is, and how many signs of it hold more than a few
lines."""

SIGNS = bytes(sign if chr(sign).isascii() and (chr(sign).isalnum() or chr(sign) in "+/") else 32 for sign in range(256))
"""To each byte itself where base64 may have it, else a space."""

ORDER = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
"""The mark of UTF-8 or of UTF-16 that some programs write before the first name."""

PARTED = b"_ -"
SPELT = tuple(name.encode().translate(None, PARTED) for name in (*NAMES, *OWN))
FOLLOWED = tuple(re.compile(name + rb"[\\\"'\t*`\xa0]*[:=|>\t<,;]") for name in SPELT)
"""Each name, with what may stand between it and a value, or the next column."""


# A preview that follows each change looks at the same files again.
@lru_cache(maxsize=1024)
def holds_record(data: bytes) -> bool:
    """Tell whether a file holds a record that does not say that it is invented. Names of fields are of ASCII, so
    letters need not be known: without its zero bytes UTF-16 is ASCII too, and a copy of an editor ends lines with them.
    """
    forms = (form for text in (ORDER.sub(b"", data), *_encoded(data)) for form in _without_zeros(text))
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
    return _may_have_fields(data) or LIKE_A_ROW.search(data) is not None


def _may_have_fields(data: bytes) -> bool:
    small = data.lower().translate(None, PARTED)
    there = [form for name, form in zip(SPELT, FOLLOWED, strict=True) if name in small]
    return len(there) >= ENOUGH and sum(form.search(small) is not None for form in there) >= ENOUGH


def _has_shape(text: str) -> bool:
    """Tell whether a text has the fields of more records than say that they are invented, or rows of a table."""
    return _has_fields(_in_lines(HEAD.sub("", text))) or any(map(_is_of_table, _in_lines(text).split("\n")))


def _in_lines(text: str) -> str:
    """Write tables of HTML like those of other texts."""
    return OF_ROW.sub("\n", CELL.sub("|", NEXT_CELL.sub("|", text)))


def _has_fields(text: str) -> bool:
    if COUNTS.match(text) or not _may_have_fields(text.encode("latin-1")):
        return False
    others = LINE.finditer(FIGURE.sub(r"\1", text))
    fields = Counter(re.sub("[ _-]", "", found["field"].lower()) for found in others)
    times = sorted(fields.values(), reverse=True)
    records = times[ENOUGH - 1] if len(times) >= ENOUGH else 0
    return records > 0 and sum(1 for _ in MARK.finditer(text)) < records


def _is_of_table(line: str) -> bool:
    """Tell whether a line is the head of a table of records, or a row of one."""
    edges = sum(map(line.count, CELLS))
    if edges < ENOUGH_COLUMNS - 1:
        return False
    if ROW.match(line) and edges >= ENOUGH_COLUMNS:
        return True
    return len(set(COLUMN.findall(line.lower()))) >= ENOUGH_COLUMNS and not MARKED_COLUMN.search(line)
