"""What is public already, and was judged by the gate of its time or by none: one commit and all that led to it."""

BASELINE = "b20630b2edaac9fe3ed889e25c8846b1a06eea8d"
"""The last commit before the gate found what it finds now. Whoever publishes from another history names its last commit
here, before the gate is installed; a commit that is not in the repository closes nothing."""
