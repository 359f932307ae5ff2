"""The folder of a project comes in; a finished site goes out, or every problem of the content at once."""
