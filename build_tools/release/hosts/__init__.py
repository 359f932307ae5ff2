"""What a server must send with each file: one policy, written for each server that is known, and scanned when served.

In: the finished site and its settings. Out: texts of header files, a table of hosts, a grade. Writes no file.
"""

from build_tools.release.hosts import table
from build_tools.release.hosts.earlier import has_policy, widened
from build_tools.release.hosts.policy import Policy, policy_of
from build_tools.release.hosts.reasons import GRADES
from build_tools.release.hosts.scan import grade, scan
from build_tools.release.hosts.writers import WRITERS

__all__ = ["GRADES", "WRITERS", "Policy", "grade", "has_policy", "policy_of", "scan", "table", "widened"]
