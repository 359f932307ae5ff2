"""What is public already, and was judged by the gate of its time or by none: one commit and all that led to it."""

BASELINE = "885cd4ea07ee84d0edfb5d5de6971b666f71ffcb"
"""The last commit before the gate found what it finds now. Whoever publishes from another history names its last commit
here, before the gate is installed; a commit that is not in the repository closes nothing."""
