"""The tables of sentences, and what the gate makes of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from build_tools.personal_data import Finding, find
from tests.personal_data.items import assembled

TABLES = sorted(Path(__file__).parent.glob("*.yml"))


@dataclass(frozen=True)
class Sentence:
    """A sentence of a table; without a category it is legal. ``severity`` says how sure a finding has to be, if that
    matters: ``block`` of what stops a text, ``review`` of what is to be looked at alone."""

    table: str
    language: str
    category: str
    written: str
    severity: str = ""

    def __str__(self) -> str:
        """The name of its test."""
        return f"{self.category or 'legal'} {self.language} {self.written}"

    @property
    def text(self) -> str:
        """The sentence with its items put together."""
        return assembled(self.written)[0]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where its items lie."""
        return assembled(self.written)[1]


def sentences() -> Iterator[Sentence]:
    """Yield every sentence of every table."""
    for path in TABLES:
        table = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for category, by_language in table.get("found", {}).items():
            for language, written in by_language.items():
                yield from (Sentence(path.stem, language, category, one) for one in written)
        for heading, severity in (("blocked", "block"), ("looked at", "review")):
            for category, by_language in table.get(heading, {}).items():
                for language, written in by_language.items():
                    yield from (Sentence(path.stem, language, category, one, severity) for one in written)
        for language, written in table.get("legal", {}).items():
            yield from (Sentence(path.stem, language, "", one) for one in written)


def missed(sentence: Sentence, findings: list[Finding]) -> list[tuple[int, int]]:
    """Return the items of a sentence that no finding of its category touches."""
    same = [one for one in findings if one.category == sentence.category]
    same = [one for one in same if one.severity == sentence.severity] if sentence.severity else same
    return [span for span in sentence.spans if not any(one.start < span[1] and span[0] < one.end for one in same)]


def is_as_its_table_says(sentence: Sentence) -> bool:
    """Tell whether the gate says of a sentence what its table says."""
    findings = find(sentence.text)
    may_stop = sentence.category and sentence.severity != "review"
    stopped = any(one.severity == "block" for one in findings)
    return not (sentence.category and missed(sentence, findings)) and (not stopped or bool(may_stop))
