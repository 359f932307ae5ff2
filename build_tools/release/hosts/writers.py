"""Every server and host that reads a header file: its name on the command line, and who writes for it."""

from collections.abc import Callable, Mapping

from build_tools.release.hosts.apache import apache
from build_tools.release.hosts.caddy import caddy
from build_tools.release.hosts.headers_file import headers_file
from build_tools.release.hosts.nginx import nginx
from build_tools.release.hosts.policy import Policy

WRITERS: Mapping[str, Callable[[Policy], str]] = {
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
    "netlify": headers_file,
    "cloudflare": headers_file,
}
"""A new one is a function from the policy to a text, and a line here."""
