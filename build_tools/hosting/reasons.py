"""Why the scan does not pass a served site: each reason in one sentence, and what is looked at.

In: nothing but what stands here. Out: records for the rules. Judges nothing.
In the manner of SecureDrop's scanner of landing pages and Mozilla's Observatory.
"""

from typing import NamedTuple

from build_tools.problems import Fault

STATUS = Fault(
    "host.status", "answers with {status} instead of {right}; look whether the site lies whole on the server"
)
AWAY = Fault("host.redirected_away", "sends readers to another host or around in circles; serve the file itself")
CLOSED = Fault(
    "host.packed_unasked",
    "comes packed in a way that was not asked for or cannot be opened here; let the server send gzip, or scan with "
    "Python 3.14 or newer, which opens zstd",
)
OPEN = Fault(
    "host.no_encryption",
    "comes without encryption, so everybody on the way can read and change it; serve the site over https",
)
COOKIE = Fault("host.cookie", "sets a cookie; let the server set none, for it marks a visitor")
LEADS = Fault(
    "host.header_leads_away",
    "leads browsers elsewhere, or has them report there, by the header {header}; find who sends it, end that",
)
CHANGED = Fault(
    "host.page_changed",
    "is not as the program makes its pages, so something was put in or taken out; compare it by "
    "`transparency verify site --against`, then switch that off or change the host",
)
BLOCKED = Fault(
    "host.policy_blocks_page",
    "is sent with a policy that blocks its own style or quick exit; renew the header file of the server",
)
VERSION = Fault(
    "host.version_told", "tells the version of the server in {header}; hide it, for it says which attacks will work"
)
BETWEEN = Fault(
    "host.third_party_between",
    "comes through a network of another company ({header}), which can read who reads what",
)
NOT_OURS = Fault(
    "host.page_of_the_host",
    "is answered by a page of the host, whatever that loads; let the host show 404.html of the site",
)
LACKS = Fault(
    "host.header_missing", "lacks the header {header} with the value {right}; take it from `transparency headers`"
)
WIDE = Fault(
    "host.policy_too_wide",
    "has a Content-Security-Policy that allows too much; take it from `transparency headers`",
)
TYPE = Fault(
    "host.content_type",
    "says another kind of file than {right} in Content-Type; set it as `transparency headers` does",
)
NO_TRANSPORT = Fault(
    "host.no_hsts",
    "lacks Strict-Transport-Security, so that readers can be led to http; take it from `transparency headers`",
)
NOT_LED = Fault(
    "host.http_not_redirected",
    "is answered without encryption too; let the server lead every reader from http to https",
)
SHORT_TRANSPORT = Fault(
    "host.hsts_too_short",
    "keeps browsers to https for less than a year; send Strict-Transport-Security: max-age=31536000",
)
STAYS = Fault(
    "host.help_may_be_stored", "may be kept on the phone of whoever looks for help; send Cache-Control: no-store"
)
LONG = Fault(
    "host.stored_too_long",
    "may be shown for more than an hour after it was withdrawn; send Cache-Control: max-age=60, must-revalidate",
)
UNPACKED = Fault(
    "host.not_compressed", "is sent uncompressed; switch gzip on, for on a slow network each kilobyte is seconds"
)
NO_SECURITY = Fault(
    "host.security_txt_missing",
    "does not come, though content/site.yml says whom to tell of a weakness; publish the site anew",
)
EXPIRED = Fault(
    "host.security_txt_expired",
    "says that it holds no longer, or not until when; build the site anew and publish it",
)


class Sample(NamedTuple):
    """One address of the site that is looked at; of some no copy may be kept. ``onion`` is where the settings say that
    the site lies as an onion service, or nothing."""

    path: str
    status: int = 200
    kept: bool = True
    onion: str = ""
