"""What Typst draws of figures and briefings: pictures and papers to take away.

In: the content in every language. Out: files, made when they are written, and all that they say, for nobody can read it
in what is drawn. The template of each lies in ``site_src/drawn``.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from build_tools.models import Download, Values
from build_tools.pdf import Unset, pdf, png
from build_tools.problems import Problem, Refused
from build_tools.render.context import Context
from build_tools.render.drawn.briefings import briefing_papers
from build_tools.render.drawn.pictures import cards, charts, maps, series_charts
from build_tools.render.help.kit import all_texts

_KINDS = (charts, series_charts, maps, cards, briefing_papers)
"""Each yields what it draws of one language: the path in the site, the name of the template, and all that it says."""


def drawn_files(contexts: Iterable[Context], folder: Path) -> Iterator[Download]:
    """Yield every picture and paper; ``folder`` holds the templates."""
    for path, template, values in chain.from_iterable(kind(context) for context in contexts for kind in _KINDS):
        make = partial(_drawn, folder / template, values, pdf if path.endswith(".pdf") else png)
        yield Download(path, make, all_texts(values))


def _drawn(template: Path, values: Values, make: Callable[[Path, Values], bytes]) -> bytes:
    """Return a picture or paper. Raises ``Refused`` where its template fails."""
    try:
        return make(template, values)
    except Unset as unset:
        path = f"{template.parent.parent.name}/{template.parent.name}/{template.name}"
        raise Refused([Problem(path, unset.message, values={"reason": unset.reason})]) from None
