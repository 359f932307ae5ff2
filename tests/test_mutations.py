"""Breaking any one number, translation, link, code or file gives its one clear message, at its file and line.

Each test breaks one thing in a copy of the real content or of the example. What is written in its place begins with
``zq``, and no message may repeat it. Ledgers of published briefings are public, so their sums may be said.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import product, zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.closed_tree import sayable
from build_tools.content import checked
from build_tools.load.strict_yaml import line_of
from build_tools.models import FIGURE, REQUIRED
from build_tools.pipeline import build_pages
from build_tools.problems import Refused, sentence, way
from build_tools.validate import MORE

ROOT = Path(__file__).parents[1]
SITE_SRC = ROOT / "site_src"
SITES = {"real": ROOT, "example": ROOT / "tests" / "example"}
LANGUAGES = ("kk", "ru", "en")
TRANSLATIONS = ("kk", "ru")
PARTS = ("content", "cases_public")

SETTINGS = "content/site.yml"
VOCABULARY = "content/vocabulary.yml"
LAW = "content/law.yml"
ORGANISATIONS = "content/organisations.yml"
EXAMPLES = "content/organisations.examples.yml"
LEDGER = "content/figures/2022-01-19.yml"
CASE = "cases_public/examples/14Y3Y.yml"
SMALL_CASE = "cases_public/2000-1/3F7QX.yml"
SMALL_EXAMPLE = "cases_public/examples/2M8VE.yml"
SMALL_LEDGER = "content/figures/2000-01-01.yml"
RELEASE = "content/figures/2000-1.yml"

MISSING = "is missing; write it in each language of the site"
UNBOUND = "has a number that is not bound"
OUTDATED = "translates.version: is not the present text in en"
EMPTY = "does not begin with a key; write at least one line"
NO_FILE = "cannot be opened; check that it exists"
NO_TABLES = "release: has no tables, so nobody knows what the story may tell"
UNCOUNTED = "alike: is missing, so nobody knows whether enough people are like this one"
CODES = 'place: karaganda\nperiod: "2023-05"\ngender: man\nage_band: adult\nassistance: [legal]\n'
"""Codes of each kind, which the story that is broken has besides."""


Said = tuple[str, str]
"""Where a message says that something is wrong (file, and line if there is one), and words that it says."""


def copy_of(site: str, folder: Path) -> Path:
    """Return a copy of the real content or of the example."""
    for part in PARTS:
        shutil.copytree(SITES[site] / part, folder / part)
    return folder


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real content, in which a story has a code of each kind."""
    root = copy_of("real", tmp_path)
    change(root, CASE, "treatment:", f"{CODES}treatment:")
    return root


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the example, for what is said of files and names whatever they hold: it is read in half the time."""
    return copy_of("example", tmp_path)


def said(root: Path, site_src: Path = SITE_SRC) -> list[str]:
    """Return every message about the content; an exception of another kind would be a traceback to the maintainer."""
    try:
        checked(root, site_src)
    except Refused as refused:
        return [sentence(problem) for problem in refused.problems if problem.fault != MORE]
    return []


def assert_says(messages: list[str], *expected: Said) -> None:
    """Exactly the expected messages, each at its place, none with a value from the content."""
    assert [message for message in messages if re.search("zq", message, re.IGNORECASE)] == []
    missed = [says for says in expected if not any(fits(message, says) for message in messages)]
    assert (missed, len(messages)) == ([], len(expected)), "\n".join(messages)


def fits(message: str, says: Said) -> bool:
    """Whether a message is at the place and has the words."""
    place, words = says
    return message.startswith(f"{place}: ") and words in message


def called(root: Path, path: str) -> str:
    """Return how a file is called: by its name where that can be said, else by the folder and its place there."""
    folder = sayable(path)
    if folder == path:
        return path
    names = sorted(os.listdir(root / folder))
    return f"{folder} (entry {names.index(path.removeprefix(f'{folder}/').split('/')[0]) + 1} of this folder, by name)"


def change(root: Path, path: str, old: str, new: str) -> str:
    """Put a text in the place of the first occurrence of another; return the file and the line of it."""
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")
    return f"{path}:{text.count(chr(10), 0, text.index(old.lstrip(chr(10)))) + 1}"


def outdated(root: Path, path: str) -> list[Said]:
    """Return what is said of the translations of a changed English file: that is inevitable, and wanted."""
    places = (path.replace("/en/", f"/{language}/") for language in TRANSLATIONS if "/en/" in path)
    lines = ((place, (root / place).read_text("utf-8").split("\n")) for place in places)
    found = ((place, next(n for n, line in enumerate(text, 1) if "version:" in line)) for place, text in lines)
    return [(f"{place}:{line}", OUTDATED) for place, line in found]


# --- many at once ----------------------------------------------------------------------------------------------

PLANTED = (
    (SETTINGS, "  - privacy", "  - zqpage", "names something that is not in the list pages"),
    (VOCABULARY, "broader: not_stated", "broader: zqcode", "broader: names something that is not in the list"),
    (LAW, "verified: ", "verifeid: ", "here is missing, or may stand: verified"),
    (
        "content/decisions.yml",
        "decisions: []",
        "decisions: []\n  - gate: zq",
        "delete empty brackets above lines that follow",
    ),
    (ORGANISATIONS, "    anonymous: ", "    anonymous: yes # ", "can be read in two ways"),
    (LEDGER, "value: 6\n", "value: 7\n", "but 6 was published"),
    ("content/ru/about.md", "title:", "zqtitle:", "here is missing, or may stand: title"),
    ("content/en/method.md", "\n\n", "\n\nIn all 77.\n\n", UNBOUND),
    ("content/ru/method.md", "\n\n", "\n\n[zq](zqnowhere.md)\n\n", "names something that is not in the list pages"),
    ("content/kk/method.md", "\n\n", "\n\n<b>zq</b>\n\n", "has <, of which"),
    ("content/en/rights.md", "\n\n", "\n\n# Zq\n\n", "has #, of which no page makes what you mean"),
    ("content/ru/rights.md", "\n\n", "\n\n{{ figure(zq) }}\n\n", "ledger: is missing; write one of: newest"),
    ("content/kk/corrections.md", "\n\n", "\n\n![zq](method.md)\n\n", "has ![, of which"),
    ("content/en/corrections.md", "\n\n", "\n\nzq {{ zq }}\n\n", "has braces that call nothing"),
    ("content/ru/corrections.md", "\n\n", "\n\nzqя\n\n", "mixes Latin and Cyrillic letters"),
    (
        "content/ru/corrections.md",
        "state: machine-translated",
        "state: source",
        "state: must be one of the two and not both: write state: source",
    ),
    ("content/kk/k/2.md", "state:", "zqstate: zq\nstate:", "holds a field that is not known here"),
    (
        "content/en/about.md",
        'plain_numbers:\n  - "',
        'plain_numbers:\n  - "zq 77"\n  - "',
        "right is a phrase with a number, exactly as it stands",
    ),
    (
        "cases_public/examples/PT7DP.yml",
        "place: ",
        "place: zq # ",
        "names something that is not in the list cities, regions, parts",
    ),
    ("cases_public/examples/14Y3Y.yml", "gender: ", "gender: true # ", "gender: has the wrong form; right is a text"),
    ("cases_public/examples/39PM3.yml", "id: ", "id: zq", "id: has the wrong form"),
    ("cases_public/examples/79Q1T.yml", "id: ", "\tzq: ", "indent with ordinary spaces: no tab"),
    ("cases_public/examples/8Q25R.yml", "treatment:", "treatment: [zq]\nzq:", "holds a field that is not known here"),
    (
        "cases_public/examples/D67H8.yml",
        "complaint: ",
        "complaint: zq # ",
        "names something that is not in the list complaints",
    ),
    (
        "cases_public/examples/V01ZH.yml",
        "release: ",
        "release: 2026-1 # ",
        "right is what this file and its folder are called",
    ),
)
"""Mistakes of all kinds, in all kinds of files, each with words of its sentence."""


def test_one_run_names_mistakes_of_all_kinds(real: Path) -> None:
    """Whatever cannot be read, what can be judged is named in the same run, nothing else is, and last that more may
    follow."""
    for path, old, new, _ in PLANTED:
        change(real, path, old, new)
    (real / "content/kk/privacy.md").unlink()
    (real / "content/ru/data.md").write_bytes(b"")
    (real / "content/en/k/1.md").write_bytes("Слово".encode("cp1251"))
    (real / "content/notes.txt").write_text("zq", "utf-8")
    others = (
        ("content/kk/privacy.md", MISSING),
        ("content/ru/data.md", "has no front matter"),
        ("content/en/k/1.md", "is not a text in UTF-8"),
        ("content", "may not lie here under this name"),
        ("cases_public/examples/V01ZH.yml", NO_TABLES),
        ("cases_public/examples/V01ZH.yml", UNCOUNTED),
        ("content/en/corrections.md", "must be source in exactly one language"),
    )
    expected = [*((path, words) for path, _, _, words in PLANTED), *others]
    with pytest.raises(Refused) as refused:
        checked(real, SITE_SRC)
    messages = [sentence(problem) for problem in refused.value.problems]
    assert refused.value.problems[-1].fault == MORE
    missed = [says for says in expected if not any(m.startswith(says[0]) and says[1] in m for m in messages)]
    assert (missed, len(messages)) == ([], len(expected) + 1), "\n".join(messages)
    assert [message for message in messages if re.search("zq", message, re.IGNORECASE)] == []


# --- numbers ---------------------------------------------------------------------------------------------------

NUMBERS = [
    (site, path.relative_to(root).as_posix(), name)
    for site, root in SITES.items()
    for path in sorted((root / "content" / "figures").glob("*.yml"))
    for name in yaml.safe_load(path.read_text("utf-8")).get("figures", ())
]


@pytest.mark.parametrize(("site", "path", "name"), NUMBERS)
def test_a_changed_number(site: str, path: str, name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """No number of a ledger can be changed alone: tables, counts or else the seal name it, in its line."""
    root = copy_of(site, tmp_path)
    text = (root / path).read_text("utf-8")
    start = text.index(f"\n  {name}:")
    changed = re.sub(r"value: (\d+)", lambda match: f"value: {int(match[1]) + 1}", text[start:], count=1)
    (root / path).write_text(text[:start] + changed, "utf-8")
    field = ("figures", name, "value")
    assert_says(said(root), (f"{path}:{line_of(text, field)}", way(field) + ": "))


TABLES = yaml.safe_load((SITES["example"] / RELEASE).read_text("utf-8"))["tables"]


@pytest.mark.parametrize("field", TABLES)
def test_a_changed_line_of_a_release(field: str, small: Path) -> None:
    """No line of published tables can be changed alone: it is named where it stands, and nothing is said elsewhere."""
    value = next(iter(TABLES[field].values()))
    line = next(one for one in (small / RELEASE).read_text("utf-8").splitlines() if one.startswith(f"  {field}: "))
    place = change(small, RELEASE, line, line.replace(f": {value}", f": {value + 1}", 1))
    messages = said(small)
    assert {message.partition(f"tables.{field}")[0] for message in messages} == {f"{place}: "}
    assert [message for message in messages if "differs from what was published by fewer than" in message]


def test_a_name_in_the_tables_of_a_release_that_is_misspelt(small: Path) -> None:
    """Whatever is called otherwise than tables are, a field, a step, what is counted: the file is named, in words."""
    text = (small / RELEASE).read_text("utf-8")
    names = [found for found in re.finditer(r'(?m)^ *"?([\w-]+)"?:|[{,] ?"?([\w-]+)"?: ', text) if "#" not in found[0]]
    assert len(names) > 40
    for found in names:
        end = found.end(found.lastindex or 0)
        (small / RELEASE).write_text(f"{text[:end]}x{text[end:]}", "utf-8")
        assert any(message.startswith(RELEASE) for message in said(small)), found[0]


WITH_NUMBERS = {"real": ("index", "data", "briefings/2022-01-19"), "example": ("index", "briefings/2000-01-01")}


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("languages", [TRANSLATIONS, ("en",)])
def test_a_number_written_by_hand(site: str, languages: tuple[str, ...], tmp_path: Path) -> None:
    """A number in place of a call of the ledger is named in its line, in each language; that of the source says nothing
    of its translations."""
    root, expected = copy_of(site, tmp_path), []
    for language, name in product(languages, WITH_NUMBERS[site]):
        path = f"content/{language}/{name}.md"
        call = FIGURE.search((root / path).read_text("utf-8"))
        expected.append((change(root, path, call[0], "98765"), UNBOUND))
    assert_says(said(root), *expected)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/en/briefings/2022-01-19.md", "As of 19 January 2022, the", "As of 18 January 2022, the"),
        ("content/ru/briefings/2022-01-19.md", "19 января 2022", "18 января 2022"),
        ("content/kk/briefings/2022-01-19.md", "2022 жылғы 19", "2022 жылғы 18"),
    ],
    ids=LANGUAGES[::-1],
)
def test_a_changed_date_in_words(real: Path, path: str, old: str, new: str) -> None:
    """A date that is not the recorded one is named in its line."""
    place = change(real, path, old, new)
    assert_says(said(real), (place, UNBOUND))


# --- translations ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("turn", range(3))
def test_deleted_words(site: str, turn: int, tmp_path: Path) -> None:
    """A page that lacks in one language is one message, also where it is the source of the others; each page lacks in
    another language in each of three turns, while two thirds of the pages that could link to it are there."""
    root = copy_of(site, tmp_path)
    names = sorted(path.relative_to(root / "content/en") for path in (root / "content/en").rglob("*.md"))
    paths = [f"content/{LANGUAGES[(at + turn) % 3]}/{name.as_posix()}" for at, name in enumerate(names)]
    for path in paths:
        (root / path).unlink()
    assert_says(said(root), *((path, MISSING) for path in paths))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_page_deleted_in_every_language(name: str, small: Path) -> None:
    """A page that the program makes or links to is missed once in each language, and its links say nothing more."""
    paths = [f"content/{language}/{name}.md" for language in LANGUAGES]
    for path in paths:
        (small / path).unlink()
    assert_says(said(small), *((path, MISSING) for path in paths))


def labels(value: Any, field: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every group of texts by language."""
    if isinstance(value, dict) and tuple(value) == LANGUAGES:
        yield field
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from labels(inner, (*field, step))


