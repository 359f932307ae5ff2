"""What a preview shows while somebody edits: what is wrong stands on every page, and every page goes on being served.

In: the folder of a project, again and again. Out: its pages, or those of the last time that they could be made, and
what is wrong now. Nothing here is asked by a release.
"""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import escape

from build_tools import content, load, pipeline, variables
from build_tools.paths import DECISIONS
from build_tools.pipeline import Output
from build_tools.problems import N_, Problem, Refused
from build_tools.screening.clean import note_of
from build_tools.validate.seals import UNSEALED
from build_tools.validate.words.languages import OUTDATED

WRONG = N_("What is wrong: the check and a release refuse it")
OLDER = N_("What is wrong: the pages are those of before, until it is mended")


@dataclass
class Preview:
    """The pages that could be made last, and what is wrong with the content as it is now."""

    output: Output | None = None
    heading: str = WRONG
    problems: list[Problem] = field(default_factory=list)

    def renewed(self, root: Path, site_src: Path, day: datetime.date | None) -> Output:
        """Return the pages of a project as it is now, or the last ones. Raises ``Refused`` where there are none yet."""
        site, found = content.read(root, site_src, day)
        try:
            judged = content.faultless((site, found), root, preview=True, waits=waits)
            self.output = pipeline.pages_of(judged, site_src, note=note_of(root))
            self.heading, self.problems = WRONG, load.located(root, found)
        except Refused as refused:
            if self.output is None:
                raise
            self.heading, self.problems = OLDER, refused.problems
        return self.output

    def on_page(self, html: str, site_src: Path) -> str:
        """Return a page with what is wrong at its beginning."""
        if not self.problems:
            return html
        heading = escape(variables.maintainers_language(site_src)(self.heading))
        lines = variables.report(self.problems, site_src).split("\n")
        listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
        start = html.index(">", html.index("<body")) + 1
        box = f'<details open role="alert"><summary>{heading}</summary><ul>{listed}</ul></details>'
        return f"{html[:start]}{box}{html[start:]}"


def waits(problem: Problem) -> bool:
    """Tell whether a problem may wait while somebody edits: until the other languages follow, the numbers are final, or
    somebody has decided."""
    return problem.path == DECISIONS or problem.fault in (OUTDATED, UNSEALED)
