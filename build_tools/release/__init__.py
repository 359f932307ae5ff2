"""What a release needs beyond a build: its gates, and the way back to an earlier one."""
