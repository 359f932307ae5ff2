"""Breaking any one number, translation, link, code or file gives its one clear message, at its file and line.

Each test breaks one thing in a copy of the real content or of the example. What is written in its place begins with
``zq``, and no message may repeat it. Ledgers of published briefings are public, so their sums may be said.
"""

import os
import re
import shutil
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
import yaml

from build_tools.closed_tree import may_lie, sayable
from build_tools.content import checked
from build_tools.load.strict_yaml import line_of
from build_tools.models import FIGURE, REQUIRED
from build_tools.problems import Refused, sentence
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
RELEASE = "content/figures/2000-1.yml"

SPELLING = "may not lie here under this name"
MISSING = "is missing; write it in each language of the site"
UNBOUND = "has a number without a source"
OUTDATED = "translates.version: is not that of the present text in en"
EMPTY = "does not begin with a key; write at least one line"
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


# --- numbers ---------------------------------------------------------------------------------------------------


def test_a_changed_line_of_a_release(small: Path) -> None:
    """No line of published tables can be changed alone: each is named where it stands, and nothing is said elsewhere."""
    places = set()
    for field, lines in yaml.safe_load((small / RELEASE).read_text("utf-8"))["tables"].items():
        value = next(iter(lines.values()))
        line = next(one for one in (small / RELEASE).read_text("utf-8").splitlines() if one.startswith(f"  {field}: "))
        places.add(change(small, RELEASE, line, line.replace(f": {value}", f": {value + 1}", 1)))
    messages = said(small)
    assert {message.partition(": tables.")[0] for message in messages} == places
    few = {message.partition(": ")[0] for message in messages if "differs from what was published by fewer" in message}
    assert few == places


def test_a_name_in_the_tables_of_a_release_that_is_misspelt(small: Path) -> None:
    """Whatever is called otherwise than tables are, a field, a step, what is counted: the file is named, in words."""
    text = (small / RELEASE).read_text("utf-8")
    found = re.finditer(r'(?m)^ *"?([\w-]+)"?:|[{,] ?"?([\w-]+)"?: ', text)
    names = {one[one.lastindex or 0]: one.end(one.lastindex or 0) for one in found if "#" not in one[0]}
    assert len(names) > 20
    for name, end in names.items():
        (small / RELEASE).write_text(f"{text[:end]}x{text[end:]}", "utf-8")
        assert any(message.startswith(RELEASE) for message in said(small)), name


WITH_NUMBERS = {"real": ("index", "data", "briefings/2022-01-19"), "example": ("index", "briefings/2000-01-01")}


@pytest.mark.parametrize("site", SITES)
def test_a_number_written_by_hand(site: str, tmp_path: Path) -> None:
    """A number in place of a call of the ledger is named in its line, in each language."""
    root, expected = copy_of(site, tmp_path), []
    for language, name in product(LANGUAGES, WITH_NUMBERS[site]):
        path = f"content/{language}/{name}.md"
        call = FIGURE.search((root / path).read_text("utf-8"))
        expected.append((change(root, path, call[0], "98765"), UNBOUND))
    assert_says(said(root), *expected)


# --- translations ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("site", "turn"), [("real", 0), ("example", 1), ("example", 2)])
def test_deleted_words(site: str, turn: int, tmp_path: Path) -> None:
    """A page that lacks in one language is one message, also where it is the source of the others; each page lacks in
    another language in each of three turns, while two thirds of the pages that could link to it are there."""
    root = copy_of(site, tmp_path)
    names = sorted(path.relative_to(root / "content/en") for path in (root / "content/en").rglob("*.md"))
    paths = [f"content/{LANGUAGES[(at + turn) % 3]}/{name.as_posix()}" for at, name in enumerate(names)]
    for path in paths:
        (root / path).unlink()
    assert_says(said(root), *((path, MISSING) for path in paths))


