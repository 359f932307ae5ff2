"""A folder comes in; a ``Site`` goes out, or the problems of its files with their lines."""
