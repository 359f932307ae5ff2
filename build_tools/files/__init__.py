"""The path of a file comes in; its bytes go out if it is safe to read, or the problem that keeps it from being read."""
