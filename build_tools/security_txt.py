"""security.txt (RFC 9116), which tells whom to write to about a weakness of the site: where it lies, its text, its end.

In: settings and a day, or the text that a server sent. Out: the text, or whether it still counts.
"""

import datetime
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # models take long to load, and whoever compares files of a site has no use for them
    from build_tools.models import Security, Settings

SECURITY_TXT = ".well-known/security.txt"
_EXPIRES = re.compile(r"^Expires:[ \t]*(\S+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def security_text(settings: "Settings", security: "Security", day: datetime.date, remark: str = "") -> str:
    """Return the text as of ``day``, after a remark; it expires some days later."""
    lines = [f"# {remark}"] if remark else []
    lines += [f"Contact: {contact}" for contact in security.contact]
    lines += [
        f"Expires: {(day + security.validity).isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(settings.codes)}",
        f"Canonical: {settings.url(SECURITY_TXT)}",
    ]
    lines += [f"Policy: {security.policy}"] if security.policy else []
    return "\n".join(lines) + "\n"


def is_in_force(text: str, now: datetime.datetime) -> bool:
    """Whether a text says once until when it holds, and that is still to come; ``now`` has a zone."""
    ends = _EXPIRES.findall(text)
    try:
        return len(ends) == 1 and datetime.datetime.fromisoformat(ends[0]) > now
    except (TypeError, ValueError):  # no time, or one without a zone
        return False
