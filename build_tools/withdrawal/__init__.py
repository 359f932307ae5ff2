"""A case is withdrawn: what goes with it, what it leaves behind, and what may not hold it up.

In: a project and the id of a case. Out: what to do, what forbids it, whether words of people still tell of the case.
Makes no commit.
"""

from build_tools.withdrawal.commit import withdrawn_by_head, withdrawn_lately
from build_tools.withdrawal.plan import Plan, carry_out, plan_of
from build_tools.withdrawal.traces import words_alike, words_returned
from build_tools.withdrawal.waiting import waits, without_expired

__all__ = [
    "Plan",
    "carry_out",
    "plan_of",
    "waits",
    "withdrawn_by_head",
    "withdrawn_lately",
    "without_expired",
    "words_alike",
    "words_returned",
]
