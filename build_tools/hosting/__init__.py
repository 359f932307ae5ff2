"""What a server must send with each file: one policy, written for each server that is known, and scanned when served.

In: the finished site and its settings. Out: texts of header files, problems of a served site. Writes no file.
"""

from build_tools.hosting.policy import Policy, has_policy, policy_of, widened
from build_tools.hosting.scan import scan
from build_tools.hosting.writers import WRITERS, header_file

__all__ = ["WRITERS", "Policy", "has_policy", "header_file", "policy_of", "scan", "widened"]
