"""``python -m benchmarks find``: how long one text takes to be searched for personal data.

In: nothing. Out: a table on standard output. Reads the pages of ``content/``, and asks of each text once, as a check
does: what is known of words is empty at first.
"""

import itertools
import re
import statistics
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

from benchmarks import report
from build_tools.personal_data import canaries, find, shipped

ROOT = Path(__file__).parent.parent
LANGUAGES = ("kk", "ru", "en")
SHORT = range(10, 61)
LONG = 150
SUMMARIES = 30_000
WORDS_OF_A_SUMMARY = 50
PARAGRAPHS_EACH = 60
NO_PROSE = re.compile(r"[|<{]|\]\(|^[#:-]", re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.!?])\s+")

Texts = dict[str, list[str]]


def main() -> None:
    """Measure every kind of text, in an order that mixes them, then many summaries, and print a table."""
    start = time.process_time()
    shipped()
    lists = time.process_time() - start
    kinds = texts()
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    for kind, text in mixed(kinds):
        took[kind].append(milliseconds(text) * 100 / len(text.split()))
    rows = [(kind, f"{len(took[kind])}", f"{statistics.median(took[kind]):.2f}") for kind in kinds]
    sys.stdout.write(f"{report.machine()} · lists {lists * 1000:.0f} ms\n\n")
    sys.stdout.write("\n".join(report.table([("", "texts", "ms for 100 words, median"), *rows])) + "\n")
    total = sum(map(milliseconds, summaries(SUMMARIES)))
    sys.stdout.write(f"\n{SUMMARIES:,} summaries of {WORDS_OF_A_SUMMARY} words: {total / 1000:.1f} CPU s\n")


def milliseconds(text: str) -> float:
    """Return the CPU time of one text."""
    start = time.process_time_ns()
    find(text)
    return (time.process_time_ns() - start) / 1e6


def texts() -> Texts:
    """Return short texts and long ones in each language, and short ones with an invented item in them."""
    pages = {language: list(pages_of(language)) for language in LANGUAGES}
    short = {language: list(paragraphs(pages[language])) for language in LANGUAGES}
    rest = [text for language in LANGUAGES for text in short[language][PARAGRAPHS_EACH:] if len(text.split()) <= 40]
    return {
        **{f"short, {language}": short[language][:PARAGRAPHS_EACH] for language in LANGUAGES},
        "short, with an item": [f"{text} {more}" for (_, text, _), more in zip(canaries(), rest, strict=False)],
        **{
            f"long, {language}": [text for text in pages[language] if len(text.split()) >= LONG]
            for language in LANGUAGES
        },
    }


def pages_of(language: str) -> Iterator[str]:
    """Yield the words of the pages of a language."""
    for path in sorted((ROOT / "content" / language).rglob("*.md")):
        yield path.read_text("utf-8").partition("\n---\n")[2]


def paragraphs(pages: list[str]) -> Iterator[str]:
    """Yield the paragraphs of short length, each once, in a mixed order that is always the same."""
    found = dict.fromkeys(part for page in pages for part in page.split("\n\n") if not NO_PROSE.search(part))
    yield from sorted((text for text in found if len(text.split()) in SHORT), key=chance)


def mixed(kinds: Texts) -> list[tuple[str, str]]:
    """Return the texts with their kinds, mixed, the short ones before the long ones."""
    every = [(kind, text) for kind, some in kinds.items() for text in some]
    return sorted(every, key=lambda one: (one[0].startswith("long"), chance(one[1])))


def summaries(count: int) -> Iterator[str]:
    """Yield texts put together from sentences of all pages, none like another."""
    sentences = [
        [one for text in paragraphs(list(pages_of(language))) for one in SENTENCE.split(text)] for language in LANGUAGES
    ]
    for number in range(count):
        some = sentences[number % len(LANGUAGES)]
        chosen = (some[chance(f"{number} {place}") % len(some)] for place in itertools.count())
        yield " ".join(itertools.islice((word for one in chosen for word in one.split()), WORDS_OF_A_SUMMARY))


def chance(text: str) -> int:
    """Return a number that looks like chance and is always the same for a text."""
    return zlib.crc32(text.encode())
