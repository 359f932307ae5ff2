"""Whether a release may go out, what keeps it from that, and an archive of it to carry by hand."""
