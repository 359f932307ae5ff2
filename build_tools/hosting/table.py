"""What each host can give and what it cannot: facts with their sources, as lines for a terminal and as a page.

In: nothing but what stands here. Out: text. Whatever was not looked up says so.
"""

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.hosting import reasons

_TRIED = "tried with the generated file on 25 November 2026"
_READ = "an excerpt read on 25 November 2026"
_UNREAD = "not verified"


class Host(NamedTuple):
    """A place where the site can lie; each answer is yes, no or what limits it, each fact has a source and its day."""

    name: str
    command: str
    headers: str
    encrypted: str
    not_kept: str
    withdrawn: str
    missing: str
    seen_by: str
    note: str
    sources: tuple[str, ...]


QUESTIONS = {
    "headers": "All headers of the policy",
    "encrypted": "Keeps browsers to https",
    "not_kept": "Leaves no copy of help on the phone",
    "withdrawn": "Lets go of what was withdrawn",
    "missing": "Shows our own page for what leads nowhere",
    "seen_by": "Who sees the addresses of visitors",
    "note": "Besides",
}

_OWNER = "whoever keeps the server and its network; the generated file writes no list"

HOSTS = (
    Host(
        "Own server with nginx", "nginx", "yes", "yes", "yes", "after a minute", "yes",
        _OWNER,
        "Sends the copies that `transparency compress` makes.",
        (f"nginx 1.26, {_TRIED}; tests/test_hosts.py tries it anew",),
    ),
    Host(
        "Own server with Apache", "apache", "yes", "yes", "yes", "after a minute", "yes",
        "whoever keeps the server and its network; lists must be switched off in the server itself",
        "Compresses anew for each reader.",
        (f"Apache 2.4.71, over TLS too, {_TRIED}",),
    ),
    Host(
        "Own server with Caddy", "caddy", "yes", "yes", "yes", "after a minute", "yes",
        _OWNER,
        "Sends the copies that `transparency compress` makes; fetches its certificate itself.",
        (f"Caddy 2.6.2, with a certificate given to it, {_TRIED}; fetching one: {_UNREAD}",),
    ),
    Host(
        "Onion service, nginx behind it", "nginx", "yes", "not needed, the address itself is the key", "yes",
        "after a minute", "yes",
        "nobody, also not whoever keeps the server",
        "Needs Tor Browser; who uses it can be seen to use Tor.",
        (f"www.mail-archive.com, list tor-commits of the Tor Project, msg198491.html (encryption), {_READ}",
         f"headers as with nginx; behind Tor {_UNREAD}"),
    ),
    Host(
        "Netlify", "netlify", "yes, from the file _headers", f"yes, from that file ({_UNREAD})",
        f"yes, from that file ({_UNREAD})", "always asks anew", _UNREAD,
        "Netlify and its networks",
        "A company abroad reads along, and can be made to stop the site.",
        (f"headers: https://docs.netlify.com/routing/headers/, {_READ}",
         "caches: https://raw.githubusercontent.com/netlify/context-and-tools/main/skills/netlify-caching/SKILL.md, "
         f"{_READ}"),
    ),
    Host(
        "Cloudflare Pages", "cloudflare", "yes, from the file _headers", f"yes, from that file ({_UNREAD})",
        f"yes, from that file ({_UNREAD})", "always asks anew, unless the host is told a longer time", "yes",
        "Cloudflare",
        "Sends each page.html on to page: one more way for each page. Takes at most 100 rules and lines of 2000 signs.",
        (f"headers: https://developers.cloudflare.com/pages/configuration/headers/, {_READ}",
         f"pages: https://developers.cloudflare.com/pages/configuration/serving-pages/, {_READ}",
         f"caches: https://developers.cloudflare.com/workers/static-assets/headers and "
         f"`https://github.com/DFXswiss/services/pull/1203`, {_READ}",
         f"the limits: `https://github.com/InvictusNavarchus/cf-headers`, {_READ}"),
    ),
    Host(
        "GitHub Pages", "", "no", "github.io yes; for a name of your own it cannot be set", "no",
        f"after ten minutes ({_UNREAD})", "yes",
        "GitHub, which stores them",
        "A company abroad reads along, and can be made to stop the site.",
        (f"headers, https: https://hsts-guide.com/posts/hsts-for-github-pages/, {_READ}",
         "visitors: https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages, "
         "read in quotations on 25 November 2026",
         "own page: https://github.com/github/docs/blob/main/content/pages/getting-started-with-github-pages/"
         f"creating-a-custom-404-page-for-your-github-pages-site.md, {_READ}"),
    ),
    Host(
        "GitLab Pages", "", "no; a GitLab of your own can set them for all its sites", _UNREAD, "no", _UNREAD, _UNREAD,
        "GitLab, or whoever keeps the GitLab",
        "Sends compressed copies that lie beside the files.",
        (f"headers: https://gitlab.com/gitlab-org/gitlab-pages/-/work_items/50, {_READ}",
         f"copies: https://gitlab.com/deovolentegames/JAWS/blob/master/.gitlab-ci.yml, {_READ}"),
    ),
    Host(
        "IPFS, through a public gateway", "", "no", _UNREAD, "no, and says that it may be kept for 336 days",
        "never: whoever has it can go on giving it", _UNREAD,
        "the gateway, and those who answer for it",
        "The gateway could change pages. Nothing can be taken back: not for real cases.",
        (f"caches: https://github.com/ipfs/specs/blob/main/src/http-gateways/path-gateway.md, {_READ}",
         "trust: https://android.googlesource.com/platform/external/curl/+/30e04beaf/docs/cmdline-opts/"
         f"ipfs-gateway.d, {_READ}"),
    ),
    Host(
        "USB stick, folder on a phone", "", "no", "no network, nothing to encrypt", "the stick itself is the copy",
        "never: it must be replaced by hand", "no",
        "nobody; whoever takes the stick or the phone sees what lies on it",
        "Browsers still obey the policy in each page.",
        ("the browser tests open the kit by file://",),
    ),
)  # fmt: skip

