"""The program behind the site: text files in, a site in three languages out."""

__version__ = "0.1.0"
