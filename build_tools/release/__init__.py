"""What happens to a finished site on its way to readers; each module says which part of it."""
