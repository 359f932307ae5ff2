"""What makes a build a release: gates, source, manifest, signature; archives, mirrors and hosts."""
