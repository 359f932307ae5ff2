"""What a server sends: the one policy, which headers with which file; the file of headers for each known server; and
compressed copies beside the texts of a site, so that a small server need not compress for each reader.

In: the settings, or the folder of a site. Out: names and values of headers, the same for every version of the site; a
text made of a template; copies, and no other change.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import StrictUndefined, Template

from build_tools.files import tree
from build_tools.files.compression import PACKERS, is_copy
from build_tools.models import Settings

_TEMPLATES = Path(__file__).with_name("headers")

EXIT_SCRIPT = "'sha256-7Op+i68RPL+Pw/cW23kVL1vTE4fdITZSDPlG/YfHX60='"
"""The digest of ``exit.js`` as a page has it; a test compares them."""

COMMON: Mapping[str, str] = {
    # The one script is that of the quick exit, by its digest. Which style is in a page, its own <meta> says, and both
    # hold: digests of styles here would have to change with each style, at the same moment as the pages.
    "Content-Security-Policy": f"default-src 'none'; script-src {EXIT_SCRIPT}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), payment=(), usb=()",
}
"""Sent with every file; the rule for caches comes to it."""

NOT_KEPT = "no-store, no-transform"
"""Help, and addresses that lead nowhere: no copy stays on the phone, and nobody on the way may change it."""

A_MINUTE = "max-age=60, must-revalidate, no-transform"
"""Everything else: what is withdrawn or corrected is gone from every cache after a minute."""

ENCRYPTED = "max-age=31536000"
"""For a year the browser asks over TLS only. Sent over TLS alone, and never by an onion service."""

TEXTS: Mapping[str, str] = {
    "html": "text/html",
    "css": "text/css",
    "csv": "text/csv",
    "txt": "text/plain",
    "json": "application/json",
    "xml": "application/xml",
}
TYPES: Mapping[str, str] = {**TEXTS, "pdf": "application/pdf", "png": "image/png"}
"""The kind of each file by the end of its name; those of ``TEXTS`` are in UTF-8, and get smaller when packed."""

LEAST = 600
"""Bytes below which compressing gains nothing: a file comes in one packet anyhow."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Headers of one site. ``base`` is the path of the site on its host, from ``/`` to ``/``; ``not_kept`` are folders
    below it, with a slash at their end, and files; ``onion_address`` is where the same site lies as an onion service,
    or nothing."""

    base: str
    not_kept: tuple[str, ...]
    onion_address: str = ""

    def onion(self, asked: str = "") -> str:
        """Return where the same page lies as an onion service, or nothing; ``asked`` is how a server writes its path.

        Below a path of its host the paths of both differ, so the address is that of the whole site there.
        """
        here = self.base == "/" and asked
        return f"{self.onion_address.rstrip('/')}{asked}" if self.onion_address and here else self.onion_address

    @property
    def pattern(self) -> str:
        """The regular expression (PCRE) of the addresses of which no copy is kept."""
        ways = (re.escape(path) + ("" if path.endswith("/") else "$") for path in self.not_kept)
        return f"^{re.escape(self.base)}(?:{'|'.join(ways)})"


def policy_of(settings: Settings, base: str | None = None) -> Policy:
    """Return the policy of a site, also for a copy of it that lies at another path of its host. No copy is kept of
    pages of help, papers, the kit, and what leads nowhere."""
    help_folders = (f"{code}/{folder}/" for code in settings.codes for folder in ("k", "papers"))
    return Policy(base or settings.base_path, (*help_folders, "kit/", "404.html"), settings.onion_address or "")


HEADER_FILES: Mapping[str, str] = {
    "nginx": "nginx.conf",
    "apache": "htaccess",
    "caddy": "Caddyfile",
    "netlify": "_headers",
    "cloudflare": "_headers",
}
"""The template in ``headers`` of each host, by its name on the command line."""


def header_file(host: str, policy: Policy) -> str:
    """Return the file of headers for a host."""
    text = (_TEMPLATES / HEADER_FILES[host]).read_text("utf-8")
    template: Template = Template(text, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    return template.render(
        policy=policy,
        headers=COMMON,
        kept=A_MINUTE,
        never_kept=NOT_KEPT,
        encrypted=ENCRYPTED,
        types=TYPES,
        texts=TEXTS,
        least=LEAST,
        places=[f"{policy.base}{path}{'*' if path.endswith('/') else ''}" for path in policy.not_kept],
    )


def write_copies(site: Path) -> int:
    """Renew the copies in a finished site; return how many files have them. Raises ``OSError``.

    Old copies go first and each new one appears whole, so one that does not fit its file is never seen, whenever this
    is ended; what lacks then is sent uncompressed.
    """
    shown = [site / path for path, fault in tree.files(site, "") if not fault and "/." not in f"/{path}"]
    for path in shown:
        if is_copy(path.name):
            path.unlink()
    texts = [path for path in shown if path.suffix[1:] in TEXTS and path.stat().st_size >= LEAST]
    with TemporaryDirectory(prefix=".copies-", dir=site.resolve().parent) as folder:
        for path in texts:
            _pack(path, Path(folder) / "copy")
    return len(texts)


def _pack(path: Path, unfinished: Path) -> None:
    """Write the copies of one file, each first under another name. A server may read them too."""
    data, rights = path.read_bytes(), path.stat().st_mode & 0o777
    for ending, packer in PACKERS.items():
        unfinished.write_bytes(packer(data))
        unfinished.chmod(rights)
        os.replace(unfinished, f"{path}{ending}")
