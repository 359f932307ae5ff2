"""What was in the repository before there was a gate: one commit and all that led to it, which is public already."""

BASELINE = "dfa4fcc6b3a5c232a9dd6773962db9e047aad524"
"""The last commit without the gate. Whoever publishes from another history names its last commit here, before the
gate is installed; a commit that is not in the repository closes nothing."""
