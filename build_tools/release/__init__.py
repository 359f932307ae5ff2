"""What makes a build a release, and what happens to it on its way to readers; each module says which part of it."""
