"""The look from outside: what is personal is found in whatever finished file and place."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from build_tools.build import pipeline
from build_tools.build.pipeline import Output
from build_tools.gate.output import OutputJudge, outside_problems
from build_tools.load.messages import sentence
from build_tools.models import Judged, Model
from build_tools.text.markdown import lines_of
from tests.personal_data.items import MADE, assembled
from tests.site_builder import ORGANISATIONS, built, plain

SITE_SRC = Path(__file__).parents[1] / "site_src"
PAGE = '<!doctype html>\n<html lang="ru"><head><title>x</title></head>\n<body><main>\n{}\n</main></body></html>\n'
PDF = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Lang(ru)/Title({})>>\nendobj\n%%EOF\n"
FILES = {
    "en/cases/one.html": PAGE.format("<p>Words <b>{0}</b></p>"),
    "kk/index.html": PAGE.format('<p data-a="{0}">x</p>'),
    "ru/index.html": PAGE.format('<script type="application/ld+json">{{"name": "{0}"}}</script>'),
    "kit/ru.txt": "Words. {0}\n",
    "data/figures.csv": "name,value\nreports,{0}\n",
    "data/semicolon.csv": "name;value\nreports;{0}\n",
    "data/figures.json": '{{"reports": "{0}"}}\n',
    "sitemap.xml": "<urlset><loc>{0}</loc></urlset>\n",
    "ru/feed.xml": "<feed><title>{0}</title></feed>\n",
}
"""A file of each kind that says what stands in the place."""


def judge_of(*by_right: str) -> OutputJudge:
    """Return a judge of the minimal site."""
    return OutputJudge(built(plain()), by_right)


@cache
def the_judge() -> OutputJudge:
    """Return one for all tests that give it no rights."""
    return judge_of()


def said(folder: Path, files: dict[str, str], drawn: dict[str, str] | None = None) -> list[str]:
    """Return what the look says of files."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="")
    return [sentence(problem) for problem in outside_problems(folder, the_judge(), drawn or {})]


@pytest.mark.parametrize("path", FILES)
def test_what_the_generator_alone_would_tell_is_found(path: str, tmp_path: Path) -> None:
    """Text, attributes, data, lists of pages and the kit are looked through, though the content was clean."""
    assert said(tmp_path, {path: FILES[path].format("word")}) == []
    [problem] = said(tmp_path, {path: FILES[path].format(MADE["iin"]())})
    assert problem.startswith(f"{path}: may hold the number of a person")


def test_names_of_files_and_the_words_of_papers_are_looked_through(tmp_path: Path) -> None:
    """A page that is called by a number is found, and so are words that nobody can read in the file itself; a
    compressed copy is looked through as the file that it unpacks to."""
    number = MADE["iin"]()
    files = {f"en/{number}.html": PAGE, "kit/card-ru.pdf": PDF}
    problems = said(tmp_path, {**files, "kit/ru.txt.gz": number}, {"kit/card-ru.pdf": f"ЖСН {number}"})
    assert [one.partition(":")[0] for one in problems] == [*sorted(files)]


def test_no_sum_of_a_manifest_is_the_number_of_a_document(tmp_path: Path) -> None:
    """A sum of a file, the lock or the commit may begin with any nine digits; what is written in its place is looked
    through."""
    digits = MADE["id card"]()
    forms = (("", 64, "  en/index.html"), ("# lock: ", 64, ""), ("# commit: ", 64, ""), ("# commit: ", 40, ""))
    sums = "".join(f"{before}{digits.ljust(length, 'f')}{after}\n" for before, length, after in forms)
    assert said(tmp_path, {"manifest.txt": sums}) == []
    for before, _, after in forms:
        assert len(said(tmp_path, {"manifest.txt": f"{before}{digits}{after}\n"})) == 1


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_table_is_read_cell_by_cell(separator: str) -> None:
    """Whoever judges what is personal reads each cell as the content has it, whatever sign parts them."""
    table = f'\ufeffname{separator}label\nreports{separator}"Words, more; and more"\n'
    assert lines_of("data/figures.csv", table) == "name\nlabel\nreports\nWords, more; and more"


def test_what_the_content_tells_and_what_stands_by_right_is_not_said_again() -> None:
    """A line of the content was looked through where it was written; of contacts each may stand, and no other."""
    data = plain()
    number, phone, other = MADE["iin"](), MADE["phone"](), MADE["phone abroad"]()
    data["words"]["content/en/method.md"]["text"] += f"\nWords {number}\n"
    judge = OutputJudge(built(data), [phone])
    assert judge.personal_faults(f"Words {number}\nCall {phone}") == []
    data["organisations"][ORGANISATIONS]["organisations"][0]["channels"] = [
        {"kind": "phone", "value": other, "source": "x", "checked_on": "2000-06-01", "checked_by": "editor"}
    ]
    assert [fault.code for fault in OutputJudge(built(data), [phone]).personal_faults(other)] == ["personal.phone"]
    found = judge.personal_faults(f"More {number}\nCall {other}")
    assert [fault.code for fault in found] == ["personal.iin", "personal.phone"]


