"""What a server must send with each file: one policy, written for each server that is known, and scanned when served.

In: the settings, the finished site, an address. Out: texts of header files, problems of a served site.
"""

from build_tools.hosting.policy import WRITERS, Policy, header_file, policy_of
from build_tools.hosting.scan import scan_problems

__all__ = ["WRITERS", "Policy", "header_file", "policy_of", "scan_problems"]
