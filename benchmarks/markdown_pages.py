"""The same cases as plain Markdown pages, as somebody would write them for MkDocs or Hugo.

In: the pages of cases as this program describes them. Out: texts of Markdown files with front matter, by path.
"""

import json
from collections.abc import Iterator

from build_tools.models import Page
from build_tools.pipeline import Output

TEMPLATE = "case.html"
CASES_PER_LIST = 100


def case_pages(output: Output) -> Iterator[tuple[str, str]]:
    """Yield path and text of the Markdown page of each case in each language."""
    for page in pages_of_cases(output):
        yield page.path.replace(".html", ".md"), markdown(page, output)


def pages_of_cases(output: Output) -> list[Page]:
    """Return the pages of cases."""
    return [page for page in output.pages if page.body.template == TEMPLATE]


def markdown(page: Page, output: Output) -> str:
    """Write a case: what it is, its description where there is one, its coded fields as a table."""
    values, say = page.body.values(), output.locales[page.language].translate
    parts = [
        front_matter(page.title, page.description),
        f"*{say('What a person or their representative reported. A court has not established it.')}*",
        values["summary"] or (say(UNTRANSLATED) if values["not_translated"] else ""),
        "\n".join(["|   |   |", "|---|---|", *(row(name, [text]) for name, text in values["facts"])]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


UNTRANSLATED = "The description of this case has not been translated into this language yet."


def row(name: str, values: list[str]) -> str:
    """Return one line of the table."""
    return f"| {name} | {', '.join(values)} |"


def front_matter(title: str, description: str) -> str:
    """Return front matter; JSON strings are valid YAML."""
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndescription: {json.dumps(description, ensure_ascii=False)}\n---"


def home_pages(output: Output) -> Iterator[tuple[str, str]]:
    """Yield a home page for each language, without links."""
    for language, locale in output.locales.items():
        title = locale.translate("Published cases")
        yield f"{language}/index.md", front_matter(title, title) + "\n\n" + title + "\n"


def list_pages(output: Output) -> Iterator[tuple[str, str]]:
    """Yield lists that link to the cases, for a site whose menu does not."""
    for language, locale in output.locales.items():
        title = locale.translate("Published cases")
        cases = [page for page in pages_of_cases(output) if page.language == language]
        for start in range(0, len(cases), CASES_PER_LIST):
            links = [f"- [{page.title}](cases/{name_of(page)}.md)" for page in cases[start : start + CASES_PER_LIST]]
            path = f"{language}/list-{start // CASES_PER_LIST + 1}.md"
            yield path, "\n".join([front_matter(title, title), "", *links, ""])


def name_of(page: Page) -> str:
    """Return the name of a page's file without ending."""
    return page.subpath.rsplit("/", 1)[1].removesuffix(".html")
