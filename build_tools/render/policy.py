"""The Content-Security-Policy that each page carries in a <meta>: its own style, one script of ours, nothing else.

The only place that writes one. ``hosting`` joins those of the finished pages to a header, ``verify`` judges them.
"""

import base64
import hashlib

from markupsafe import Markup

_FIRST, _LAST = "default-src 'none'", "base-uri 'none'; form-action 'none'"
_PREVIEW_SOURCE = "'unsafe-inline'"
"""Only while a maintainer looks at a preview: MkDocs adds a script that reloads the page."""


def reading_policy(script: str, watched: bool) -> str:
    """Return the policy of a page in its shell, which loads the styles and images of the site."""
    return f"{_FIRST}; style-src 'self'; img-src 'self' data:; {_LAST}; {_scripts(script, watched)}"


def quiet_policy(style: str, script: str = "", watched: bool = False) -> Markup:
    """Return the policy of a page that loads nothing: style and script stand in it."""
    own = f"{_scripts(script, watched)}; " if script or watched else ""
    return Markup(f"{_FIRST}; style-src {_digest(style)}; {own}img-src data:; {_LAST}")


def _scripts(script: str, watched: bool) -> str:
    """Return what lets the script of a page run, and in a preview also that of MkDocs."""
    return f"script-src {_PREVIEW_SOURCE}; connect-src 'self'" if watched else f"script-src {_digest(script)}"


def _digest(inline: str) -> str:
    """Return the hash by which a policy allows an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
