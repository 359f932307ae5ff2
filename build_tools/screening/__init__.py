"""Every file through the finder: as it is written and as it is shown, but for what may stand where it stands.

In: the path of a file in the project and its text. Out: findings, by their places in it. One way for the check, the
gate around git and the finished site.
"""

from build_tools.screening.approval import approval_of
from build_tools.screening.finished import Finished
from build_tools.screening.project import problems

__all__ = ["Finished", "approval_of", "problems"]
