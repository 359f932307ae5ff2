"""What a table of a release must be, whatever else is published.

In: the lines of a table and the number of all reports. Out: which rules they break, and the steps whose lines do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from build_tools.ladders import is_step
from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, Vocabulary, fact_fields
from build_tools.problems import Fault

NO_STEP = Fault(
    "figures.no_step",
    "is no field or step that tables of a release have; take the tables as `transparency register tables` writes them",
)
FEW = Fault(
    "disclosure.line_below_k",
    "is below {k} and could point at somebody; take the tables as `transparency register tables` writes them",
)
NEARLY_ALL = Fault(
    "disclosure.nearly_all",
    "is more than all but {k} of the {total} reports and says it of each of them; leave this line out",
)
LINES_DO_NOT_ADD_UP = Fault(
    "figures.lines_do_not_add_up",
    "does not add up to the {total} reports of the release; take the tables as `transparency register tables` writes "
    "them",
)
NO_ANSWER = Fault(
    "figures.no_answer",
    "has no line that says anything: neither the last step does, nor a step above given and denied, or filed and "
    "not_filed; leave the table out",
)

ONE_OF = {"access": ("given", "denied"), "complaints": ("filed", "not_filed")}
"""By list: the answers of which one has its own line, for the steps above them say nothing."""

_DEEDS = ("access", "complaints", "assistance")
"""The lists that say what a person did or received."""


@dataclass(frozen=True, slots=True)
class TableRule:
    """How many people a line needs, whether the ledger stands beside a number of few, and the lists of codes."""

    k: int
    beside_few: bool
    vocabulary: Vocabulary

    def binds(self, name: str, step: str) -> bool:
        """Whether a line may not count nearly all, beside the last step."""
        codes = fact_fields()[name]
        term = getattr(self.vocabulary, codes, {}).get(step)
        told = self.beside_few or codes in _DEEDS or (term is not None and term.sensitive)
        return told and step != LAST_STEP


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a table breaks, where in the table, and the steps whose lines break it."""

    fault: Fault
    where: tuple[str, ...]
    steps: tuple[str, ...]
    values: Mapping[str, object] = field(default_factory=dict)


def table_breaches(name: str, lines: Mapping[str, int], total: int, rule: TableRule) -> Iterator[Breach]:
    """Yield the rules that a table by a field breaks."""
    values = {"k": rule.k, "total": total}
    for step, number in lines.items():
        if not is_step(name, step, rule.vocabulary):
            yield Breach(NO_STEP, (step,), (step,))
        elif number < rule.k:
            yield Breach(FEW, (step,), (step,), values)
        elif number > total - rule.k and rule.binds(name, step):
            yield Breach(NEARLY_ALL, (step,), (step,), values)
    several, counted = name in SEVERAL_ANSWERS, lines.values()
    if any(number > total for number in counted) if several else sum(counted) != total:
        yield Breach(LINES_DO_NOT_ADD_UP, (), (*lines,), values)
    answers = ONE_OF.get(fact_fields()[name], ())
    if lines.keys() <= {LAST_STEP} or (answers and lines.keys().isdisjoint(answers)):
        yield Breach(NO_ANSWER, (), answers)
