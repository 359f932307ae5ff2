"""The commands explain and propose: who is alike with a record, what would make records alike, and who is told."""

import shutil
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from build_tools import content
from build_tools.command_line import main
from build_tools.disclosure import explained
from tests.conftest import ROOT
from tests.disclosure.test_alike import record
from tests.site_builder import built, plain, texts
from tests.terminal import at_a_terminal

OWN = "A001"
SNAPSHOT = "cases_public/releases/2000-1.yml"


def test_the_twins_and_what_words_would_leave_are_counted() -> None:
    """Words of a record may stand where none or at least k of those who are alike have none then."""
    for with_words, others, may_stand in ((0, 4, False), (4, 0, True), (0, 5, True), (1, 4, False)):
        records = [record(number, summary=texts("Words")) for number in range(10, 10 + with_words)]
        records += [record(number) for number in (1, *range(20, 20 + others))]
        site = replace(built(plain()), cases={f"cases_public/2000-1/{one.id}.yml": one for one in records})
        found = explained(site, OWN)
        assert found is not None
        assert (len(found.twins), found.remaining) == (with_words + others, others)
        assert found.words_may_stand == may_stand
    assert explained(site, "A999") is None


def test_a_terminal_reads_why_and_nobody_else(example: Path) -> None:
    """At a terminal the twins are named; elsewhere only whether the record is accepted, and the exit code says it. The
    release is one that nobody has accepted yet."""
    (example / SNAPSHOT).unlink()
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


def test_what_was_accepted_and_changed_is_refused_with_those_who_are_alike(example: Path) -> None:
    """That a record is not as it was accepted is said of it; whether it is alike with others is judged all the same."""
    place = example / "cases_public/2000-1/HZ51R.yml"
    place.write_text(place.read_text("utf-8").replace("gender: man", "gender: not_stated"), "utf-8")
    said = at_a_terminal(example, "explain", "HZ51R", CI="", TRANSPARENCY_LANGUAGE="en")
    assert "states something else than when its release was accepted" in said
    assert "gender = not_stated stands in 1 of the records" in said


def test_an_id_that_does_not_count_is_wrong_use(example: Path) -> None:
    """An example has no twins to speak of, and an id that nobody has is a sentence."""
    for own in ("2M8VE", "ZZZZZ"):
        told = CliRunner().invoke(main, ["--root", str(example), "explain", own])
        assert (told.exit_code, "no record that counts has this id" in told.output) == (2, True)


def test_what_is_proposed_is_written_when_that_is_asked_and_passes(example: Path) -> None:
    """Without --write nothing changes; with it the check has nothing to say of the records. A terminal reads how."""
    shutil.copytree(ROOT / "site_src", example / "site_src")
    shutil.rmtree(example / "cases_public/releases")
    place = example / "cases_public/2000-1/HZ51R.yml"
    place.write_text(place.read_text("utf-8").replace("place: imaginville", "place: exampleton"), "utf-8")
    before = {path.name: path.read_bytes() for path in place.parent.iterdir()}
    said = at_a_terminal(example, "propose", CI="", TRANSPARENCY_LANGUAGE="en")
    assert "cases_public/2000-1/HZ51R.yml: place: exampleton → west" in said
    assert {path.name: path.read_bytes() for path in place.parent.iterdir()} == before
    told = CliRunner().invoke(main, ["--root", str(example), "propose", "--write"])
    assert (told.exit_code, "exampleton" in told.output, "Written." in told.output) == (0, False, True)
    assert 'place: "west"' in place.read_text("utf-8")
    site, problems = content.read(example, ROOT / "site_src")
    assert {one.code for one in (*problems, *content.unprotected(site, problems))} == {"cases.not_frozen"}
    assert {case.place for case in site.cases.values() if case.release == "2000-1"} == {"west", "imaginville"}
    again = CliRunner().invoke(main, ["--root", str(example), "propose"])
    assert "Nothing has to change" in again.output


def test_nothing_is_proposed_for_content_that_is_wrong(example: Path) -> None:
    """What is wrong otherwise is said first, and nothing is written."""
    place = example / "cases_public/2000-1/HZ51R.yml"
    place.write_text(place.read_text("utf-8").replace("gender: man", "gender: nobody"), "utf-8")
    before = place.read_bytes()
    told = CliRunner().invoke(main, ["--root", str(example), "propose", "--write"])
    assert (told.exit_code, place.read_bytes()) == (1, before)
