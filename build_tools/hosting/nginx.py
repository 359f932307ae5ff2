"""The policy for nginx: what stands in a server block. In: the policy. Out: a text that nginx reads by ``include``."""

from build_tools.hosting.policy import (
    A_MINUTE,
    CACHE,
    ENCRYPTED,
    LEAST,
    NO_TEXT,
    NOT_KEPT,
    ONION,
    TRANSPORT,
    TYPES,
    Policy,
)

_TEXT = """\
# Headers and kinds of files of this site, for nginx. Made by `transparency headers nginx`; do not edit it.
# Store it as /etc/nginx/transparency.conf; a server block reads it:
#
#   server {{
#       listen 443 ssl;
#       listen [::]:443 ssl;
#       server_name example.org;                           # an example: write your name
#       ssl_certificate     /etc/ssl/example.org.pem;      # an example
#       ssl_certificate_key /etc/ssl/example.org.key;      # an example
#       ssl_protocols TLSv1.2 TLSv1.3;
#       root /srv/site;                                    # an example: the folder of the site
#       include /etc/nginx/transparency.conf;
#   }}
#   server {{
#       listen 80;
#       listen [::]:80;
#       server_name example.org;
#       access_log off;
#       return 301 https://$host$request_uri;
#   }}

# Nobody's address is written down, not even with an error.
access_log off;
error_log /dev/null crit;
server_tokens off;

index index.html;
autoindex off;
error_page 403 404 {missing};
types {{
{types}
}}
default_type application/octet-stream;
charset utf-8;
charset_types {charsets};

# Copies that `transparency compress` has made are sent as they are; what has none is compressed on the way. With the
# module ngx_brotli (Debian: libnginx-mod-http-brotli-static) take the # from the last of these lines.
gzip_static on;
gzip on;
gzip_vary on;
gzip_proxied any;
gzip_min_length {least};
gzip_types {charsets};
# brotli_static on;

# Values first (an empty one is not sent), then one list of headers: a second one in a location would end it.
set $transparency_cache "{kept}";
if ($uri ~ "{not_kept}") {{
    set $transparency_cache "{never_kept}";
}}
set $transparency_encrypted "";
set $transparency_onion "";
if ($https = "on") {{
    set $transparency_encrypted "{encrypted}";
    set $transparency_onion "{onion}";
}}
{headers}

# Hidden files are not for readers, but for the one folder that is.
location ~ /\\.(?!well-known/) {{
    return 404;
}}
"""


def nginx(policy: Policy) -> str:
    """Return what a server block of nginx includes."""
    values = {
        **policy.common,
        CACHE: "$transparency_cache",
        TRANSPORT: "$transparency_encrypted",
        ONION: "$transparency_onion",
    }
    return _TEXT.format(
        missing=policy.missing,
        types="\n".join(f"    {kind} {ending};" for ending, kind in TYPES.items()),
        charsets=" ".join(kind for ending, kind in TYPES.items() if ending not in (*NO_TEXT, "html")),
        least=LEAST,
        kept=A_MINUTE,
        not_kept=policy.pattern,
        never_kept=NOT_KEPT,
        encrypted=ENCRYPTED,
        onion=policy.onion("$request_uri"),
        headers="\n".join(f'add_header {name} "{value}" always;' for name, value in values.items()),
    )
