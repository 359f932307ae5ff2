"""A case is withdrawn: what goes with it, what it leaves behind, and what may not hold it up.

In: a project and the id of a case. Out: what to do, what forbids it, whether anything still tells of the case. Makes no
commit in the project.
"""

from build_tools.withdrawal.commit import withdrawn_by_head, withdrawn_lately
from build_tools.withdrawal.doing import carry_out
from build_tools.withdrawal.planning import Plan, plan_of
from build_tools.withdrawal.rehearsal import MESSAGE, broken_by, rehearsed, traces_in_words
from build_tools.withdrawal.remains import remains_of
from build_tools.withdrawal.returned import words_returned
from build_tools.withdrawal.traces import Traces
from build_tools.withdrawal.waiting import waits, without_expired

__all__ = [
    "MESSAGE",
    "Plan",
    "Traces",
    "broken_by",
    "carry_out",
    "plan_of",
    "rehearsed",
    "remains_of",
    "traces_in_words",
    "waits",
    "withdrawn_by_head",
    "withdrawn_lately",
    "without_expired",
    "words_returned",
]
