"""A release: where it comes from, whether it may go out, its manifest and signature, an archive to carry by hand."""
