"""What is public already, and was judged by the gate of its time or by none: one commit and all that led to it."""

BASELINE = "7103a34236efbf7cf8125b5278a7825766e9ea61"
"""The last commit before the gate found what it finds now. Whoever publishes from another history names its last commit
here, before the gate is installed; a commit that is not in the repository closes nothing."""
