"""The register, tables and stories come in; what may be published of people goes out, or what forbids it.

Everything but the register, which no build reads, can be checked by anybody from what is published.
"""

from collections.abc import Callable, Iterator

from build_tools.disclosure import stories
from build_tools.disclosure.tables import ledger_problems
from build_tools.models import Site
from build_tools.problems import Problem


def _ledgers_may_stand_together(site: Site) -> Iterator[Problem]:
    """What is published of ledgers, each alone and all together, points at nobody."""
    return ledger_problems({**site.briefings, **site.releases}, site.vocabulary, site.settings)


RULES: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    _ledgers_may_stand_together,
    stories.invented_stories_say_so,
    stories.stories_have_many_like_them,
    stories.lines_keep_many,
)


def problems(site: Site) -> list[Problem]:
    """Return what must not be shown of ledgers and stories."""
    return [problem for rule in RULES for problem in rule(site)]
