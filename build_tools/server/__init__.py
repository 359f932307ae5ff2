"""A server of one's own: what a push may do, which installed program builds it, and what is served of it.

In: the folder that `deploy/install.sh` made, and what git tells its hooks. Out: a release that is served, or problems.
Runs nothing that was pushed: a commit is data for a program that an administrator installed.
"""
