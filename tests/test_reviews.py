"""A review, as the README says: what a reader is told before it, after it, and when the words are edited afterwards."""

import re
import shutil
from pathlib import Path

import pytest

from build_tools.build import content, pipeline
from build_tools.models import NO_WORDS_YET, OTHER_WORDS, version_of
from build_tools.personal_data import find
from build_tools.problems import Problem, Refused
from tests.conftest import ROOT, copied_project

NEW = "\n"
OF_PAGE = f'state: reviewed\nreviewed_by: editor\nreviewed_on: "2026-11-01"\nreviewed_version: "{NO_WORDS_YET}"'
OF_FILE = "  ru:\n    " + OF_PAGE.replace("\n", "\n    ")
OF_CATALOGUE = "\n".join(
    f'"X-{name}: {value}\\n"'
    for name, value in (
        ("Review-State", "reviewed"),
        ("Reviewed-By", "editor"),
        ("Reviewed-On", "2026-11-01"),
        ("Reviewed-Version", NO_WORDS_YET),
    )
)
KINDS = {
    "content/ru": ("**/*.md", r"^state: machine-translated$", OF_PAGE),
    "content": ("**/*.yml", r"^  ru: machine-translated$", OF_FILE),
    "cases_public": ("examples/*.yml", r"\bru: machine-translated", f"ru: {{{OF_PAGE.replace(NEW, ', ')}}}"),
    "site_src/locales": ("*.ru.po", r'^"X-Review-State: machine-translated\\n"$', OF_CATALOGUE),
}
"""Where words lie, what stands in a file of theirs before a review, and what the reviewer puts in its place."""

UNREAD = {"kk": "Машиналық аударма", "ru": "Машинный перевод"}


def problems(project: Path) -> list[Problem]:
    """Return what the check says."""
    return content.read(project, project / "site_src")[1]


def review(project: Path, *folders: str) -> None:
    """Mark all Russian words of these kinds as reviewed, then write each version that the check names into its file."""
    for folder in folders:
        pattern, before, after = KINDS[folder]
        for path in (project / folder).glob(pattern):
            made = re.sub(before, lambda _, after=after: after, path.read_text("utf-8"), flags=re.MULTILINE)
            path.write_text(made, "utf-8")
    for problem in problems(project):
        assert problem.fault == OTHER_WORDS
        path = project / problem.path
        path.write_text(path.read_text("utf-8").replace(NO_WORDS_YET, problem.all_values["version"]), "utf-8")


