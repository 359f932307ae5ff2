"""The policy for Caddy: a snippet that a site block imports. In: the policy. Out: its text."""

from build_tools.hosting.policy import A_MINUTE, CACHE, ENCRYPTED, NO_TEXT, NOT_KEPT, ONION, TRANSPORT, TYPES, Policy

TEXT = """\
# Headers and kinds of files of this site, for Caddy 2. Made by `transparency headers caddy`; make it anew, do not edit.
# Store it as /etc/caddy/transparency.caddy; a site block imports it. Caddy fetches the certificate itself, and keeps no
# list of visitors unless `log` stands in the block:
#
#   example.org {{                                # an example: write your name
#       root * /srv/site                         # an example: the folder of the site
#       import /etc/caddy/transparency.caddy
#   }}

@hidden {{
	path */.*
	not path {base}.well-known/*
}}
error @hidden 404
handle_errors {{
	rewrite * {missing}
	header {{
{headers_of_errors}
		Content-Type "text/html; charset=utf-8"
		{cache} "{never_kept}"
		-Server
	}}
	file_server
}}
encode {{
	gzip
	match {{
		header Content-Type text/*
		header Content-Type application/json*
		header Content-Type application/xml*
	}}
}}
file_server {{
	precompressed br gzip
}}

header {{
{headers}
	-Server
}}
# Caddy takes the narrower of two rules first and the wider one last, so neither may fit what the other does.
@not_kept path {not_kept}
@kept not path {not_kept}
header @not_kept {cache} "{never_kept}"
header @kept {cache} "{kept}"
@encrypted protocol https
header @encrypted {transport} "{encrypted}"
{onion}{types}
"""


def caddy(policy: Policy) -> str:
    """Return a part of a Caddyfile."""
    ways = (f"{policy.base}{path}{'*' if path.endswith('/') else ''}" for path in policy.not_kept)
    return TEXT.format(
        base=policy.base,
        missing=policy.missing,
        headers=listed(policy, "\t"),
        headers_of_errors=listed(policy, "\t\t"),
        cache=CACHE,
        kept=A_MINUTE,
        never_kept=NOT_KEPT,
        not_kept=" ".join(ways),
        transport=TRANSPORT,
        encrypted=ENCRYPTED,
        onion=f'header @encrypted {ONION} "{policy.onion("{uri}")}"\n' if policy.onion_address else "",
        types="\n".join(typed(ending, kind) for ending, kind in TYPES.items()),
    )


def typed(ending: str, kind: str) -> str:
    """Return the lines that say the kind of one ending."""
    charset = "" if ending in NO_TEXT else "; charset=utf-8"
    return f'@{ending} path *.{ending}\nheader @{ending} Content-Type "{kind}{charset}"'


def listed(policy: Policy, indent: str) -> str:
    """Return a line for each header that comes with every file."""
    return "\n".join(f'{indent}{name} "{value}"' for name, value in policy.common.items())
