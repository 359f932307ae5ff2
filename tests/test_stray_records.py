"""Stories and registers in places where none may lie: whatever is committed is published, so each is found before."""

import base64
import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from build_tools import content, load, pipeline, variables
from build_tools.command_line import main
from build_tools.disclosure.register import COLUMNS
from build_tools.disclosure.register.columns import labels_of
from build_tools.disclosure.stories import NO_EXAMPLE
from build_tools.disclosure.stories import UNMARKED as NOT_SAID
from build_tools.load.files import COPY
from build_tools.load.stray_records import CLOSED, STRAY, stray_records
from build_tools.models import Case, Figure, coded_fields, fact_fields
from build_tools.record_shape import (
    ENCODED,
    ENOUGH_ENCODED,
    NAMES,
    _encoded,
    _has_shape,
    _may_have,
    holds_record,
)
from build_tools.render import INVENTED
from tests.conftest import EXAMPLE, ROOT
from tests.disclosure.sheets import FACTS, codebook, said, text
from tests.repositories import changed, committed, git, write
from tests.site_builder import ALIKE
from tests.site_builder import case as record
from tests.test_withdrawal import CASE, case

MARKED = (EXAMPLE / "cases_public/2000-1/3F7QX.yml").read_text("utf-8")
UNMARKED = "".join(line for line in MARKED.splitlines(True) if "invented" not in line.lower())
"""An invented record without its mark, as a real one is written."""

# invented: true
RECORD = record(7, release="2000-1", access_doctor="denied", complaint="filed", alike=ALIKE, consent="0" * 12)
HEAD = "release,id,period,place,gender,age_band,detention_place,authority\n"

DRAFT = "".join(UNMARKED.partition("place:")[::2]).partition("consent:")[0].replace(" imaginville\n", "")
"""A story that tells a kind of treatment and nothing else, up to its consent and words."""

LEDGER = "".join(
    f"  in_lines_{field}:\n    value: 12\n    {field}: code\n    within: reports\n"
    f"  in_braces_{field}: {{value: 30, {field}: code, {other}: KZ-VOS, within: reports}}\n"
    for field, other in pairwise((*coded_fields(Figure), "place"))
)
"""Figures that are broken down by each field that they may be broken down by."""

