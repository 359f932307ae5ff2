"""Attack all that is public at once (R5): ledgers of all briefings, all releases, consented pages, withdrawn records.

In: a site, and the records that were withdrawn. Out: problems: what follows of one field or two that nobody said,
exactly, about 1 to k - 1 people, and from what. Not decided in time, without a solver, or of figures that contradict
each other: refused. It tells nothing about what somebody knows who was there.
"""

from build_tools.disclosure.attack.saying import attack_problems, revelations, unanswered

__all__ = ["attack_problems", "revelations", "unanswered"]
