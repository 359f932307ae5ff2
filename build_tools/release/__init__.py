"""What makes a build a release: its gates, source, manifest and signature; archives, mirrors and hosts; the way back."""