def noted(project: Path, language: str) -> dict[str, bool]:
    """Return by page whether it says *machine translation*."""
    output = pipeline.build_pages(project, project / "site_src")
    views = {page.subpath: output.view(page) for page in output.pages if page.language == language}
    return {subpath: UNREAD[language] in f"{view.notes}{view.content}" for subpath, view in views.items()}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real project after a review of all Russian words but those of the program; tests change copies of it."""
    project = copied_project(tmp_path_factory.mktemp("read") / "project")
    review(project, "content/ru", "content", "cases_public")
    return project


def test_a_page_tells_of_its_own_words(read: Path) -> None:
    """After the review of pages and data no Russian page says that it is a machine’s, but for that of copies, which
    hold the words of the catalogue too; in Kazakh, of which nobody read a word, every page says so."""
    assert [subpath for subpath, says in noted(read, "ru").items() if says] == ["k/copies.html"]
    assert [subpath for subpath, says in noted(read, "kk").items() if not says] == []


EDITS = {
    "content/ru/method.md": r"\n---\n",
    "content/ru/about.md": r'\ntitle: "',
    "content/ru/data.md": r'\nmenu: "',
    "content/ru/cases/index.md": r'\ndescription: "',
    "content/law.yml": r', ru: "',
    "content/organisations.yml": r'\n +en: "',
    "content/vocabulary.yml": r'ru: "\w+ (?=[а-я])',
    "content/figures/2022-01-19.yml": r'\n +ru: "',
    "cases_public/examples/14Y3Y.yml": r"\n  ru: >-\n    \w+ ",
    "site_src/locales/interface.ru.po": 'msgstr "(?=[^"])',
    "site_src/locales/problems.ru.po": 'msgstr "(?=[^"])',
}
"""A file, and before which word of it one is added: each part of a page, each kind of file, the original too."""


def test_whoever_edits_a_reviewed_text_is_told(read: Path, tmp_path: Path) -> None:
    """One word more and the review of its file is void, and of no other; nothing is built until somebody has read it
    again or it goes back to being a machine’s."""
    project = shutil.copytree(read, tmp_path / "project")
    review(project, "site_src/locales")
    for file, place in EDITS.items():
        text = (project / file).read_text("utf-8")
        changed = re.sub(place, lambda found: f"{found[0]}и ", text, count=1)
        assert changed != text, file
        (project / file).write_text(changed, "utf-8")
    found = problems(project)
    assert {problem.path for problem in found if problem.fault == OTHER_WORDS} == EDITS.keys()
    with pytest.raises(Refused):
        pipeline.build_pages(project, project / "site_src")


MISLEADING = {
    "ru": {
        r"\b(страниц\w|брифинг|раздел) (\[[^]]*\]\([^)]*\) )?говорит": "a page does not speak: на странице указано",
        r"\bпо органам\b": "reads as organs of the body: по ведомствам",
        r"\bправов(ая|ую|ой) (и психологическ(ая|ую|ой) )?помощ": "another word than the law has: юридическая помощь",
        r"\bприватность": "a calque: конфиденциальность",
        r"\bбрифинг\w* не прав[ия]т|\bне правится": "an order not to drive: не изменяется",
        r"\bчего сайт не может|\bэто было при мне|\bединица в цифрах": "no Russian",
        r"\bза ложный донос": "only a knowingly false report is punished",
    },
    "kk": {
        r"қатысты жасалған": "reads as if the reports were committed",
        r"\bсіздің санды": "reads: your number",
        r"құқықтық (және психологиялық )?көмек": "another word than the law has: заң көмегі",
        r"бірде-бір қылмыстық тергеп-тексеру белгілі емес": "no Kazakh: туралы мәлімет жоқ",
        r"[ғқңгк]\w* қолынан келмейті?ні": "a site and a rule have no hands",
        r"(?<!мемлекеттік )\bорган бойынша": "reads as an organ of the body",
        r"(?<!ұсталып )\bқайда отырған": "reads: where he serves his sentence",
        r"\bсізге [^.]*жеткізгені үшін|\bсізге берген барлық": "says that somebody else did it",
    },
}
"""What somebody was misled by, as a pattern, and why it must not return."""


def test_words_that_misled_a_reader_do_not_return() -> None:
    """No page, data file or catalogue says again what two readers understood as something else."""
    for language, patterns in MISLEADING.items():
        files = [*ROOT.glob(f"content/{language}/**/*.md"), *ROOT.glob(f"site_src/locales/*.{language}.po")]
        data = [*ROOT.glob("content/*.yml"), *ROOT.glob("content/figures/*.yml"), *ROOT.glob("cases_public/**/*.yml")]
        for path in (*files, *data):
            text = path.read_text("utf-8")
            found = {why: match[0] for pattern, why in patterns.items() if (match := re.search(pattern, text, re.I))}
            assert found == {}, path


def test_a_fingerprint_looks_like_no_number_and_no_name() -> None:
    """Of five thousand each is made of consonants, and none is found by the gate, as one of a register of many was."""
    for number in range(5000):
        fingerprint = version_of((str(number),))
        assert re.fullmatch("[bcdfghjklmnpqrst]{24}", fingerprint)
        assert find(f"version: {fingerprint}") == find(f"The words {fingerprint} stay.") == []
