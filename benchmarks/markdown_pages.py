"""The same cases as plain Markdown pages, as somebody would write them for MkDocs or Hugo.

In: the checked content and its languages. Out: texts of Markdown files with front matter, by path.
"""

import json
from collections.abc import Iterator

from build_tools.build.pipeline import Output
from build_tools.localize import Locale
from build_tools.models import Case, Period, fact_fields

CASES_PER_LIST = 100
FIELDS = fact_fields()

PERSON = "Person"
REPORTED = "What a person or their representative reported. A court has not established it."
UNTRANSLATED = "The description of this case has not been translated into this language yet."
LIST = "Published cases"

Files = Iterator[tuple[str, str]]


def case_pages(output: Output) -> Files:
    """Yield the page of each case in each language."""
    for language, locale in output.locales.items():
        for case in output.site.cases.values():
            yield f"{language}/cases/{case.id}.md", markdown(case, locale)


def markdown(case: Case, locale: Locale) -> str:
    """Write a case: what it is, its description where there is one, its coded fields as a table."""
    missing = locale.translate(UNTRANSLATED) if locale.language in case.not_translated else ""
    parts = [
        front_matter(title(case, locale), locale.translate(REPORTED)),
        f"*{locale.translate(REPORTED)}*",
        case.summary.get(locale.language, missing),
        "\n".join(["|   |   |", "|---|---|", *(row(case, name, locale) for name in case.stated_codes)]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def title(case: Case, locale: Locale) -> str:
    """Name a case."""
    return f"{locale.translate(PERSON)}: {case.id}"


def row(case: Case, name: str, locale: Locale) -> str:
    """Return one line of the table."""
    codes = [Period(code) if name == "period" else code for code in case.stated_codes[name]]
    return f"| {locale.label('fields', name)} | {', '.join(locale.label(FIELDS[name], code) for code in codes)} |"


def front_matter(title: str, description: str) -> str:
    """Return front matter; JSON strings are valid YAML."""
    values = {"title": title, "description": description}
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items())
    return "\n".join(["---", *lines, "---"])


def home_pages(output: Output) -> Files:
    """Yield a home page for each language; menu or template lead on from it."""
    for language, locale in output.locales.items():
        yield f"{language}/index.md", listing(locale, [])


def list_pages(output: Output) -> Files:
    """Yield for each language a home page that leads to lists, and lists that lead to the cases."""
    for language, locale in output.locales.items():
        links = [f"- [{title(case, locale)}](cases/{case.id}.md)" for case in output.site.cases.values()]
        pieces = [links[start : start + CASES_PER_LIST] for start in range(0, len(links), CASES_PER_LIST)]
        for number, piece in enumerate(pieces, 1):
            yield f"{language}/list-{number}.md", listing(locale, piece)
        home = [f"- [{number}](list-{number}.md)" for number in range(1, len(pieces) + 1)]
        yield f"{language}/index.md", listing(locale, home)


def listing(locale: Locale, lines: list[str]) -> str:
    """Return a page with a heading and a list."""
    heading = locale.translate(LIST)
    return "\n".join([front_matter(heading, heading), "", *lines, ""])
