"""The policy for Apache: a .htaccess for the folder of the site. In: the policy. Out: its text."""

from build_tools.hosting.policy import A_MINUTE, CACHE, ENCRYPTED, NO_TEXT, NOT_KEPT, ONION, TRANSPORT, TYPES, Policy

TEXT = """\
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
    return TEXT.format(
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