_PAGE = """\
# Where the site can lie, and what each place cannot give

Made from `build_tools/hosting/table.py`; `transparency hosts` says the same on the command line, and
`transparency scan URL` looks what a place really sends.

## What stays with each page, wherever it lies

Each page carries its own limits: a Content-Security-Policy that lets it load nothing but its own styles, and
`referrer: no-referrer`. They work on every host, also from a USB stick. Three things work only as headers of a server:

- that no other page may show ours inside itself (`frame-ancestors`, X-Frame-Options): browsers ignore the first in a
  page (https://github.com/whatwg/html/pull/523, an excerpt read on 25 November 2026)
- that a file is what it says (X-Content-Type-Options), that a page gets no camera and no place (Permissions-Policy),
  that windows stay apart (Cross-Origin-…), that browsers come over https only (Strict-Transport-Security): a page has
  no place to say so (not verified)
- how long copies are kept (Cache-Control): where it cannot be set, pages of help may stay on the phone after the reader
  has left

## The places

{table}

## What the scan judges

`transparency scan URL` asks for an address of each kind and for two that lead nowhere, and holds what comes against the
project it runs in: its languages, its onion address, its `security`, and the rules that every finished page keeps. Each
reason is said with the address that has it, and leaves no better grade than this:

{judged}

Harmless headers that hosts add, such as Date, ETag or `Alt-Svc` for the same host, cost nothing. Grade A is no proof
that the words of the pages are yours: whoever keeps the host can write other words in the same form. That is for
`transparency verify site --against URL`. The scan asks as several browsers do, in three languages, mixed; but it looks
from one place, once, and a host can answer others differently. Where Python is older than 3.14, an answer packed as
zstd cannot be opened, and is an F.

## Each place with its sources

{places}"""


def hosts_text() -> str:
    """Return all hosts for a terminal."""
    told = ([host.name, *(f"  {question}: {said}" for question, said in _answers(host))] for host in HOSTS)
    return "\n\n".join(map("\n".join, told))


def hosts_page() -> str:
    """Return the page of the guide, Markdown."""
    short = ("headers", "encrypted", "not_kept", "withdrawn", "missing")
    rows = [["", *(QUESTIONS[name] for name in short)], ["---"] * (len(short) + 1)]
    rows += [[host.name, *(getattr(host, name) for name in short)] for host in HOSTS]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return _PAGE.format(table=table, judged=reasons.grades_table(), places="\n".join(map(_section, HOSTS)))


def _section(host: Host) -> str:
    """Return one host with all that is known of it."""
    command = [f"Header file: `transparency headers {host.command}`.\n"] if host.command else []
    told = [f"- {question}: {said}" for question, said in _answers(host)]
    return "\n".join([f"### {host.name}\n", *command, *told, *(f"- Source: {source}" for source in host.sources), ""])


def _answers(host: Host) -> Iterator[tuple[str, str]]:
    """Yield each question with its answer."""
    for name, question in QUESTIONS.items():
        yield question, getattr(host, name)