SPELT: dict[str, bytes] = {
    "in a comment of a ledger": (LEDGER + "".join(f"# {line}" for line in UNMARKED.splitlines(True))).encode(),
    "among the figures of a ledger": (LEDGER + "".join(f"    {line}" for line in UNMARKED.splitlines(True))).encode(),
    "as it is": UNMARKED.encode(),
    "with a byte order mark": UNMARKED.encode("utf-8-sig"),
    "in UTF-16": UNMARKED.encode("utf-16"),
    "in UTF-16, big end first, without a mark": UNMARKED.encode("utf-16-be"),
    "in Windows-1251": UNMARKED.encode("cp1251", "ignore"),
    "with the line ends of Windows": UNMARKED.replace("\n", "\r\n").encode(),
    "indented": "".join(f"    {line}" for line in UNMARKED.splitlines(True)).encode(),
    "indented with tabs": "".join(f"\t{line}" for line in UNMARKED.splitlines(True)).encode(),
    "with tabs after the colons": UNMARKED.replace(": ", ":\t").encode(),
    "with spaces before the colons": UNMARKED.replace(": ", " : ").encode(),
    "as comments": "".join(f"# {line}" for line in UNMARKED.splitlines(True)).encode(),
    "as a quotation of mail": "".join(f"> {line}" for line in UNMARKED.splitlines(True)).encode(),
    "as a patch": "".join(f"+{line}" for line in UNMARKED.splitlines(True)).encode(),
    "as an entry of a list": ("- " + UNMARKED.replace("\n", "\n  ")).encode(),
    "in capitals": UNMARKED.upper().encode(),
    "with quoted keys": "".join(f'"{n}": {json.dumps(v)}\n' for n, v in RECORD.items()).encode(),
    "in Markdown": ("# Notes\n\n" + "".join(f"**{n}:** {v}\n\n" for n, v in RECORD.items())).encode(),
    "in a block of Markdown": f"Words.\n\n```yaml\n{UNMARKED}```\n".encode(),
    "with hyphens for underlines": "".join(f"{n.replace('_', '-')}: {v}\n" for n, v in RECORD.items()).encode(),
    "in one line": ("{" + ", ".join(f"{n}: {v}" for n, v in RECORD.items() if isinstance(v, str)) + "}").encode(),
    "as JSON": json.dumps(RECORD).encode(),
    "as JSON over lines": json.dumps({"cases": [RECORD]}, indent=2).encode(),
    "as JSON in JSON": json.dumps({"body": json.dumps(RECORD)}).encode(),
    "as the copy of an editor": b"b0VIM 9.0\0\0\0" + UNMARKED.encode().replace(b"\n", b"\0"),
    "as a table": f"{HEAD}2000-1,7Q4K,2000-01,town_a,woman,adult,cell,police\n".encode(),
    "as a table with semicolons": HEAD.replace(",", ";").encode(),
    "as a table with tabs": HEAD.replace(",", "\t").encode("utf-16"),
    "with half of its fields": "".join(UNMARKED.splitlines(True)[2:7]).encode(),
    "with the line ends of old Macs": UNMARKED.replace("\n", "\r").encode(),
    "with the numbers of its lines": "".join(f"{n:4} {x}" for n, x in enumerate(UNMARKED.splitlines(True))).encode(),
    "as found by grep": "".join(f"cases_public/2000-1/3F7QX.yml:{x}" for x in UNMARKED.splitlines(True)).encode(),
    "as a numbered list": "".join(f"{n}. {x}" for n, x in enumerate(UNMARKED.splitlines(True))).encode(),
    "in one line with semicolons": "; ".join(f"{n}: {v}" for n, v in RECORD.items()).encode(),
    "with tags": "".join(f"{n}: !!str {v}\n" for n, v in RECORD.items() if isinstance(v, str)).encode(),
    "with anchors": "".join(f"{n}: &a{n} {v}\n" for n, v in RECORD.items() if isinstance(v, str)).encode(),
    "with folded values": "".join(f"{n}: >-\n  {v}\n" for n, v in RECORD.items() if isinstance(v, str)).encode(),
    "as settings": "".join(f"{n} = {json.dumps(v)}\n" for n, v in RECORD.items()).encode(),
    "as an address": "&".join(f"{n}={v}" for n, v in RECORD.items() if isinstance(v, str)).encode(),
    "as XML": "".join(f"<{n}>{v}</{n}>" for n, v in RECORD.items()).encode(),
    "as rows of Markdown": "".join(f"| {n} | {v} |\n" for n, v in RECORD.items()).encode(),
    "as an array of PHP": ", ".join(f"'{n}' => '{v}'" for n, v in RECORD.items()).encode(),
    "as rows of HTML": "".join(
        f"<tr>\n<td>{n}</td>\n<td class='x'>{v}</td>\n</tr>" for n, v in RECORD.items()
    ).encode(),
    "as the head of a table of HTML": ("<tr>" + "".join(f"<th>{name}</th>" for name in RECORD) + "</tr>").encode(),
    "as a table without a head": b"7Q4K,2000-01-15,,no,town_a,2000-01,woman,adult\n",
    "as a table without a head, from a spreadsheet": b"7Q4K\t15.01.2000\t\t\ttown_a\t2000-01\twoman\tadult\n",
    "as variables": "".join(f"export {n.upper()}={v}\n" for n, v in RECORD.items() if isinstance(v, str)).encode(),
    "in base64": b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(UNMARKED.encode()),
    "in base64 in one line": b'{"content": "' + base64.b64encode(UNMARKED.encode()) + b'"}',
    "as a draft": (DRAFT + 'consent: ""\nsummary:\n  kk: ""\n  ru: ""\n').encode(),
    "with words alone": DRAFT.replace("treatment: [beatings]\n", "").encode()
    + b"consent: abc\nsummary: {kk: A, ru: B}\n",
    "beside a marked one": json.dumps([RECORD, {**RECORD, "invented": True}]).encode(),
}


@pytest.mark.parametrize("spelling", SPELT)
def test_a_record_is_known_however_it_is_written(spelling: str) -> None:
    """No encoding, indentation, sign before its lines or form of YAML, JSON or a table hides a record."""
    assert holds_record(SPELT[spelling])


