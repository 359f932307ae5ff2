"""A case is withdrawn: what goes with it, what it leaves behind, and what may not hold it up.

In: a project and the id of a case. Out: what to do, what forbids it, whether anything still tells of the case. Makes no
commit in the project.
"""

from build_tools.withdrawal.commit import withdrawn_by_head
from build_tools.withdrawal.waiting import waits, without_expired

__all__ = ["waits", "withdrawn_by_head", "without_expired"]
