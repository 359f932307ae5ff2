"""What makes a build a release: whence it comes, its manifest, and how a mirror is held against it."""