def test_what_stands_beside_known_words_is_looked_through() -> None:
    """What the content says as a line of its own, the id, place and period of a case are known in any line; a name or a
    number beside them is found, and one that goes through an id of digits or through such lines too."""
    data, number, name = plain(), MADE["iin"](), assembled("{Dos|zhan} {Aman|bekov}")[0]
    path, case = next(iter(data["cases"].items()))
    ids, groups = ("7Q4K", number[4:8]), (number[:6], number[6:])
    data["cases"] = {f"{path.rpartition('/')[0]}/{own}.yml": {**case, "id": own} for own in ids}
    data["words"]["content/en/method.md"]["text"] += "".join(f"\n\n{line}" for line in (*groups, f"For {name}"))
    site = built(data)
    place = site.vocabulary.labels("places")[case["place"]]["en"]
    judge = OutputJudge(site, ["June 2022"])
    assert judge.personal_faults(f"Case 7Q4K: {place}, June 2022.\n{place}: For {name} – {place}") == []
    numbers = (f"Case 7Q4K: {place}, {number}.", f"IIN {number[:4]} {number[4:8]} {number[8:]}", " – ".join(groups))
    for line in numbers:
        assert [fault.code for fault in judge.personal_faults(line)] == ["personal.iin"]
    assert [fault.code for fault in judge.personal_faults(f"{place}, {name} – {place}")] == ["personal.person"]


def test_a_word_of_the_content_is_no_name_behind_a_label() -> None:
    """What a label of the program makes look like a name is taken for none where the content has that word."""
    label = "Ұсталған адамға, адвокат арқылы немесе қағазбен"
    words = "Судьяға: «Адвокат сұраймын»"
    line, data = f"{label}: {words}.", plain()
    assert [fault.code for fault in OutputJudge(built(data), []).personal_faults(line)] == ["personal.person"]
    data["words"]["content/kk/method.md"]["text"] += f"\n\n{words}."
    assert OutputJudge(built(data), []).personal_faults(line) == []


def spoilt(value: Any, item: str) -> Any:
    """Return a record in which each text for people ends with an item; codes, addresses and numbers stay."""
    match value:
        case Model():
            parts = {name: getattr(value, name) for name in type(value).model_fields}
            return value.model_copy(update={name: spoilt(part, item) for name, part in parts.items()})
        case dict():
            return {key: spoilt(part, item) for key, part in value.items()}
        case tuple():
            return tuple(spoilt(part, item) for part in value)
        case str() if " " in value and "://" not in value:
            return f"{value} {item}"
    return value


def with_items(site: Judged, item: str) -> Judged:
    """Return a site in which each text of people ends with an item, which no rule has seen."""
    named = (
        "vocabulary",
        "law",
        "ledgers",
        "organisations",
        "cases",
        "questions",
        "hours",
        "statements",
        "corrections",
    )
    parts = {name: spoilt(getattr(site, name), item) for name in named}
    words = {
        key: replace(one, text=one.text.replace(".\n", f". {item}\n"), about=spoilt(one.about, item))
        for key, one in site.words.items()
    }
    return replace(site, words=words, **parts)


def test_an_item_in_any_text_is_found_in_every_page_and_file_that_shows_it(output: Output, tmp_path: Path) -> None:
    """Where something personal comes in behind the rules, into whatever field, each page and file that would tell it is
    refused from outside, and no other."""
    item = MADE["iin"]()
    spoilt_output = pipeline.pages_of(with_items(output.site, item), SITE_SRC)
    pages = {page.path: "\n".join(map(str, vars_of(spoilt_output.view(page)))) for page in spoilt_output.pages}
    files = {path: text.encode() for path, text in pages.items()}
    files |= {download.path: spoilt_output.data(download) for download in spoilt_output.downloads}
    telling = {path for path, data in files.items() if item.encode() in data}
    telling |= {path for path, text in spoilt_output.drawn.items() if item in text}
    assert {path.rpartition(".")[2] for path in telling} == {"html", "csv", "json", "xml", "txt", "pdf", "png"}
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    judge = OutputJudge(output.site, spoilt_output.by_right)
    [problem] = outside_problems(tmp_path, judge, spoilt_output.drawn)
    assert (problem.code, problem.files) == ("personal.iin", len(telling))


def test_nothing_is_found_in_the_site_of_the_project_and_of_the_example(
    real: Output, output: Output, tmp_path: Path
) -> None:
    """What the generator puts together of content that the check lets through never stops a release."""
    for name, made in (("real", real), ("example", output)):
        pages = {page.path: "\n".join(map(str, vars_of(made.view(page)))) for page in made.pages}
        files = {path: text.encode() for path, text in pages.items()}
        files |= {download.path: made.data(download) for download in made.downloads}
        for path, data in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_bytes(data)
        judge = OutputJudge(made.site, made.by_right)
        assert [*map(sentence, outside_problems(tmp_path / name, judge, made.drawn))] == []


def vars_of(view: Any) -> list[Any]:
    """Return the values of a rendered page."""
    return [getattr(view, name) for name in type(view).__slots__]
