"""Every server and host that reads a header file: its name on the command line, and who writes for it.

Those of Apache, Caddy and Netlify with Cloudflare Pages are here; nginx has a module of its own.
"""

from collections.abc import Callable, Mapping

from build_tools.hosting.nginx import nginx
from build_tools.hosting.policy import A_MINUTE, CACHE, ENCRYPTED, NO_TEXT, NOT_KEPT, ONION, TRANSPORT, TYPES, Policy

_APACHE = """\
# Headers and kinds of files of this site, for Apache 2.4. Made by `transparency headers apache`; do not edit it.
# Store it as .htaccess in the folder of the site, where AllowOverride is All, or inside <Directory> of the server.
# Needed: a2enmod alias deflate filter headers mime. What may not stand here and belongs to the server:
#   ServerTokens Prod
#   ServerSignature Off
#   no CustomLog, and ErrorLog /dev/null: nobody's address is written down

DirectoryIndex index.html
Options -Indexes -MultiViews
ErrorDocument 403 {missing}
ErrorDocument 404 {missing}
{types}
AddCharset utf-8 {texts}
AddOutputFilterByType DEFLATE {kinds}

# Hidden files are not for readers, but for the one folder that is.
RedirectMatch 404 "/\\.(?!well-known/)"

{headers}
Header always set {cache} "{kept}"
Header always set {cache} "{never_kept}" "expr=%{{REQUEST_URI}} =~ m#{not_kept}#"
Header always set {transport} "{encrypted}" "expr=%{{HTTPS}} == 'on'"
{onion}"""


def _apache(policy: Policy) -> str:
    """Return a .htaccess."""
    texts = {ending: kind for ending, kind in TYPES.items() if ending not in NO_TEXT}
    return _APACHE.format(
        missing=policy.missing,
        types="\n".join(f"AddType {kind} .{ending}" for ending, kind in TYPES.items()),
        texts=" ".join(f".{ending}" for ending in texts),
        kinds=" ".join(texts.values()),
        headers="\n".join(f'Header always set {name} "{value}"' for name, value in policy.common.items()),
        cache=CACHE,
        kept=A_MINUTE,
        never_kept=NOT_KEPT,
        not_kept=policy.pattern,
        transport=TRANSPORT,
        encrypted=ENCRYPTED,
        onion=_onion(policy.onion("%{REQUEST_URI}")),
    )


def _onion(address: str) -> str:
    """Return the line that offers the onion service over TLS, or nothing."""
    return f'Header always set {ONION} "expr={address}" "expr=%{{HTTPS}} == \'on\'"\n' if address else ""


_TEXT = """\
# Headers of this site. Made by `transparency headers netlify` or `cloudflare`; make it anew, do not edit it.
# Store it as _headers in the folder of the site, after the build and its check. No address may meet two rules with
# the same name in them: each host joins or chooses in its own way. What is not help has the rule of the host for
# caches, max-age=0, must-revalidate.

{base}*
{headers}
"""


def _headers_file(policy: Policy) -> str:
    """Return the file."""
    values = {**policy.common, TRANSPORT: ENCRYPTED, **({ONION: policy.onion()} if policy.onion_address else {})}
    common = _TEXT.format(base=policy.base, headers="\n".join(f"  {name}: {value}" for name, value in values.items()))
    ways = (f"{policy.base}{path}{'*' if path.endswith('/') else ''}" for path in policy.not_kept)
    return common + "".join(f"\n{way}\n  {CACHE}: {NOT_KEPT}\n" for way in ways)


_CADDY = """\
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


def _caddy(policy: Policy) -> str:
    """Return a part of a Caddyfile."""
    ways = (f"{policy.base}{path}{'*' if path.endswith('/') else ''}" for path in policy.not_kept)
    return _CADDY.format(
        base=policy.base,
        missing=policy.missing,
        headers=_listed(policy, "\t"),
        headers_of_errors=_listed(policy, "\t\t"),
        cache=CACHE,
        kept=A_MINUTE,
        never_kept=NOT_KEPT,
        not_kept=" ".join(ways),
        transport=TRANSPORT,
        encrypted=ENCRYPTED,
        onion=f'header @encrypted {ONION} "{policy.onion("{uri}")}"\n' if policy.onion_address else "",
        types="\n".join(_typed(ending, kind) for ending, kind in TYPES.items()),
    )


def _typed(ending: str, kind: str) -> str:
    """Return the lines that say the kind of one ending."""
    charset = "" if ending in NO_TEXT else "; charset=utf-8"
    return f'@{ending} path *.{ending}\nheader @{ending} Content-Type "{kind}{charset}"'


def _listed(policy: Policy, indent: str) -> str:
    """Return a line for each header that comes with every file."""
    return "\n".join(f'{indent}{name} "{value}"' for name, value in policy.common.items())


WRITERS: Mapping[str, Callable[[Policy], str]] = {
    "nginx": nginx,
    "apache": _apache,
    "caddy": _caddy,
    "netlify": _headers_file,
    "cloudflare": _headers_file,
}
"""A new one is a function from the policy to a text, and a line here."""
