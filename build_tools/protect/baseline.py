"""What is public already, and was judged by the gate of its time or by none: one commit and all that led to it."""

BASELINE = "393a024a6f5c2030ebf994d46a5b913192bd13f2"
"""The last commit before the gate found what it finds now. Whoever publishes from another history names its last commit
here, before the gate is installed; a commit that is not in the repository closes nothing."""
