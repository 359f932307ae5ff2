"""Pages and files print nothing that was not judged, and are made of nothing but judged content."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import pytest
from mkdocs.config import load_config
from mypy import api

from build_tools import pipeline
from build_tools.models import Judged, Model, Site
from build_tools.personal_data import canaries
from build_tools.pipeline import Output
from build_tools.plugin.shell import Shells
from build_tools.problems import Refused
from build_tools.render import Printed, Templates, loader_of
from build_tools.render.printed import COMPILED, rendered
from build_tools.screening.clean import Clean
from build_tools.screening.output import OutputJudge
from tests.personal_data.items import MADE

ROOT = Path(__file__).parents[1]
SITE_SRC = ROOT / "site_src"


def made_pages(output: Output) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield each page and file of a site, and how it is made."""
    for page in output.pages:
        yield page.path, lambda page=page: "\n".join(map(str, vars_of(output.view(page))))
    for download in output.downloads:
        yield download.path, lambda download=download: output.data(download).decode("utf-8", "replace")


def vars_of(view: Any) -> list[Any]:
    """Return the values of a rendered page."""
    return [getattr(view, name) for name in type(view).__slots__]


def refusals(output: Output) -> Iterator[tuple[str, set[str]]]:
    """Yield the path of each page and file that is refused, and what is said of it."""
    for path, make in made_pages(output):
        try:
            make()
        except Refused as refused:
            yield path, {problem.code for problem in refused.problems if problem.path == path}


def of_example(site: Judged, judged: Judged | None = None) -> Output:
    """Return the pages of a site, whose values are judged by what another one says."""
    output = pipeline.pages_of(site, SITE_SRC)
    if judged:
        output.templates.printed.refuse = OutputJudge(judged, output.by_right).refuse
    return output


def test_no_shell_prints_what_is_not_judged(output: Output) -> None:
    """What stands around pages is printed by the same rule."""
    made = of_example(output.site)
    config = load_config(str(ROOT / "mkdocs.yml"))
    view = made.view(made.pages[0])
    shells = Shells(config.theme.get_env(), config, made, [f"{MADE['iin']()}.css"], watched=False)
    with pytest.raises(pipeline.NotJudged):
        shells.join(view)


def test_what_a_shell_puts_beside_the_title_of_a_page_is_judged(output: Output) -> None:
    """The place of a value lets nothing through that is printed in one piece with it."""
    config, made = load_config(str(ROOT / "mkdocs.yml")), of_example(output.site)
    env = config.theme.get_env()
    env.loader = jinja2.DictLoader({"main.html": "{{ view.title ~ leak }}"})
    env.globals["leak"] = f" {MADE['iin']()}"
    with pytest.raises(pipeline.NotJudged):
        Shells(env, config, made, "", watched=False).join(made.view(made.pages[0]))


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


def test_an_item_in_any_text_stops_every_page_and_file_that_shows_it(output: Output) -> None:
    """Where something personal comes in behind the rules, into whatever field, each page and file that would tell it is
    refused, and no other; so it would pass without the judge."""
    item = MADE["iin"]()
    site = with_items(output.site, item)
    without = of_example(site)
    without.templates.printed.refuse = lambda text: None
    telling = {path for path, make in made_pages(without) if item in make()}
    telling |= {path for path, text in without.drawn.items() if item in text}
    assert {path.rpartition(".")[2] for path in telling} == {"html", "csv", "json", "xml", "txt", "pdf", "png"}
    said = dict(refusals(of_example(site, output.site)))
    assert set(said) >= telling
    assert set(said) - telling <= {path for path in said if path.endswith("k/copies.html")}, "shows sizes of the kit"
    assert set().union(*said.values()) == {"personal.iin"}


def test_a_value_is_judged_once() -> None:
    """Each different value comes before the judge once, markup and text apart, all of one template together."""
    seen: list[str] = []
    template = templates_of(seen.append).from_string("{{ a }}{{ a }}{{ b }}{{ a | e }}{{ a | e }}{{ 1 }}")
    for _ in range(2):
        template.render(a="x & y", b="z")
        template.environment.printed.settle()
    assert [sorted(text.split("\n")) for text in seen] == [["1", "x & y", "x &amp; y", "z"]]


def test_what_a_template_says_itself_is_judged_in_each_build(tmp_path: Path) -> None:
    """A constant of a template that was compiled before, as in a preview, comes before the judge again."""
    seen: list[str] = []
    (tmp_path / "a.html").write_text("{{ 'a constant of a template' }}")
    for _ in range(2):
        env = Templates(Printed(seen.append), loader=loader_of([tmp_path]), autoescape=True, bytecode_cache=COMPILED)
        rendered("a.html", {}, env)
    assert seen == ["a constant of a template"] * 2