def test_pages_deleted_in_every_language(small: Path) -> None:
    """A page that the program makes or links to is missed once in each language, and its links say nothing more."""
    paths = [f"content/{language}/{name}.md" for language, name in product(LANGUAGES, REQUIRED)]
    for path in paths:
        (small / path).unlink()
    assert_says(said(small), *((path, MISSING) for path in paths))


@pytest.mark.parametrize(("added", "words"), [("zq zq.", ""), ("zq ![zq](method.md)", "has ![, of which")])
def test_a_changed_english_text(real: Path, added: str, words: str) -> None:
    """A change of the source makes both translations say so, each with the version to write; not while the source has a
    fault, for mending it changes the version again."""
    place = change(real, "content/en/privacy.md", "\n## ", f"\n{added}\n\n## ")
    assert_says(said(real), *([(place, words)] if words else outdated(real, "content/en/privacy.md")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_without_one_language(small: Path, language: str) -> None:
    """A description of a case that lacks in one language is named; the way out is to say openly that it lacks."""
    text = (small / SMALL_CASE).read_text("utf-8")
    (small / SMALL_CASE).write_text(re.sub(rf"\n  {language}: .*", "", text), "utf-8")
    words = f"summary.{language}: both are there, or neither is; write one alone: summary.{language}, or not_translated"
    # English is the source, so these are other words than those that the person agreed to.
    others = [(f"{SMALL_CASE}:9", "consent: is not that of the present words")] if language == "en" else []
    assert_says(said(small), (f"{SMALL_CASE}:{line_of(text, ('summary',))}", words), *others)


# --- links, figures and anchors of words ------------------------------------------------------------------------

LINK = "(method.md#threshold)"
IN_WORDS = (
    ("statistics", LINK, "(zqmethod.md#threshold)", "names something that is not in the list pages"),
    ("statistics", LINK, "(method.md#zq)", "names something that is not in the list anchors"),
    ("statistics", LINK, "(http://zq.example/)", "right is https:// and a host"),
    ("data", "count(reports)", "count(zq)", "names something that is not in the list figures"),
    ("data", "- **CSV** ", "- **CSV** <b>zq</b> ", "has <, of which"),
    ("data", "- **CSV** ", "- **CSV** ![zq](method.md) ", "has ![, of which"),
    ("data", " {#cite}", "", "has #, of which no page makes what you mean"),
)
"""Links that lead nowhere or without https, a figure of no ledger, HTML, an image, a heading without an id."""


@pytest.mark.parametrize(("turn", "languages"), [(0, TRANSLATIONS), (1, ("en",)), (2, TRANSLATIONS), (3, ("en",))])
def test_something_wrong_in_words(turn: int, languages: tuple[str, ...], real: Path) -> None:
    """What is wrong in the text of a page is named once, in its line, in each language; the source alone if there. In
    each turn a page has one thing that is wrong."""
    chosen = [[fault for fault in IN_WORDS if fault[0] == page] for page in ("statistics", "data")]
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
    expected = outdated(real, path) or [(path, "has not the same {#id} as this text in en")]
    assert_says(said(real), *expected)


# --- one changed line ---------------------------------------------------------------------------------------------

ONE_LINE: dict[str, tuple[str, str, str, str]] = {
    "a code": (CASE, "gender: man", "gender: zqman", "gender: names something that is not in the list genders (content/vocabulary.yml); write one of: man, woman"),
    "a code in a list": (CASE, "[legal]", "[zqlegal]", "assistance (item 1): names something that is not in the list assistance"),
    "a key figure": (LEDGER, "[reports, reports_men", "[zq, reports_men", "key_figures (item 1): names something that is not in the list figures"),
    "a plural form": (VOCABULARY, 'few: "сообщения", ', "", ".forms.ru: lacks the plural form few"),
    "a chapter of law": (LAW, "chapter: absolute", "chapter: zq", "groups (item 2).chapter: names something that is not in the list chapters; write one of: "),
    "a source": (LAW, "[convention_en,", "[zq,", "sources (item 1): names something that is not in the list sources; write one of: declaration"),
    "a phone in an example": (EXAMPLES, "+7 000 000-00-00", "+7 zq", "organisations (item 1).channels (item 1).value: does not fit here; right is a name that begins with"),
    "an example that does not say so": (EXAMPLES, 'en: "EXAMPLE:', 'en: "zq:', "name.en: does not fit here; right is a name that begins with"),
    "a Cyrillic letter in a code": (CASE, "gender: man", "gender: mаn", "gender: does not fit here; right is one of these, in Latin letters"),
    "a name for a code": (CASE, "place: karaganda", "place: Шымкент", "only look like them: shymkent,"),
    "several codes in one": (CASE, "[legal]", "[legal psychological]", "assistance (item 1): names something that is not in the list"),
    "a misspelt language": (VOCABULARY, "  kk: ", "  kz: ", "kz: names something that is not in the list languages; write one of: kk, ru, en"),
    "a Latin letter in a word": (LEDGER, "Сообщения о", "Сообщeния о", ".label.ru: does not fit here; right is one alphabet for the word at character"),
    "a day in English words": ("content/en/briefings/2022-01-19.md", "As of 19 January 2022, the", "As of 18 January 2022, the", UNBOUND),
    "a day in Russian words": ("content/ru/briefings/2022-01-19.md", "19 января 2022", "18 января 2022", UNBOUND),
    "a day in Kazakh words": ("content/kk/briefings/2022-01-19.md", "2022 жылғы 19", "2022 жылғы 18", UNBOUND),
    "an older text in Russian": ("content/ru/privacy.md", 'version: "', 'version: "000000000000" # ', OUTDATED),
}  # fmt: skip
UNREADABLE: dict[str, tuple[str, str, str, str]] = {
    "a day for a period": (CASE, '"2023-05"', '"2023-05-17"', "period: has the wrong form; right is 2022-01, 2022-Q1"),
    "a colon": (CASE, '"2023-05"', "zq: zq", "does not fit what stands before it"),
    "an id of another form": (CASE, '"14Y3Y"', '"zqilou"', "id: has the wrong form; right is 4 to 8 digits and capital"),
    "no id": (CASE, 'id: "14Y3Y"\n', "", "id: is missing or empty; right is 4 to 8 digits and capital"),
    "whether somebody may speak": (CASE, "speak: true", "speak: zq", "free_to_speak: has the wrong form; right is one of: true"),
    "a number in words": (LEDGER, "value: 19", "value: zq", ".value: has the wrong form; right is a whole number"),
    "a number below zero": (LEDGER, "value: 24", "value: -7", ".value: has the wrong form; right is a number of at least 0"),
    "no day": (LEDGER, 'date: "2022-01-19"', 'date: "2022-13-19"', "already_public.date: has the wrong form; right is a day of the"),
    "the newest briefing": ("content/kk/index.md", "ledger: newest", "ledger: zqnewest", "newest, or the date of a briefing"),
    "the address": (SETTINGS, '"https://example', '"zqttps://example', "address: has the wrong form; right is an address"),
    "a state": ("content/ru/data.md", "state: machine", "state: zq", "state: has the wrong form; right is one of"),
    "how surely": (LAW, "verified: read", "verified: zq", "groups (item 1).provisions (item 1).verified: has the wrong form; right is one of: read,"),
    "a provision without a kind": (LAW, "cc_414_4\n        kind: sanction", "cc_414_4", "kind: is missing"),
    "a Russian name": (CASE, "summary:", "текст:", "missing or known here: summary"),
    "a list for a code": (CASE, "gender: man", "gender: [man]", "gender: has the wrong form; right is a text in straight"),
    "an empty list": ("content/questions.yml", "[k/2]", "[]", ".pages: has the wrong form; right is a list of 1 or more"),
    "nothing for a value": (CASE, 'consent: "84b781374da0"', "consent:", "consent: is missing or empty; right is"),
    "a name for a role": (EXAMPLES, "checked_by: example_role", 'checked_by: "Zq Zq"', "checked_by: has the wrong form"),
    "a misspelt field": (CASE, "free_to_speak: true", "zqfree_to_speak: true", "missing or known here: free_to_speak"),
}  # fmt: skip
"""What keeps a file from being read, so that no rule is asked yet."""


@pytest.mark.parametrize("lines", [ONE_LINE, UNREADABLE], ids=["rules", "reading"])
def test_one_line(lines: Mapping[str, tuple[str, str, str, str]], real: Path) -> None:
    """One wrong line is one message with its file, its line and what right looks like, and what is wrong in one hides and
    adds nothing: many cases have one each, and other files some. Whatever keeps content from being read is named in one
    run, nothing else is, and last that more may follow."""
    expected = []
    for number, (path, old, new, words) in enumerate(lines.values()):
        if path == CASE:
            path, name = CASE.replace("14Y3Y", f"{number:03d}ZZ"), f"{number:03d}ZZ"
            (real / path).write_text((real / CASE).read_text("utf-8").replace("14Y3Y", name), "utf-8")
            old = old.replace("14Y3Y", name)
        expected.append((change(real, path, old, new), words))
    if lines is UNREADABLE:
        expected += [*in_old_letters(real, "content/kk/privacy.md"), *emptied(real, "content/kk/method.md")]
        (real / "content/kk/about.md").unlink()  # which nobody says while a page cannot be read
        (real / "content/notes.txt").write_text("zq", "utf-8")
        expected.append((called(real, "content/notes.txt"), SPELLING))
    with pytest.raises(Refused) as refused:
        checked(real, SITE_SRC)
    *problems, last = refused.value.problems
    assert last.fault == MORE
    assert_says(list(map(sentence, problems)), *expected)


# --- files --------------------------------------------------------------------------------------------------------


def in_old_letters(root: Path, path: str) -> list[Said]:
    """Write a file in the letters of old programs; the first line of them is named."""
    text = (root / path).read_text("utf-8")
    (root / path).write_bytes(text.encode("cp1251", "replace"))
    lines = text.split("\n")
    line = next(n for n, line in enumerate(lines, 1) if line.encode("cp1251", "replace") != line.encode())
    return [(f"{path}:{line}", "is not a text in UTF-8")]


def emptied(root: Path, path: str) -> list[Said]:
    """Empty a file."""
    (root / path).write_text("", "utf-8")
    return [(f"{path}:1", "has no front matter" if path.endswith(".md") else EMPTY)]


def test_a_deleted_ledger(real: Path) -> None:
    """A ledger that is gone is said first, and then what names it."""
    (real / LEDGER).unlink()
    assert_says(said(real)[:1], (LEDGER, "is missing; add what fits: id: 2022-01-19"))


def test_words_in_the_folder_of_another_language(real: Path) -> None:
    """A Russian text in the folder of Kazakh is noticed by its letters."""
    shutil.copy(real / "content/ru/privacy.md", real / "content/kk/privacy.md")
    assert_says(
        said(real), ("content/kk/privacy.md", "right is a text in kk; this one seems to be in another language")
    )


NAMES = (
    *(
        "About.md",
        "about us.md",
        "қысқаша.md",
        "новости.md",
        "my_page.md",
        "a.b.md",
        "-about.md",
        "about-.md",
        "a--b.md",
    ),
    *("about (1).md", "News/one.md", "about.since.md", "briefings/Since.since.md", "a?b#c%d.md", "404.md", "con.md"),
    *("news/aux.md", "com1/index.md", "cases/3f7qx.md", "cases/1234.md", "cases/region/kz-ala.md", "cases/3F7QX.md"),
    *("cases/examples/index.md", "cases.md", "method/index.md", "k.md", "aux/a.md"),
)


def test_names_that_can_be_no_address() -> None:
    """A page whose name is no address, or nearly that of another page, has no place in any language."""
    assert [name for name in NAMES for language in LANGUAGES if may_lie(f"content/{language}/{name}")] == []
