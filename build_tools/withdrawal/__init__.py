"""A case is withdrawn: what goes with it, what it leaves behind, and what may not hold it up.

In: a project and the id of a case. Out: what to do, what forbids it, whether words of people still tell of the case.
Makes no commit.
"""