def test_what_was_clean_by_right_is_judged_again_without_it(output: Output) -> None:
    """A text is noted as clean for the names that may stand anywhere: with the name of a town gone it is refused."""
    named, note = next(one for one in canaries() if one.category == "PERSON"), Clean(None)
    vocabulary = output.site.vocabulary
    cities = {
        code: city.model_copy(update={"former": (named.text[slice(*named.span)],)})
        for code, city in vocabulary.cities.items()
    }
    with_town = replace(output.site, vocabulary=vocabulary.model_copy(update={"cities": cities}))
    OutputJudge(with_town, (), note).refuse(named.text)
    with pytest.raises(pipeline.NotJudged):
        OutputJudge(output.site, (), note).refuse(named.text)


def test_what_was_refused_stays_refused() -> None:
    """What was printed once and refused is no known value: whoever prints it again is refused again."""

    def refuse(text: str) -> None:
        raise pipeline.NotJudged([])

    printed = Printed(refuse)
    for _ in range(2):
        printed("leak")
        with pytest.raises(pipeline.NotJudged):
            printed.settle()


def templates_of(refuse: Callable[[str], None]) -> Templates:
    """Return templates of which what they print is judged."""
    return Templates(Printed(refuse), autoescape=True)


MADE_OF_A_MACRO = (
    *("{{ m(1) + leak }}", "{{ leak + m(1) }}", "{{ m('a') | replace('a', leak) }}", "{{ m('%s') % leak }}"),
    *("{{ m('{}').format(leak) }}", "{{ m('a').join([leak, leak]) }}", "{{ m(1) ~ leak }}", "{{ m(leak) }}"),
    *("{% macro n() %}{{ caller() }}{% endmacro %}{% call n() %}{{ leak }}{% endcall %}", "{{ m(leak) | upper }}"),
)


@pytest.mark.parametrize("source", MADE_OF_A_MACRO)
def test_what_is_made_of_a_macro_is_judged(source: str) -> None:
    """What a macro printed is not judged again; what is added to it, or put into it, is."""
    seen: list[str] = []
    templates = templates_of(seen.append)
    made = templates.from_string(f"{{% macro m(x) %}}<b>{{{{ x }}}}</b>{{% endmacro %}}{source}").render(leak="LEAK")
    templates.printed.settle()
    assert "LEAK" in made
    assert "LEAK" in "".join(seen)


def test_no_template_prints_past_the_judge() -> None:
    """What a block of ``filter`` makes is printed as it is."""
    kinds = {".html", ".xml", ".css", ".js"}
    sources = [path.read_text("utf-8") for path in SITE_SRC.rglob("*") if path.suffix in kinds]
    assert len(sources) > len(list(SITE_SRC.rglob("*.html"))) > 0
    assert [source for source in sources if re.search(r"\{%-?\s*filter\b", source)] == []


MUTANTS = {
    "pages_of(content.read(ROOT, ROOT)[0], ROOT)": False,
    "pages_of(whole_site(ROOT, ROOT, DAY), ROOT)": False,
    "contexts_of(content.read(ROOT, ROOT)[0], True)": False,
    "pages_of(content.fit(ROOT, ROOT), ROOT)": True,
    "pages_of(content.faultless(content.read(ROOT, ROOT), ROOT), ROOT)": True,
}
"""Ways to pages, and whether the type checker lets them through."""


def test_pages_of_content_that_nobody_judged_are_an_error_of_types(tmp_path: Path) -> None:
    """Whoever leaves out the step that judges hears it of mypy, on each line that does."""
    head = "from dataclasses import replace\nfrom pathlib import Path\nfrom build_tools import content\n"
    head += "from build_tools.load import whole_site\n"
    head += "from build_tools.pipeline import contexts_of, pages_of\nfrom build_tools.variables import build_day\n"
    head += "ROOT, DAY = Path(), build_day()\n"
    file = tmp_path / "mutant.py"
    file.write_text(head + "\n".join(MUTANTS) + "\n", "utf-8")
    said, _, _ = api.run(["--config-file", str(ROOT / "pyproject.toml"), "--no-pretty", str(file)])
    first = head.count("\n") + 1
    wrong = {int(found[1]) - first for found in re.finditer(r"mutant\.py:(\d+): error: .*\"Judged\"", said)}
    assert wrong == {place for place, is_right in enumerate(MUTANTS.values()) if not is_right}, said


CALLERS = {
    "Judged": {"content.py"},
    "Rendered": {"render/printed.py"},
    "Templates": {"render/environment.py"},
}
"""What may be made in which modules alone."""


@pytest.mark.parametrize("name", CALLERS)
def test_what_counts_as_judged_is_made_in_one_place(name: str) -> None:
    """No other module of the program calls its words judged, a text rendered, or has templates of its own."""
    program = ROOT / "build_tools"
    found = {
        path.relative_to(program).as_posix()
        for path in program.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] == name
    }
    assert found == CALLERS[name]


def test_a_judged_site_is_a_site() -> None:
    """What asks for content takes judged content too."""
    assert Judged.__supertype__ is Site
