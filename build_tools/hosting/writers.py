"""Every server and host that reads a header file: its name on the command line, and who writes for it.

Apache's file and the file `_headers` of Netlify and Cloudflare Pages are written here; nginx and Caddy have a module.
"""

from collections.abc import Callable, Mapping

from build_tools.hosting.caddy import caddy
from build_tools.hosting.nginx import nginx
from build_tools.hosting.policy import A_MINUTE, CACHE, ENCRYPTED, NO_TEXT, NOT_KEPT, ONION, TRANSPORT, TYPES, Policy

APACHE = """\
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


def apache(policy: Policy) -> str:
    """Return a .htaccess."""
    texts = {ending: kind for ending, kind in TYPES.items() if ending not in NO_TEXT}
    return APACHE.format(
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
        onion=onion(policy.onion("%{REQUEST_URI}")),
    )


def onion(address: str) -> str:
    """Return the line that offers the onion service over TLS, or nothing."""
    return f'Header always set {ONION} "expr={address}" "expr=%{{HTTPS}} == \'on\'"\n' if address else ""


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
