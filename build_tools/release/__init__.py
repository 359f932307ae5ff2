"""What makes a build a release: whence it comes, its manifest, and how it is compared with what a mirror serves."""

from build_tools.release.manifest import OWN, code_in, code_of, manifest_problems, write_manifest
from build_tools.release.source import commit, day_of, facts, moment

__all__ = ["OWN", "code_in", "code_of", "commit", "day_of", "facts", "manifest_problems", "moment", "write_manifest"]
