"""The address of the entry of a code, and the ids of all entries on the page that explains them.

In: a list and a code, or a kind of file and a column. Out: addresses within the folder of a language.
Whether there is such an entry is judged by whoever looks at the finished site.
"""

CODEBOOK = "codebook.html"


def code_address(codes: str, code: str) -> str:
    """Return the address of what a code of a list means."""
    return f"{CODEBOOK}#{code_anchor(codes, code)}"


def code_anchor(codes: str, code: str) -> str:
    """Return the id of an entry of a list: no list has a hyphen in its name, so no two entries share one."""
    return f"{codes}-{code}"


def column_anchor(kind: str, column: str) -> str:
    """Return the id of the entry of a column of a kind of file, such as ``figures`` and ``value``."""
    return f"column-{kind}-{column}"


def file_anchor(kind: str) -> str:
    """Return the id of the part about a kind of file."""
    return f"file-{kind}"


def list_anchor(codes: str) -> str:
    """Return the id of the part about a list."""
    return f"list-{codes}"
