"""The report of accepted releases: by which rules each was accepted, and nothing about a case."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace

from build_tools import disclosure
from build_tools.models import Site, Snapshot
from build_tools.pipeline import Output
from build_tools.render import downloads
from tests.site_builder import contexts, minimal_site

SAID = {
    "release": "2000-1",
    "verdict": "accepted",
    "day": "2000-12-01",
    "rules": 1,
    "k": 3,
    "l": 2,
    "key_fields": ["place", "period", "gender", "age_band", "authority", "detention_place"],
}


def reports(site: Site) -> dict[str, str]:
    """Return the files of the report of a site, by how they end."""
    made = {
        one.path: one.data().decode("utf-8-sig") for one in downloads(contexts(site)) if "data/releases." in one.path
    }
    return {path.removeprefix("data/releases."): text for path, text in made.items()}


def with_snapshots(site: Site, snapshots: Iterable[Snapshot]) -> Site:
    """Return a site with other snapshots."""
    return replace(site, snapshots={f"cases_public/releases/{one.release}.yml": one for one in snapshots})


def test_the_report_says_by_which_rules_a_release_was_accepted(output: Output) -> None:
    """JSON and CSV hold name, day, rules, k, l and key fields of each release, and nothing beside."""
    made = reports(output.site)
    assert json.loads(made["json"]) == {"invented": True, "releases": [{"invented": True, **SAID}]}
    fields = SAID | {"key_fields": " ".join(SAID["key_fields"])}
    assert list(csv.DictReader(io.StringIO(made["csv"]))) == [
        {"invented": "true", **{name: str(value) for name, value in fields.items()}}
    ]


def test_the_report_tells_nothing_of_a_case(output: Output) -> None:
    """No id, no digest, no description and no count of a snapshot is in any of its files."""
    [snapshot] = output.site.snapshots.values()
    codes = {code for one in snapshot.classes for code in one.codes}
    for text in reports(output.site).values():
        words = set(text.replace('"', " ").replace(",", " ").split())
        assert words.isdisjoint({*snapshot.records, *snapshot.records.values(), *codes, "classes", "number"})


def test_a_withdrawal_changes_nothing_in_the_report(output: Output) -> None:
    """One case after the other is taken out of its snapshot, until none is left, and the files stay as they were."""
    site, before = output.site, reports(output.site)
    [snapshot] = site.snapshots.values()
    for case in [case for case in site.cases.values() if case.id in snapshot.records]:
        snapshot = disclosure.without(snapshot, case)
        assert reports(with_snapshots(site, [snapshot])) == before
    assert not snapshot.records


def test_before_the_first_release_the_list_is_empty_and_later_it_is_in_the_order_of_time(output: Output) -> None:
    """That nothing was accepted yet can be read too; the tenth release of a year comes after the second."""
    none = reports(with_snapshots(minimal_site(), []))
    assert json.loads(none["json"])["releases"] == []
    assert none["csv"].count("\n") == 1
    [snapshot] = output.site.snapshots.values()
    names = ("2000-10", "2001-1", "2000-2")
    several = with_snapshots(minimal_site(), [snapshot.model_copy(update={"release": name}) for name in names])
    listed = json.loads(reports(several)["json"])["releases"]
    assert [one["release"] for one in listed] == ["2000-2", "2000-10", "2001-1"]


def test_the_page_of_data_leads_to_the_report_in_each_language(output: Output) -> None:
    """Whoever downloads data finds it beside the rest, named in the language of the page."""
    names = {"kk": "Қабылданған шығарылымдар", "ru": "Принятые выпуски", "en": "Accepted releases"}
    pages = {page.path: output.view(page).content for page in output.pages if page.subpath == "data.html"}
    for language, name in names.items():
        content = pages[f"{language}/data.html"]
        assert name in content
        assert '"../data/releases.json"' in content