def kinds_of_labels() -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield one group of each kind of each data file of the example; the kind is where it begins and how it ends."""
    for path in (VOCABULARY, LAW, ORGANISATIONS, EXAMPLES, "content/figures/2000-01-01.yml"):
        found = labels(yaml.safe_load((SITES["example"] / path).read_text("utf-8")))
        found = (field for field in found if field[0] != "review")  # states, and no texts
        kinds = {(field[0], field[-1] if isinstance(field[-1], str) else ""): field for field in found}
        yield from ((path, field) for field in kinds.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_without_one_language(language: str, example: Path) -> None:
    """Wherever a text lacks in one language, the text and the language are named, of each kind of text once."""
    labels = list(kinds_of_labels())
    for path, field in labels:
        text = (example / path).read_text("utf-8")
        lines, line = text.split("\n"), line_of(text, (*field, language))
        before, own, after = lines[line - 1].rpartition(f"{field[-1]}: {{")  # several may stand in one line
        after = re.sub(rf'\b{language}: ("[^"]*"|\{{[^}}]*\}}|[\w-]+)(, )?', "", after, count=1)
        lines[line - 1] = before + own + after
        (example / path).write_text("\n".join(lines), "utf-8")
    texts = {path: (example / path).read_text("utf-8") for path, _ in labels}
    places = [(f"{path}:{line_of(texts[path], field)}", (*field, language)) for path, field in labels]
    assert_says(said(example), *((place, f"{way(field)}: is missing") for place, field in places))


def test_a_changed_english_text(real: Path) -> None:
    """A change of the source makes both translations say so, each with the version to write; that is inevitable."""
    change(real, "content/en/privacy.md", "\n## ", "\nzq zq.\n\n## ")
    assert_says(said(real), *outdated(real, "content/en/privacy.md"))


def test_a_changed_english_text_with_a_fault(real: Path) -> None:
    """While the source has a fault, nothing is said of its translations: mending it changes the version again."""
    place = change(real, "content/en/privacy.md", "\n## ", "\nzq ![zq](method.md)\n\n## ")
    assert_says(said(real), (place, "has ![, of which"))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_stale_translation(real: Path, language: str) -> None:
    """A translation of an older text is named at the line of its version."""
    place = change(real, f"content/{language}/privacy.md", 'version: "', 'version: "000000000000" # ')
    assert_says(said(real), (place, OUTDATED))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_without_one_language(example: Path, language: str) -> None:
    """A description of a case that lacks in one language is named; the way out is to say openly that it lacks."""
    text = (example / SMALL_CASE).read_text("utf-8")
    (example / SMALL_CASE).write_text(re.sub(rf"\n  {language}: .*", "", text), "utf-8")
    place = f"{SMALL_CASE}:{line_of(text, ('summary',))}"
    # English is the source, so these are other words than those that the person agreed to.
    others = [(f"{SMALL_CASE}:9", "consent: is not that of the present words")] if language == "en" else []
    assert_says(
        said(example),
        (
            place,
            f"summary.{language}: must be one of the two and not both: write summary.{language}, or not_translated",
        ),
        *others,
    )


CATALOGUE = "site_src/locales/interface.ru.po"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('msgstr "Все случаи"', 'msgstr ""', "is an entry without a translation"),
        ('msgstr "Все случаи"', 'msgstr "Все случаи', "is not a line of an entry"),
    ],
    ids=["empty", "open quotes"],
)
def test_a_broken_catalogue(example: Path, old: str, new: str, words: str) -> None:
    """An interface message that lacks in one language, or a catalogue that cannot be read, is named."""
    shutil.copytree(SITE_SRC, example / "site_src")
    change(example, CATALOGUE, old, new)
    messages = said(example, example / "site_src")
    assert len(messages) == 1
    assert messages[0].startswith(CATALOGUE)
    assert words in messages[0]


def test_a_catalogue_in_windows_1251(example: Path) -> None:
    """A catalogue in another encoding is named with what is wrong with it."""
    shutil.copytree(SITE_SRC, example / "site_src")
    path = example / CATALOGUE
    path.write_bytes(path.read_text("utf-8").encode("cp1251", "replace"))
    [message] = said(example, example / "site_src")
    assert message.startswith(f"{CATALOGUE}:")
    assert "Windows-1251" in message


# --- links, figures and anchors of words ------------------------------------------------------------------------

LINK = "(method.md#threshold)"
IN_WORDS = {
    "a link to no page": (
        "statistics",
        LINK,
        "(zqmethod.md#threshold)",
        "names something that is not in the list pages",
    ),
    "a link to no anchor": ("statistics", LINK, "(method.md#zq)", "names something that is not in the list anchors"),
    "a link without https": ("statistics", LINK, "(http://zq.example/)", "right is https:// and a host"),
    "a figure of no ledger": (
        "data",
        "count(reports)",
        "count(zq)",
        "names something that is not in the list figures",
    ),
    "HTML": ("data", "- **CSV** ", "- **CSV** <b>zq</b> ", "has <, of which"),
    "an image": ("data", "- **CSV** ", "- **CSV** ![zq](method.md) ", "has ![, of which"),
    "a heading without an id": ("data", " {#cite}", "", "has #, of which no page makes what you mean"),
}


@pytest.mark.parametrize("languages", [TRANSLATIONS, ("en",)])
@pytest.mark.parametrize("turn", range(4))
def test_something_wrong_in_words(turn: int, languages: tuple[str, ...], real: Path) -> None:
    """What is wrong in the text of a page is named once, in its line, in each language; the source alone if there. In
    each turn a page has one thing that is wrong."""
    chosen = [[fault for fault in IN_WORDS.values() if fault[0] == page] for page in ("statistics", "data")]
    expected = []
    for language, faults in product(languages, chosen):
        page, old, new, words = faults[turn % len(faults)]
        expected.append((change(real, f"content/{language}/{page}.md", old, new), words))
    assert_says(said(real), *expected)


@pytest.mark.parametrize("language", [*TRANSLATIONS, "en"])
def test_another_anchor(real: Path, language: str) -> None:
    """An anchor that differs between languages is named; that of the source makes the translations outdated."""
    path = f"content/{language}/data.md"
    change(real, path, "{#cite}", "{#zqcite}")
    expected = outdated(real, path) or [(path, "has not the same {#} as this text in en")]
    assert_says(said(real), *expected)


# --- one changed line ---------------------------------------------------------------------------------------------

ONE_LINE: dict[str, tuple[str, str, str, str]] = {
    "a code": (CASE, "gender: man", "gender: zqman", "gender: names something that is not in the list genders (content/vocabulary.yml); write one of: man, woman"),
    "a code of a place": (CASE, "place: karaganda", "place: zq", "place: names something that is not in the list cities, regions, parts"),
    "a code in a list": (CASE, "[legal]", "[zqlegal]", "assistance (item 1): names something that is not in the list assistance"),
    "a day for a period": (CASE, '"2023-05"', '"2023-05-17"', "period: has the wrong form; right is 2022-01, 2022-Q1"),
    "no for a code": (CASE, "gender: man", "gender: no", "gender: can be read in two ways"),
    "an anchor": (CASE, "gender: man", "gender: &zq man", "gender: uses a sign by which YAML refers"),
    "an alias": (CASE, "gender: man", "gender: *zq", "gender: uses a sign by which YAML refers"),
    "a tab": (CASE, "  kk: >-", "\tkk: >-", "indent with ordinary spaces: no tab"),
    "open quotes": (CASE, '374da0"', '374da0', "does not fit what stands before it"),
    "a colon": (CASE, '"2023-05"', "zq: zq", "does not fit what stands before it"),
    "an id of another form": (CASE, '"14Y3Y"', '"zqilou"', "id: has the wrong form; right is 4 to 8 digits and capital"),
    "another id": (CASE, '"14Y3Y"', '"ZQZQZ"', "id: is not what can stand here; right is what this file and its folder are called"),
    "whether somebody may speak": (CASE, "speak: true", "speak: zq", "free_to_speak: has the wrong form; right is one of: true"),
    "a number in words": (LEDGER, "value: 19", "value: zq", ".value: has the wrong form; right is a whole number"),
    "a number below zero": (LEDGER, "value: 19", "value: -7", ".value: has the wrong form; right is a number of at least 0"),
    "a zero before a number": (LEDGER, "value: 19", "value: 019", ".value: can be read in two ways"),
    "a unit": (LEDGER, "unit: report", "unit: zq", "unit: names something that is not in the list units (content/vocabulary.yml); write one of: report"),
    "a place in a ledger": (LEDGER, "place: almaty", "place: zq", ".place: names something that is not in the list cities, regions, parts"),
    "a key figure": (LEDGER, "[reports, reports_men", "[zq, reports_men", "key_figures (item 1): names something that is not in the list figures"),
    "a later day": (LEDGER, 'as_of: "2022-01-19"', 'as_of: "2022-01-20"', "as_of: is after id; write that day"),
    "another briefing": (LEDGER, 'id: "2022-01-19"', 'id: "2022-01-20"', "id: is not what can stand here; right is what this file and its folder are called"),
    "no day": (LEDGER, 'date: "2022-01-19"', 'date: "2022-13-19"', "already_public.date: has the wrong form; right is a day of the"),
    "a step of a ladder": (VOCABULARY, "broader: adult", "broader: zq", ".broader: names something that is not in the list"),
    "a part of the country": (VOCABULARY, "part: north", "part: zq", ".part: names something that is not in the list parts"),
    "a region of a city": (VOCABULARY, ": KZ-ALA", ": KZ-ZQ", ": names something that is not in the list regions ("),
    "a gap between divisions": (VOCABULARY, '"2022-06-08"', '"2022-06-09"', "divisions (item 2).valid_from: is not what can stand here; right is what gives each day"),
    "a plural form": (VOCABULARY, 'few: "сообщения", ', "", ".forms.ru: lacks the plural form few"),
    "a menu entry": (SETTINGS, "      - report", "      - zqreport", "names something that is not in the list pages; write one of: report"),
    "the newest briefing": ("content/kk/index.md", "ledger: newest", "ledger: zqnewest", "newest, or the date of a briefing"),
    "the threshold": (SETTINGS, "k: 5", "k: 2", "k: has the wrong form; right is a number of at least 3"),
    "the address": (SETTINGS, '"https://example', '"zqttps://example', "address: has the wrong form; right is an address"),
    "a state": ("content/ru/data.md", "state: machine", "state: zq", "state: has the wrong form; right is one of"),
    "a chapter of law": (LAW, "chapter: absolute", "chapter: zq", "groups (item 2).chapter: names something that is not in the list chapters; write one of: "),
    "how surely": (LAW, "verified: read", "verified: zq", "groups (item 1).provisions (item 1).verified: has the wrong form; right is one of: read,"),
    "a source": (LAW, "[convention_en,", "[zq,", "sources (item 1): names something that is not in the list sources; write one of: declaration"),
    "an address of a source": (LAW, '"https://www.ohchr', '"http://www.ohchr', ".official.kk: has the wrong form"),
    "a period": (LAW, "adult: {value: 48,", "adult: {value: zq,", ".value: has the wrong form; right is a whole number"),
    "what a provision does": (LAW, "kind: sanction", "kind: zq", "kind: has the wrong form; right is one of: duty, right, power, prohibition,"),
    "a provision without a kind": (LAW, "cc_414_4\n        kind: sanction", "cc_414_4", "kind: is missing"),
    "whose words": (LAW, "kk: translated", "kk: zq", "groups (item 3).provisions (item 1).wording.kk: has the wrong form; right is one of"),
    "a kind of body": (ORGANISATIONS, "kind: independent", "kind: zq", "organisations (item 1).kind: has the wrong form; right is one of"),
    "a phone in an example": (EXAMPLES, "+7 000 000-00-00", "+7 zq", "organisations (item 1).channels (item 1).value: is not what can stand here; right is what fits the file"),
    "an example that does not say so": (EXAMPLES, 'en: "EXAMPLE:', 'en: "zq:', "name.en: is not what can stand here; right is what fits the file"),
    "a Cyrillic letter in a code": (CASE, "gender: man", "gender: mаn", "gender: has Cyrillic letters, and some look like"),
    "a name for a code": (CASE, "place: karaganda", "place: Шымкент", "type it in Latin letters; use one of: shymkent,"),
    "several codes in one": (CASE, "[legal]", "[legal psychological]", "assistance (item 1): names something that is not in the list"),
    "a review to come": ("content/en/k/3.md", 'valid_on: "20', 'valid_on: "30', "valid_on: is after "),
    "a Cyrillic letter in a name": (CASE, "free_to_", "frее_to_", "is not known here; correct its spelling or remove it; here is missing, or may stand: free_to_speak"),
    "a Russian name": (CASE, "summary:", "текст:", "here is missing, or may stand: summary"),
    "curly quotes": (CASE, '"2023-05"', "“2023-05”", "period: can be read in two ways"),
    "a date with points": (LEDGER, 'as_of: "2022-01-19"', "as_of: 19.01.2022", "as_of: has the wrong form; right is a day of the calendar"),
    "a day that is not": (LEDGER, 'as_of: "2022-01-19"', "as_of: 2022-02-30", "as_of: has the wrong form; right is a day of the calendar"),
    "a no-break space": (CASE, "gender: man", "gender: man\u00a0", "gender: holds a sign that nobody sees"),
    "no-break spaces as indentation": (CASE, "  kk: >-", "\u00a0\u00a0kk: >-", "indent with ordinary spaces: no tab"),
    "no space after a colon": (CASE, "gender: man", "gender:zq", "write a colon and a space after a key"),
    "no comma in a list": (LEDGER, "[reports, reports_men", "[reports reports_men", "key_figures (item 1): has the wrong form; right is a code"),
    "a list for a code": (CASE, "gender: man", "gender: [man]", "gender: has the wrong form; right is a text in straight"),
    "a code for a list": (CASE, "[legal]", "legal", "assistance: has the wrong form; right is a list: one line for each entry"),
    "a list below a text": (CASE, "[legal]", "legal\n  - zq", "assistance: can be read in two ways"),
    "an empty list": ("content/questions.yml", "[k/2]", "[]", ".pages: has the wrong form; right is a list of at least 1"),
    "nothing for a value": (CASE, 'consent: "84b781374da0"', "consent:", "consent: is missing or empty; right is"),
    "a remark in a text": (CASE, "gender: man", "gender: Zq #5", "gender: can be read in two ways"),
    "a truth in quotes": (CASE, "speak: true", 'speak: "true"', "free_to_speak: has the wrong form"),
    "a truth in capitals": (CASE, "speak: true", "speak: True", "free_to_speak: can be read in two ways"),
    "a fraction": (LEDGER, "value: 24", "value: 19.5", ".value: can be read in two ways"),
    "a fraction in quotes": (LEDGER, "value: 24", 'value: "19.5"', ".value: has the wrong form; right is a whole number: digits"),
    "a number in quotes": (LEDGER, "value: 24", 'value: "24"', ".value: has the wrong form; right is a whole number: digits alone"),
    "a number with a space": (LEDGER, "value: 24", "value: 1 024", ".value: has the wrong form; right is a whole number: digits a"),
    "a misspelt language": (VOCABULARY, "  kk: ", "  kz: ", "kz: names something that is not in the list languages; write one of: kk, ru, en"),
    "an unfinished merge": (CASE, "gender: man", "<<<<<<< zq\ngender: man", "has the marks of an unfinished merge"),
    "a Latin letter in a word": (LEDGER, "Сообщения о", "Сообщeния о", ".label.ru: mixes Latin and Cyrillic letters"),
    "a space of no width": (CASE, "Вымышленный", "Вымыш\u200bленный", "has a sign that nobody sees at character 10"),
    "a name for a role": (EXAMPLES, "checked_by: example_role", 'checked_by: "Zq Zq"', "checked_by: has the wrong form"),
}  # fmt: skip


def rounds() -> list[list[str]]:
    """Return the names of the wrong lines of files of their own in rounds, of each file one in a round."""
    of_file: dict[str, list[str]] = {}
    for name, (path, *_) in ONE_LINE.items():
        if path != CASE:
            of_file.setdefault(path, []).append(name)
    return [[name for name in some if name] for some in zip_longest(*of_file.values())]


@pytest.mark.parametrize("names", rounds(), ids=" + ".join)
def test_one_line(names: list[str], real: Path) -> None:
    """One wrong line of a data file is one message with its file, its line and what right looks like, also where a line
    of another file is wrong."""
    expected = []
    for path, old, new, words in map(ONE_LINE.__getitem__, names):
        expected.append((change(real, path, old, new), words))
    assert_says(said(real), *expected)


def test_one_line_of_many_cases(real: Path) -> None:
    """Of many cases with one wrong line each, each is one message: what is wrong in one hides and adds nothing."""
    expected = []
    for number, (path, old, new, words) in enumerate(line for line in ONE_LINE.values() if line[0] == CASE):
        name = f"{number:03d}ZZ"
        copy = path.replace("14Y3Y", name)
        (real / copy).write_text((real / path).read_text("utf-8").replace("14Y3Y", name), "utf-8")
        place = change(real, copy, old.replace("14Y3Y", name), new)
        expected.append((place, words))
    assert_says(said(real), *expected)


@pytest.mark.parametrize(
    ("old", "new"),
    [("free_to_speak: true", "zqfree_to_speak: true"), ("consent: ", "zqconsent: "), ("summary:", "zq:")],
)
def test_a_misspelt_field(real: Path, old: str, new: str) -> None:
    """A misspelt field is one message with its line, which names the field that is meant."""
    place = change(real, CASE, old, new)
    name = old.strip().split(":")[0]
    assert_says(said(real), (place, f"here is missing, or may stand: {name}"))


def test_two_misspelt_fields(real: Path) -> None:
    """Of two misspelt fields and one too many each is one message, which names both that are missing."""
    names = ("free_to_speak", "summary")
    more = change(real, CASE, "release:", "zq: zq\nrelease:")
    places = [change(real, CASE, name, f"{name}s") for name in names]
    expected = [(place, "here is missing, or may stand: free_to_speak, summary") for place in (more, *places)]
    assert_says(said(real), *expected)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("speak: true", "speak: false", "free_to_speak: has the wrong form; right is one of: true"),
        ("free_to_speak: true\n", "", "free_to_speak: is missing or empty; right is one of: true"),
        ('consent: "', 'consent: true # "', "consent: is not that of the present words"),
        ('consent: "', 'consent: "0', "consent: has the wrong form"),
        ("Вымышленный пример. Человек", "Вымышленный пример. Он", ""),
        ("Invented example. A person", "Invented example. Somebody", "consent: is not that of the present words"),
    ],
)
def test_without_consent(real: Path, old: str, new: str, words: str) -> None:
    """A story of somebody who may not speak, or without consent to just these words, may not be here; the line is
    named. A translation is another matter."""
    change(real, CASE, old, new)
    messages = said(real)
    assert [message.startswith(f"{CASE}:") and words in message for message in messages] == ([True] if words else [])


# --- files --------------------------------------------------------------------------------------------------------


def moved(root: Path, path: str) -> None:
    """Move the case to another place."""
    (root / path).parent.mkdir(exist_ok=True)
    (root / CASE).rename(root / path)


def without_remarks(root: Path) -> str:
    """Return the text of a case as that of a real one is, without a remark."""
    return "".join(line for line in (root / CASE).read_text("utf-8").splitlines(True) if not line.startswith("#"))


@pytest.mark.parametrize(
    ("path", "line", "words"),
    [
        (
            "cases_public/examples/0ZZZZ.yml",
            ":1",
            "id: is not what can stand here; right is what this file and its folder are called",
        ),
        (
            "cases_public/2000-1/14Y3Y.yml",
            ":2",
            "release: is not what can stand here; right is what this file and its folder are called",
        ),
        ("cases_public/14Y3Y.yml", "", "may not lie here under this name"),
        ("cases_public/examples/14Y3Y.yaml", "", "may not lie here under this name"),
        ("cases_public/examples/14Y3Y.txt", "", "may not lie here under this name"),
    ],
)
def test_a_case_in_another_place(real: Path, path: str, line: str, words: str) -> None:
    """A case file with a wrong name, folder or ending is named."""
    (real / CASE).write_text(without_remarks(real), "utf-8")
    moved(real, path)
    assert_says(said(real), (path + line, words))


def test_a_copy_of_a_case(real: Path) -> None:
    """A copy that a file manager made is one message, at the copy."""
    copy = "cases_public/examples/14Y3Y (1).yml"
    shutil.copy(real / CASE, real / copy)
    assert_says(said(real), (copy, "may not lie here under this name"))


def test_words_in_the_folder_of_another_language(real: Path) -> None:
    """A Russian text in the folder of Kazakh is noticed by its letters."""
    shutil.copy(real / "content/ru/privacy.md", real / "content/kk/privacy.md")
    assert_says(said(real), ("content/kk/privacy.md", "seems to be written in another language than kk"))


TITLES = {
    "title: Закон #5": "title: can be read in two ways",
    "title: «Закон»": "title: can be read in two ways",
    'title: "Закон "zq" здесь"': "does not fit what stands before it",
    'title: "Закон': "does not fit what stands before it",
    'title: Закон"': "title: can be read in two ways",
    "title: Закон: zq": "does not fit what stands before it",
    "title:": "title: is missing or empty; right is",
    "title: [zq]": "title: has the wrong form; right is a text in straight quotes",
}


def test_titles_that_are_not_quoted_rightly(real: Path) -> None:
    """Each way to forget or misuse quotes is one message at the line of the title."""
    pages = sorted((real / "content/ru").glob("*.md"))[: len(TITLES)]
    for path, line in zip(pages, TITLES, strict=True):
        path.write_text(re.sub("^title:.*$", line, path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")
    named = (f"content/ru/{path.name}:2" for path in pages)
    assert_says(said(real), *zip(named, TITLES.values(), strict=True))


def test_another_release(small: Path) -> None:
    """An example that names a release is no example any more: that is said beside the folder that does not fit."""
    place = change(small, SMALL_EXAMPLE, "release: examples", 'release: "2000-1"')
    others = ((f"{SMALL_EXAMPLE}:2", UNCOUNTED), (SMALL_EXAMPLE, "does not say that it is invented"))
    assert_says(
        said(small),
        (place, "release: is not what can stand here; right is what this file and its folder are called"),
        *others,
    )


def test_an_id_twice(small: Path) -> None:
    """Two stories of one id are one message, which names the other file."""
    other = f"cases_public/2000-1/{Path(SMALL_EXAMPLE).name}"
    shutil.copy(small / SMALL_EXAMPLE, small / other)
    alike = 'alike: {enough: true, "on": "2000-12-31", by: coordinator}'
    change(small, other, "release: examples", f'release: "2000-1"\ninvented: true\n{alike}')
    assert_says(said(small), (f"{SMALL_EXAMPLE}:2", f"id: is there already, in {other}"))


SPELLING = "may not lie here under this name"
KEPT = "has a name that Windows, the host of the site or the pages of cases keep for themselves"
NAMES = {
    "About.md": SPELLING,
    "about us.md": SPELLING,
    "қысқаша.md": SPELLING,
    "новости.md": SPELLING,
    "my_page.md": SPELLING,
    "a.b.md": SPELLING,
    "-about.md": SPELLING,
    "about-.md": SPELLING,
    "about--us.md": SPELLING,
    "about (1).md": SPELLING,
    "News/one.md": SPELLING,
    "about.since.md": SPELLING,
    "briefings/Since.since.md": SPELLING,
    "a?b#c%d.md": SPELLING,
    "404.md": KEPT,
    "con.md": KEPT,
    "news/aux.md": KEPT,
    "com1/index.md": KEPT,
    "cases/3f7qx.md": KEPT,
    "cases/1234.md": KEPT,
    "cases/region/kz-ala.md": KEPT,
    "cases/3F7QX.md": SPELLING,
    "cases/examples/index.md": KEPT,
    "cases.md": "has nearly the same address as content/{language}/cases/index.md; rename one of the two",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_that_can_be_no_address(language: str, small: Path) -> None:
    """A page whose name is no address, or that of another page, is one message, and other languages do not miss it."""
    for name in NAMES:
        path = small / f"content/{language}/{name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(small / f"content/{language}/method.md", path)
    expected = {f"content/{language}/{name}": words for name, words in NAMES.items()}
    assert_says(
        said(small), *((called(small, path), words.format(language=language)) for path, words in expected.items())
    )


def test_a_page_whose_folder_has_a_page_of_the_same_name(real: Path) -> None:
    """Of a page and the first page of a folder of its name, in each language one message names both."""
    for language in LANGUAGES:
        (real / f"content/{language}/method").mkdir()
        shutil.copy(real / f"content/{language}/method.md", real / f"content/{language}/method/index.md")
    words = "has nearly the same address as content/{0}/method/index"
    assert_says(said(real), *((f"content/{code}/method.md", words.format(code)) for code in LANGUAGES))


def test_a_renamed_page_is_one_message(real: Path) -> None:
    """A page that was renamed wrongly is not missed under its old name as well."""
    (real / "content/ru/about.md").rename(real / "content/ru/About.md")
    assert_says(said(real), ("content/ru/About.md", SPELLING))


@pytest.mark.parametrize(
    "path", ["content/ru/data.md", "content/kk/data.md", VOCABULARY, SETTINGS, SMALL_LEDGER, SMALL_EXAMPLE]
)
def test_a_file_in_windows_1251(small: Path, path: str) -> None:
    """Text in the encoding of old programs is named with the first line of it, and nothing else is said."""
    text = (small / path).read_text("utf-8")
    (small / path).write_bytes(text.encode("cp1251", "replace"))
    line = next(n for n, line in enumerate(text.split("\n"), 1) if line.encode("cp1251", "replace") != line.encode())
    assert_says(said(small), (f"{path}:{line}", "is not a text in UTF-8"))


@pytest.mark.parametrize("path", ["content/en/data.md", SMALL_EXAMPLE, VOCABULARY])
def test_a_file_that_is_too_large(small: Path, path: str) -> None:
    """A file that is too large to be meant is named and not read."""
    with (small / path).open("a", encoding="utf-8") as file:
        file.write("# " + "zq " * 100_000)
    assert_says(
        said(small), (path, f"is larger than {64 if path.endswith('.md') else 256} KB; shorten it or divide it")
    )


@pytest.mark.parametrize("target", ["zq-outside.yml", "zq-nowhere.yml", "/dev/zero"])
@pytest.mark.parametrize("path", ["content/en/data.md", SMALL_EXAMPLE, VOCABULARY])
def test_a_link_out_of_the_project(
    small: Path, path: str, target: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link that leads out of the project is named and never followed, wherever it leads."""
    outside = tmp_path_factory.mktemp("outside")
    shutil.copy(small / path, outside / "zq-outside.yml")
    (small / path).unlink()
    (small / path).symlink_to(outside / target)
    assert_says(said(small), (path, "is a link or lies behind one"))


