"""What is public already, and was judged by the gate of its time or by none: one commit and all that led to it."""

BASELINE = "0d42a84c925d6300a972b0619974a64f820e4141"
"""The last commit before the gate found what it finds now. Whoever publishes from another history names its last commit
here, before the gate is installed; a commit that is not in the repository closes nothing."""
