"""A repository and a finished site come in; what keeps them from publication goes out, and what a server needs."""
