"""Every file through the finder: as it is written and as it is shown, but for what may stand where it stands.

In: the path of a file in the project and its text. Out: findings, by their places in it. One way for the check, the
gate around git and the finished site.
"""
