"""Whether files still tell of a case: by its id, or by a run of its words.

In: the record of a case, texts in which the same words may stand by right, and a folder. Out: problems that name the
files. Reads pages, data and compressed copies; says nothing of what it read.
"""

import gzip
import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from build_tools import packed
from build_tools.load.strict_yaml import parse
from build_tools.problems import Fault, Problem
from build_tools.withdrawal.words import names

_RUN = 5
"""Words that stand one after the other by chance no more."""

_MOST = 200_000_000
_ID_STAYS = Fault(
    "withdraw.site_names_the_case",
    "names the case although it is made without it; see which words or data it comes from",
)
_WORDS_STAY = Fault(
    "withdraw.site_repeats_the_case",
    "holds {number} words of the case one after the other; see which words or data they come from",
    {"number": _RUN},
)
_UNREADABLE = Fault(
    "withdraw.site_not_readable",
    "could not be looked through, so nobody can say that it does not tell of the case; build the site anew",
)

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Traces:
    """What must be nowhere any more."""

    case: str
    runs: frozenset[tuple[str, ...]]

    def in_text(self, path: str, text: str) -> list[Problem]:
        """Return what is wrong with one text: as it is, and as a reader of a page sees it."""
        return [Problem(path, fault) for fault in self._faults_in(text)]

    def _faults_in(self, text: str) -> list[Fault]:
        there = {_ID_STAYS: names(html.unescape(text), self.case), _WORDS_STAY: self.repeated_in(text)}
        return [fault for fault, is_there in there.items() if is_there]

    def repeated_in(self, text: str) -> bool:
        """Tell whether a run of words stands in a text, as it is or as a reader of a page or of data sees it."""
        plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        views = (html.unescape(plain), html.unescape(_TAG.sub(" ", plain)))
        return any(run in self.runs for view in dict.fromkeys(views) for run in _runs(view))

    def in_folder(self, folder: Path) -> Iterator[Problem]:
        """Yield what is wrong with the files below a folder, and with their names. Compressed copies come after the
        file that they say the same as, which is judged once."""
        judged = lru_cache(maxsize=1)(self._faults_in)
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            name = path.relative_to(folder).as_posix()
            if names(name, self.case):
                yield Problem(name, _ID_STAYS)
            if (text := _text_of(path)) is None:
                yield Problem(name, _UNREADABLE)
            else:
                yield from (Problem(name, fault) for fault in judged(text))


def traces_of(case: str, record: str, others: Iterable[str]) -> Traces:
    """Return what tells of a case: its id, and the runs of its words that no text has which is known to be of
    something else."""
    data = parse(record, "")[0] or {}
    summary = data.get("summary")
    texts = [text for text in summary.values() if isinstance(text, str)] if isinstance(summary, dict) else []
    own = {run for text in texts for run in _runs(text)}
    return Traces(case, frozenset(own - _known(own, others)))


def _known(own: Collection[tuple[str, ...]], others: Iterable[str]) -> set[tuple[str, ...]]:
    return {run for text in others for run in _runs(text) if run in own}


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield each run of words of a text, in small letters."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    yield from zip(*(words[start:] for start in range(_RUN)), strict=False)


def _text_of(path: Path) -> str | None:
    """Return what a file says; nothing where that cannot be found out. Papers of the kit are coded, so whoever looks
    through them looks at what they were drawn of."""
    data: bytes | None = path.read_bytes()
    try:
        if path.suffix == ".gz":
            data = gzip.decompress(path.read_bytes())
        elif path.suffix == ".br":
            data = packed.unpacked("br", path.read_bytes(), _MOST)
    except (OSError, EOFError):
        return None
    return None if data is None else data.decode("utf-8", "replace")