@pytest.mark.parametrize("path", [SETTINGS, VOCABULARY, LAW, ORGANISATIONS])
def test_a_deleted_data_file(small: Path, path: str) -> None:
    """A file that every site needs is named when it is gone."""
    (small / path).unlink()
    assert_says(said(small), (path, NO_FILE))


STRANGERS = {
    "law.yaml": "law.yml",
    "Vocabulary.yml": "vocabulary.yml",
    "site.yml.txt": "site.yml",
    "organisation.yml": "organisations.yml",
    "organisations.example.yml": "organisations.examples.yml",
    "data.md": "ru/data.md",
    "notes.docx": "",
    "law (copy).yml": "",
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_file_that_nobody_would_read(name: str, small: Path) -> None:
    """A file in the folder of the content that is not one of its own is named, and one that every site needs is missed
    under its right name."""
    old = STRANGERS[name]
    if old:
        (small / "content" / old).rename(small / "content" / name)
    else:
        (small / "content" / name).write_text("zq", "utf-8")
    gone = [(f"content/{old}", NO_FILE)] if f"content/{old}" in (SETTINGS, VOCABULARY, LAW, ORGANISATIONS) else []
    assert_says(said(small), (called(small, f"content/{name}"), SPELLING), *gone)


def test_a_folder_that_nobody_would_read(small: Path) -> None:
    """A folder of a language that the settings do not name is named with what to do."""
    shutil.copytree(small / "content/kk", small / "content/kz")
    assert_says(said(small), ("content/kz", "is a folder that is not read; add the language to content/site.yml"))


@pytest.mark.parametrize(("old", "new"), [("ru", "RU"), ("figures", "Figures")])
def test_a_folder_with_capitals(old: str, new: str, small: Path) -> None:
    """A folder whose name differs by capitals is named."""
    (small / "content" / old).rename(small / "content" / new)
    assert_says(said(small), (f"content/{new}", "is a folder that is not read"))


def test_a_deleted_ledger(real: Path) -> None:
    """A ledger that is gone is one message."""
    (real / LEDGER).unlink()
    assert_says(said(real), (LEDGER, "names something that is not in the list ledgers (content/figures)"))


@pytest.mark.parametrize("path", [SETTINGS, VOCABULARY, LAW, ORGANISATIONS, EXAMPLES, SMALL_LEDGER, SMALL_EXAMPLE])
def test_an_empty_data_file(small: Path, path: str) -> None:
    """An empty file is named."""
    (small / path).write_text("", "utf-8")
    assert_says(said(small), (f"{path}:1", EMPTY))


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_words(small: Path, language: str) -> None:
    """An empty page is named, once."""
    path = f"content/{language}/data.md"
    (small / path).write_text("", "utf-8")
    assert_says(said(small), (f"{path}:1", "has no front matter"))


# --- what is more than a wrong line ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (SETTINGS, "https://example.org/register/", "https://[zq/", "address: has the wrong form"),
        ("cases_public/2000-1/P4W9C.yml", '"2000-Q1"', '"0000-Q1"', "period: has the wrong form"),
        ("cases_public/2000-1/P4W9C.yml", '"2000-Q1"', '"٢٠٠٠-Q1"', "period: has the wrong form"),
        (
            LAW,
            'valid_to: "2000-06-30"',
            "valid_to: 20000630",
            "valid_to: has the wrong form; right is a day of the calendar",
        ),
    ],
    ids=["no address", "no year", "other digits", "a number for a date"],
)
def test_a_value_of_the_right_form_that_means_nothing(example: Path, path: str, old: str, new: str, words: str) -> None:
    """A value that looks right and cannot be is named once, before anything is built of it."""
    place = change(example, path, old, new)
    try:
        build_pages(example, SITE_SRC)
        messages = []
    except Refused as refused:
        messages = [sentence(problem) for problem in refused.problems if problem.fault != MORE]
    assert_says(messages, (place, words))


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        ("content/figures/2000-01-01.yml", "value: 1101", "value: 1100", "but 1101 was published"),
        (
            "cases_public/examples/2M8VE.yml",
            "lawyer: denied",
            "lawyer: zqdenied",
            "access_lawyer: names something that is not in the list access",
        ),
        ("content/kk/method.md", "https://example.org/)", "http://zq.example/)", "right is https:// and a host"),
    ],
    ids=["number", "code", "link"],
)
def test_the_command_says_it_and_fails(example: Path, path: str, old: str, new: str, words: str) -> None:
    """`transparency check` prints the one message on the side of errors and ends with exit code 1."""
    shutil.copytree(SITE_SRC, example / "site_src")
    change(example, path, old, new)
    command = [
        sys.executable,
        "-c",
        "from build_tools.command_line import main; main()",
        "--root",
        str(example),
        "check",
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "TRANSPARENCY_LANGUAGE": "en"}
    )
    approved = "In force in content/reviewed.yml: words: 3, exceptions: 0.\n"
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, approved, 1)
    assert done.stderr.startswith(f"{path}:")
    assert words in done.stderr
    assert "zq" not in done.stderr


@pytest.mark.parametrize(
    ("code", "words"),
    [("zq", "is not the code of a language"), ("kk", "is there already, in languages (item 1).code")],
    ids=["no language", "a language twice"],
)
def test_a_language_that_cannot_be(example: Path, code: str, words: str) -> None:
    """A language that is unknown or named twice is said once, not once for every text of the site."""
    change(example, SETTINGS, "languages:\n", f"languages:\n  - {{code: {code}, name: Example}}\n")
    with pytest.raises(Refused) as refused:
        build_pages(example, SITE_SRC)
    [said] = [sentence(problem) for problem in refused.value.problems if problem.fault != MORE]
    assert said.startswith(f"{SETTINGS}:")
    assert words in said
