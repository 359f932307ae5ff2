"""What git has published of numbers, statements and corrections, and whether all of it is still said.

In: a repository, and the content as it is now. Out: problems. Changes nothing; what cannot be found out is said.
"""

from build_tools.versions.history import all_commits
from build_tools.versions.published import published_kept

__all__ = ["all_commits", "published_kept"]
