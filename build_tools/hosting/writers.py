"""Every server and host that reads a header file: its name on the command line, and who writes for it.

The file `_headers` of Netlify and Cloudflare Pages is written here; each server has a module of its own.
"""

from collections.abc import Callable, Mapping

from build_tools.hosting.apache import apache
from build_tools.hosting.caddy import caddy
from build_tools.hosting.nginx import nginx
from build_tools.hosting.policy import CACHE, ENCRYPTED, NOT_KEPT, ONION, TRANSPORT, Policy

TEXT = """\
# Headers of this site. Made by `transparency headers netlify` or `cloudflare`; make it anew, do not edit it.
# Store it as _headers in the folder of the site, after the build and its check. No address may meet two rules with
# the same name in them: each host joins or chooses in its own way. What is not help has the rule of the host for
# caches, max-age=0, must-revalidate.

{base}*
{headers}
"""


def headers_file(policy: Policy) -> str:
    """Return the file."""
    values = {**policy.common, TRANSPORT: ENCRYPTED, **({ONION: policy.onion()} if policy.onion_address else {})}
    common = TEXT.format(base=policy.base, headers="\n".join(f"  {name}: {value}" for name, value in values.items()))
    ways = (f"{policy.base}{path}{'*' if path.endswith('/') else ''}" for path in policy.not_kept)
    return common + "".join(f"\n{way}\n  {CACHE}: {NOT_KEPT}\n" for way in ways)


WRITERS: Mapping[str, Callable[[Policy], str]] = {
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
    "netlify": headers_file,
    "cloudflare": headers_file,
}
"""A new one is a function from the policy to a text, and a line here."""