@pytest.mark.parametrize("mark", ["invented: true", "release: examples", '"invented": true'])
def test_what_says_that_it_is_invented_is_none(mark: str) -> None:
    """A record that is marked may lie in tests and guides; one mark is not enough for two records."""
    text = UNMARKED.replace('release: "2000-1"', mark)
    assert not holds_record(text.encode())
    assert holds_record((text + "---\n" + UNMARKED).encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_that_says_first_that_it_is_invented_is_none(encoding: str) -> None:
    """The mark that a spreadsheet needs before the first name hides neither a record nor that it is invented."""
    assert not holds_record(f"invented,{HEAD}true,7Q4K,2000-1\n".encode(encoding))
    assert holds_record("place,gender,authority,treatment,complaint,assistance\n".encode(encoding))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_copy_of_the_register_is_known_by_its_rows(tmp_path: Path, language: str, delimiter: str) -> None:
    """A spreadsheet that was saved as text is refused though no word in it is one of the program: each row begins with
    an id and a day, whatever bytes its letters have."""
    vocabulary = codebook().vocabulary
    head = [labels_of(column, vocabulary, said())[language] for column in COLUMNS]
    day = {"ru": "15.01.2000", "kk": "15.1.2000"}.get(language, "2000-01-15")
    row = ["7Q4K", day, "", "", *(f"Мысал х{number}" for number, _ in enumerate(FACTS.split()))]
    for encoding in ("utf-8", "cp1251", "utf-16", "utf-16-be"):
        (tmp_path / f"{encoding}.csv").write_bytes(text([head, row], delimiter).encode(encoding, "ignore"))
    write(tmp_path, "row.csv", text([row], delimiter))
    committed(tmp_path)
    found = {problem.path: problem.fault for problem in stray_records(tmp_path)}
    assert found == dict.fromkeys(("cp1251.csv", "row.csv", "utf-8.csv", "utf-16.csv", "utf-16-be.csv"), STRAY)


def test_the_names_that_a_record_is_known_by_are_those_of_its_fields() -> None:
    """A new field of a case is looked for too, though what looks for it loads no model."""
    assert tuple(fact_fields()) == NAMES


def test_no_other_text_of_the_project_is_taken_for_a_record() -> None:
    """Schema, models, codebook, guides and tests hold no records, or such as say that they are invented."""
    assert [problem.path for problem in stray_records(ROOT)] == []


def test_figures_of_all_fields_are_no_record() -> None:
    """A ledger names the fields of a case, one or two beside each number."""
    assert not holds_record(LEDGER.encode())


@given(st.lists(st.sampled_from(sorted(Case.model_fields)), unique=True).filter(lambda names: len(names) < 4))
def test_three_fields_alone_are_no_record(names: list[str]) -> None:
    """Figures and lists name a few of the same things; those pass."""
    assert not holds_record("".join(f"{name}: word\n" for name in names).encode())


PACKED = {
    "cases.xlsx": "PK\x03\x04",
    "docs/old.doc": "\xd0\xcf\x11\xe0",
    "tests/x.gz": "\x1f\x8b",
    "content/x.db": "SQLite format 3\0",
}


EDGES = st.sampled_from([",", ";", " | ", "\t", " \u00a0,", "</td><td>", '</TD >\n<td class="a">', "</td>", ": "])
NAMED = st.lists(st.sampled_from(NAMES), min_size=3, max_size=7, unique=True).flatmap(
    lambda names: st.sampled_from([names, [name.replace("_", "-") for name in names], [name.upper() for name in names]])
)
FIELDS = st.builds(lambda names, sign: "".join(f"{name}{sign}woman\n" for name in names), NAMED, EDGES)
HEADS = st.builds(str.join, EDGES, NAMED)
ROWS = st.builds(str.join, EDGES, st.permutations(["7Q4K", "2000-1", "2000-01"]).map(lambda some: [*some, *"abcde"]))


@given(st.lists(FIELDS | HEADS | ROWS, max_size=2).map("\n".join))
@example("7Q4K \u00a0|2000-1 \u00a0|2000-01|a|b|c|d")
def test_what_is_not_looked_at_closely_holds_no_record(text: str) -> None:
    """Whatever is passed over quickly would have been found to hold nothing."""
    assert _may_have(text.encode("latin-1")) or not _has_shape(text)


@given(st.lists(st.sampled_from(["A" * 39, "A" * 40, "b", "=", "\n", "é", "Z" * 80]), max_size=5).map("".join))
def test_no_text_in_base64_is_passed_over(text: str) -> None:
    """Whatever the pattern takes for base64 is found, in one line and in several, beside any other signs."""
    data = text.encode("latin-1")
    assert len(list(_encoded(data))) == sum(len(found[0]) >= ENOUGH_ENCODED for found in ENCODED.finditer(data))


def test_what_is_packed_is_refused(tmp_path: Path) -> None:
    """Nobody sees what lies in an archive, a spreadsheet or a database; what git ignores is not committed."""
    for place, start in {**PACKED, "private/cases.zip": "PK\x03\x04"}.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_bytes(start.encode("latin-1") + b" words")
    write(tmp_path, ".gitignore", "/private/\n")
    committed(tmp_path)
    assert {problem.path: problem.fault for problem in stray_records(tmp_path)} == dict.fromkeys(PACKED, CLOSED)


PLACES = (
    "7Q4K.yml",
    "README.md",
    "notes.txt",
    "docs/7Q4K.md",
    "tests/example/case.json",
    "content/7Q4K.yml",
    "content/en/.7Q4K.md.swp",
    "cases_public/README.md",
    "cases_public/notes/x.txt",
    "site_src/templates/x.html",
    ".github/7Q4K.bak",
    "Иванов/new.yml.orig",
)


@pytest.mark.parametrize("in_git", [True, False])
def test_a_record_is_found_wherever_it_lies(tmp_path: Path, in_git: bool) -> None:
    """At the top, in guides, in tests, among words, hidden, committed, new: one sentence for each; what git is told to
    ignore is not committed and passes, but for the folder of cases; folders that are made here pass without git too."""
    for place in PLACES:
        write(tmp_path, place, UNMARKED)
    write(tmp_path, "cases_public/2000-1/3F7QX.yml", UNMARKED)
    write(tmp_path, "site/data/cases.json", json.dumps(RECORD))
    write(tmp_path, ".gitignore", "/site/\n/private/\n*.tmp\n")
    if in_git:
        committed(tmp_path)
        git(tmp_path, "rm", "--quiet", "--cached", "docs/7Q4K.md")
        write(tmp_path, "private/7Q4K.yml", UNMARKED)
    write(tmp_path, "cases_public/2000-1/3F7QX.tmp", UNMARKED)
    found = {problem.path for problem in stray_records(tmp_path)}
    assert found == {*PLACES, "cases_public/2000-1/3F7QX.tmp"}


COPIES = ("7Q4K.yml~", "#7Q4K.yml#", "._7Q4K.yml", ".7Q4K.yml.swp", ".#7Q4K.yml", "~$7Q4K.yml", "Thumbs.db")
COPIES += ("desktop.ini", ".DS_Store", ".hidden/x", ".7Q4K.yml", ".gitignore")


def test_a_folder_of_cases_holds_cases_alone(example: Path) -> None:
    """Copies that editors and systems leave beside a case are refused by name, whatever is in them, by the check, by a
    build and by what judges a release; only the README and the schema may lie there."""
    for name in COPIES:
        write(example, f"cases_public/2000-1/{name}", "x\n")
    write(example, "cases_public/README.md", "Words.\n")
    write(example, "cases_public/2000-1/README.md", "Words.\n")
    _, problems = load.load_site(example, ROOT / "site_src" / "locales", variables.build_day())
    named = {problem.path.removeprefix("cases_public/2000-1/") for problem in problems}
    assert named == {*COPIES, "README.md"} - {".hidden/x"} | {".hidden"}
    assert sum(problem.fault == COPY for problem in problems) == len(COPIES)


def test_every_way_into_the_site_refuses_a_stray_record(project: Path) -> None:
    """The check, a build and `ready` each name it, before anything is written."""
    committed(project)
    write(project, "7Q4K.yml.bak", UNMARKED)
    for words in (["check"], ["build"], ["ready"], ["export", str(project / "out")]):
        done = CliRunner().invoke(main, ["--root", str(project), *words], catch_exceptions=False)
        assert done.exit_code == 1
        assert "of this folder, by name): has the shape of a record" in done.output
    assert not (project / "site").exists()
    assert not (project / "out").exists()


def test_one_word_of_the_settings_lets_no_case_through(small_project: Path) -> None:
    """In a site that calls itself invented, a story that does not say so too is refused; in any other site, one that
    says so belongs among the examples."""
    said = {}
    for site in (True, False):
        for story in (True, False):
            write(small_project, CASE, case() + ("invented: true\n" if story else ""))
            _, problems = content.read(small_project, small_project / "site_src")
            said[site, story] = [problem.fault for problem in problems if problem.path == CASE]
        changed(small_project, "content/site.yml", "\ninvented: true", "") if site else None
    assert said == {
        (True, True): [],
        (True, False): [NOT_SAID],
        (False, True): [NO_EXAMPLE],
        (False, False): [],
    }


def test_everything_in_an_invented_site_says_so(output: pipeline.Output) -> None:
    """Each page has the mark in its ribbon or in itself, and so has each file that may be passed on alone; papers say
    what the other files of the kit say, and a site map has no words."""
    said = {code: locale.translate(INVENTED) for code, locale in output.locales.items()}
    assert all(page.example for page in output.pages)
    for page in (page for page in output.pages if page.complete):
        assert said[page.language] in output.view(page).content, page.path
    for download in output.downloads:
        data = download.data().decode("utf-8", "replace")
        marks = (*said.values(), '"invented": true', "\ntrue,", "\ntrue;")
        assert download.path.endswith((".pdf", "sitemap.xml")) or any(
            " ".join(m.split()) in " ".join(data.split()) for m in marks
        ), download.path


def test_nothing_else_says_that_it_is_invented() -> None:
    """In a site that is real, only pages of examples have the mark of an invented site."""
    pages = pipeline.build_pages(ROOT, ROOT / "site_src").pages
    examples = ("cases/", "statistics-examples", "contacts-examples")
    assert {page.example for page in pages if not page.subpath.startswith(examples)} == {False}
