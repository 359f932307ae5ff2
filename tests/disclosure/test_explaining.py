"""The command explain: who is alike with a record, what may be published of it, and who is told."""

from pathlib import Path

from click.testing import CliRunner

from build_tools.command_line import main
from build_tools.disclosure import explained
from tests.disclosure.test_alike import record
from tests.site_builder import built, plain, texts
from tests.terminal import at_a_terminal

OWN = "A001"


def test_the_twins_and_what_words_would_leave_are_counted() -> None:
    """Words of a record may stand where none or at least k of those who are alike have none then."""
    for with_words, others, may_stand in ((0, 4, False), (4, 0, True), (0, 5, True), (1, 4, False)):
        records = [record(number, summary=texts("Words")) for number in range(10, 10 + with_words)]
        records += [record(number) for number in (1, *range(20, 20 + others))]
        site = built(plain() | {"cases": {}})
        object.__setattr__(site, "cases", {f"cases_public/2000-1/{one.id}.yml": one for one in records})
        found = explained(site, OWN)
        assert found is not None
        assert (len(found.twins), found.remaining) == (with_words + others, others)
        assert found.words_may_stand == may_stand
    assert explained(site, "A999") is None


def test_a_terminal_reads_why_and_nobody_else(example: Path) -> None:
    """At a terminal the twins are named; elsewhere only whether the record is accepted, and the exit code says it."""
    place = example / "cases_public/2000-1/HZ51R.yml"
    words = ("explain", "HZ51R")
    said = at_a_terminal(example, *words, CI="", TRANSPARENCY_LANGUAGE="en")
    assert "2 others of this release: 0B6TM, Y9A3J" in said
    assert "Nothing is wrong with this record" in said
    place.write_text(place.read_text("utf-8").replace("gender: man", "gender: not_stated"), "utf-8")
    refused = at_a_terminal(example, *words, CI="", TRANSPARENCY_LANGUAGE="en")
    assert "HZ51R.yml:7: gender: gender = not_stated stands in 1 of the records" in refused
    told = CliRunner().invoke(main, ["--root", str(example), *words])
    assert told.exit_code == 1
    assert "This record is refused." in told.output
    assert "0B6TM" not in told.output
    assert "gender" not in told.output


def test_an_id_that_does_not_count_is_wrong_use(example: Path) -> None:
    """An example has no twins to speak of, and an id that nobody has is a sentence."""
    for own in ("2M8VE", "ZZZZZ"):
        told = CliRunner().invoke(main, ["--root", str(example), "explain", own])
        assert (told.exit_code, "no record that counts has this id" in told.output) == (2, True)
