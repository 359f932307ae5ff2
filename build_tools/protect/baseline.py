"""What is public already, and was judged by the gate of its time or by none: one commit and all that led to it."""

BASELINE = "bf30b2932896d70a44da646343d3e143b05000d0"
"""The last commit before the gate found what it finds now. Whoever publishes from another history names its last commit
here, before the gate is installed; a commit that is not in the repository closes nothing."""
