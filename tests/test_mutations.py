"""Breaking many things at once in a copy of the real content gives for each its one clear message, at file and line.

What is written in the place of something begins with ``zq``, and no message may repeat it. Ledgers of published
briefings are public, so their sums may be said. Each rule by itself has its example in ``tests/rules``.
"""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.build.content import checked
from build_tools.load.closed_tree import may_lie, sayable
from build_tools.load.messages import sentence
from build_tools.problems import Refused
from build_tools.validate import MORE

ROOT = Path(__file__).parents[1]
SITE_SRC = ROOT / "site_src"
LANGUAGES = ("kk", "ru", "en")
TRANSLATIONS = ("kk", "ru")
PARTS = ("content", "cases_public")

SETTINGS = "content/site.yml"
VOCABULARY = "content/vocabulary.yml"
LAW = "content/law.yml"
EXAMPLES = "content/organisations.examples.yml"
LEDGER = "content/figures/2022-01-19.yml"
CASE = "cases_public/examples/14Y3Y.yml"

SPELLING = "is no file that belongs here"
UNBOUND = "has a number without a source"
OUTDATED = "translates.version: is not that of the present text in en"
EMPTY = "does not begin with a key; write at least one line"
CODES = 'place: karaganda\nperiod: "2023-05"\ngender: man\nage_band: adult\nassistance: [legal]\n'
"""Codes of each kind, which the story that is broken has besides."""


Said = tuple[str, str]
"""Where a message says that something is wrong (file, and line if there is one), and words that it says."""


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real content, in which a story has a code of each kind."""
    for part in PARTS:
        shutil.copytree(ROOT / part, tmp_path / part)
    change(tmp_path, CASE, "treatment:", f"{CODES}treatment:")
    return tmp_path


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


@pytest.mark.parametrize(("added", "words"), [("zq zq.", ""), ("zq ![zq](method.md)", "has ![, of which")])
def test_a_changed_english_text(real: Path, added: str, words: str) -> None:
    """A change of the source makes both translations say so, each with the version to write; not while the source has a
    fault, for mending it changes the version again."""
    places = {code: real / f"content/{code}/privacy.md" for code in TRANSLATIONS}
    lines = {code: path.read_text("utf-8").partition("version:")[0].count("\n") + 1 for code, path in places.items()}
    place = change(real, "content/en/privacy.md", "\n## ", f"\n{added}\n\n## ")
    outdated = [(f"content/{code}/privacy.md:{line}", OUTDATED) for code, line in lines.items()]
    assert_says(said(real), *([(place, words)] if words else outdated))


ONE_LINE: dict[str, tuple[str, str, str, str]] = {
    "a code": (CASE, "gender: man", "gender: zqman", "gender: names something that is not in the list genders (content/vocabulary.yml); write one of: man, woman"),
    "a key figure": (LEDGER, "[reports, reports_men", "[zq, reports_men", "key_figures (item 1): names something that is not in the list figures"),
    "a plural form": (VOCABULARY, 'few: "сообщения", ', "", ".forms.ru: lacks the plural form few"),
    "a phone in an example": (EXAMPLES, "+7 000 000-00-00", "+7 zq", "organisations (item 1).channels (item 1).value: does not fit here; right is a name that begins with"),
    "a Cyrillic letter in a code": (CASE, "gender: man", "gender: mаn", "gender: does not fit here; right is one of these, in Latin letters"),
    "a name for a code": (CASE, "place: karaganda", "place: Шымкент", "only look like them: shymkent,"),
    "a misspelt language": (VOCABULARY, "  kk: ", "  kz: ", "kz: names something that is not in the list languages; write one of: kk, ru, en"),
    "a Latin letter in a word": (LEDGER, "Сообщения о", "Сообщeния о", ".label.ru: does not fit here; right is one alphabet for the word at character"),
    "a day in English words": ("content/en/briefings/2022-01-19.md", "As of 19 January 2022, the", "As of 18 January 2022, the", UNBOUND),
    "a day in Russian words": ("content/ru/briefings/2022-01-19.md", "19 января 2022", "18 января 2022", UNBOUND),
    "a day in Kazakh words": ("content/kk/briefings/2022-01-19.md", "2022 жылғы 19", "2022 жылғы 18", UNBOUND),
    "a page that is not there": ("content/ru/statistics.md", "(method.md#threshold)", "(zqmethod.md#threshold)", "names something that is not in the list pages"),
    "a figure of no ledger": ("content/kk/data.md", "count(reports)", "count(zq)", "names something that is not in the list figures"),
    "an older text in Russian": ("content/ru/privacy.md", 'version: "', 'version: "bbbbbbbbbbbbbbbbbbbbbbbb" # ', OUTDATED),
}  # fmt: skip
UNREADABLE: dict[str, tuple[str, str, str, str]] = {
    "a day for a period": (CASE, '"2023-05"', '"2023-05-17"', "period: has the wrong form; right is 2022-01, 2022-Q1"),
    "an id of another form": (CASE, '"14Y3Y"', '"zqilou"', "id: has the wrong form; right is 4 to 8 digits and capital"),
    "no id": (CASE, 'id: "14Y3Y"\n', "", "id: is missing or empty; right is 4 to 8 digits and capital"),
    "a number below zero": (LEDGER, "value: 24", "value: -7", ".value: has the wrong form; right is a number of at least 0"),
    "no day": (LEDGER, 'date: "2022-01-19"', 'date: "2022-13-19"', "already_public.date: has the wrong form; right is a day of the"),
    "the newest briefing": ("content/kk/index.md", "ledger: newest", "ledger: zqnewest", "newest, or the date of a briefing"),
    "a provision without a kind": (LAW, "cc_414_4\n        kind: sanction", "cc_414_4", "kind: is missing"),
    "a Russian name": (CASE, "summary:", "текст:", "missing or known here: summary"),
    "an empty list": ("content/questions.yml", "[k/2]", "[]", ".pages: has the wrong form; right is a list of 1 or more"),
    "nothing for a value": (CASE, 'consent: "lgpklcfkgrnblfbbcnbcmmgs"', "consent:", "consent: is missing or empty; right is"),
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


NAMES = (
    *("About.md", "about us.md", "қысқаша.md", "новости.md", "my_page.md", "a.b.md", "-about.md", "about-.md", "k.md"),
    *("about (1).md", "News/one.md", "about.since.md", "briefings/Since.since.md", "a?b#c%d.md", "404.md", "con.md"),
    *("news/aux.md", "com1/index.md", "cases/3f7qx.md", "cases/1234.md", "cases/region/kz-ala.md", "cases/3F7QX.md"),
    *("cases/examples/index.md", "cases.md", "method/index.md", "aux/a.md", "a--b.md"),
)


def test_names_that_can_be_no_address() -> None:
    """A page whose name is no address, or nearly that of another page, has no place in any language."""
    assert [name for name in NAMES for language in LANGUAGES if may_lie(f"content/{language}/{name}")] == []
