"""security.txt (RFC 9116), which tells whom to write to about a weakness of the site: where it lies, and its text."""

import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # models take long to load, and whoever compares files of a site has no use for them
    from build_tools.models import Security, Settings

SECURITY_TXT = ".well-known/security.txt"


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
