"""What makes a build a release: its gates, its source, its manifest, how mirrors are proved, and the way back."""
