"""What was in the repository before there was a gate: one commit and all that led to it, which is public already."""

BASELINE = "89a6d65fe58903d3853b1f741c2fc738f06ae496"
"""The last commit without the gate. Whoever publishes from another history names its last commit here, before the
gate is installed; a commit that is not in the repository closes nothing."""
