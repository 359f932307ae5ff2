"""The scan over connections: servers that lie in one point, that dawdle, that lead from http to https, or do not."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from build_tools import content
from build_tools.hosting import Policy, policy_of, scan
from build_tools.hosting import reasons as why
from build_tools.hosting.ask import Answer, ask
from build_tools.hosting.fetch import SILENT, Unreachable
from build_tools.hosting.scan import encryption_faults, security_txt_faults
from build_tools.models import Security, Settings
from build_tools.problems import Fault
from build_tools.security_txt import SECURITY_TXT
from tests.lying_server import Lie, Reply, lying, serving

NOW = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def settings(finished_example: Path) -> Settings:
    """The settings of the real site."""
    return content.checked(finished_example, finished_example / "site_src").settings


@pytest.fixture(scope="module")
def policy(finished_example: Path, settings: Settings) -> Policy:
    """The policy of the real site."""
    return policy_of(finished_example / "site", settings)


def truth(reply: Reply) -> Reply:
    """Change nothing."""
    return reply


def to(header: str, word: str, lie: Lie) -> Lie:
    """Tell a lie to those alone who ask with a word in a header."""
    return lambda reply: lie(reply) if word in reply.asked.get(header, "") else reply


def tracking(reply: Reply) -> Reply:
    """Put a picture of another host into a page."""
    return reply.with_in_page("</body>", "<IMG SRC=https://evil.test/x.gif>")


LIES: Mapping[str, tuple[Lie, Fault | None]] = {
    "nothing": (truth, None),
    "Refresh": (lambda reply: reply.saying(Refresh="0; url=https://evil.test/"), why.LEADS),
    "Onion-Location": (lambda reply: reply.saying(Onion_Location="http://evil.onion/"), why.LEADS),
    "NEL": (
        lambda reply: reply.saying(NEL='{"report_to":"x"}', Report_To='{"endpoints":[{"url":"//evil.test"}]}'),
        why.LEADS,
    ),
    "Alt-Svc": (lambda reply: reply.saying(Alt_Svc='h2="evil.test:443"'), why.LEADS),
    "Alt-Svc of the host": (lambda reply: reply.saying(Alt_Svc='h3=":443"; ma=86400'), None),
    "refresh in the page": (
        lambda reply: reply.with_in_page("</head>", "<meta http-equiv=refresh content=0>"),
        why.CHANGED,
    ),
    "script": (lambda reply: reply.with_in_page("</body>", "<script>x()</script>"), why.CHANGED),
    "picture": (lambda reply: reply.with_in_page("</body>", "<IMG SRC=https://evil.test/x.gif>"), why.CHANGED),
    "comment": (lambda reply: reply.with_in_page("</body>", "<!-- cached -->"), why.CHANGED),
    "no policy in pages": (lambda reply: reply._replace(body=reply.body.replace(b"http-equiv", b"name")), why.CHANGED),
    "redirect": (lambda reply: reply._replace(status=302).saying(Location="http://["), why.AWAY),
    "no pages": (lambda reply: reply._replace(body=b""), why.CHANGED),
    "own 404": (lambda reply: reply._replace(body=b"<h1>404") if reply.status == 404 else reply, why.NOT_OURS),
    "form-action": (
        lambda reply: reply.saying(
            Content_Security_Policy=reply.headers["Content-Security-Policy"].replace("form-action 'none'; ", "")
        ),
        why.WIDE,
    ),
    "s-maxage": (lambda reply: reply.saying(Cache_Control="max-age=60, no-store, s-maxage=99999999"), None),
    "to Kazakh": (to("accept-language", "kk-KZ", tracking), why.CHANGED),
    "to phones": (to("user-agent", "iPhone", tracking), why.CHANGED),
    "to who comes from a search": (to("referer", "google", tracking), why.CHANGED),
    "to who types the address": (to("sec-fetch-site", "none", tracking), why.CHANGED),
    "to Tor Browser": (to("user-agent", "Firefox", tracking), why.CHANGED),
    "to programs": (to("accept-encoding", "identity", tracking), why.CHANGED),
    "to zstd": (to("accept-encoding", "zstd", tracking), why.CHANGED),
    "from the fourth on": (lambda reply: tracking(reply) if reply.before >= 3 else reply, why.CHANGED),
    "zstd that is none": (
        to("accept-encoding", "zstd", lambda reply: reply.saying(Content_Encoding="zstd")),
        why.CLOSED,
    ),
    "coding that nobody asked for": (lambda reply: reply.saying(Content_Encoding="compress"), why.CLOSED),
    "packed to nobody": (lambda reply: reply.saying(Content_Encoding=""), why.UNPACKED),
    "kept": (lambda reply: reply.saying(Cache_Control="max-age=60, s-maxage=99999999"), why.STAYS),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_served_site_that_lies_in_one_point_is_found(
    lie: str, finished_example: Path, settings: Settings, policy: Policy
) -> None:
    """The real site, served as it should be, passes; with one lie it does not, and that lie is said."""
    tell, right = LIES[lie]
    with lying(finished_example / "site", policy, tell) as address:
        found = [one.code for one in scan(address, settings, NOW, judge_encryption=False)]
    assert right.code in found if right else found == []


@pytest.mark.parametrize(
    "beginning", [b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 "]
)
def test_a_server_that_dawdles_is_given_up(beginning: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that come one by one without end, as body, as headers or before them, do not hold the scan."""
    monkeypatch.setattr("build_tools.hosting.ask.WHOLE", 0.2)
    given_up = Event()

    class Dawdler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(beginning)
            while not given_up.wait(0.01):
                self.wfile.write(b"1")
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with serving(Dawdler) as address:
        with pytest.raises(Unreachable) as unreachable:
            ask(address, "")
        given_up.set()
    assert unreachable.value.fault == SILENT


@pytest.mark.parametrize(
    ("status", "location", "right"),
    [
        (301, "https://127.0.0.1/", []),
        (308, "/elsewhere", [why.AWAY]),
        (301, "https://evil.test/", [why.AWAY]),
        (301, "http://[", [why.AWAY]),
        (301, None, [why.AWAY]),
        (200, None, [why.NOT_LED]),
        (404, "https://127.0.0.1/", [why.NOT_LED]),
    ],
)
def test_readers_who_come_without_encryption_are_led_to_it(
    status: int, location: str | None, right: list[Fault], finished_example: Path, policy: Policy
) -> None:
    """Only an answer that leads to the same host over TLS is good; a closed port is as good."""

    def lie(reply: Reply) -> Reply:
        headers = {"Location": location} if location else {}
        return reply._replace(status=status, headers={**reply.headers, **headers})

    with lying(finished_example / "site", policy, lie) as address:
        assert list(encryption_faults(address)) == right
    assert list(encryption_faults(address)) == []


def test_a_security_txt_that_lacks_or_has_ended_is_found(
    finished_example: Path, settings: Settings, policy: Policy
) -> None:
    """Where the settings say whom to tell of a weakness, the file has to come and to hold."""
    promised = settings.model_copy(update={"security": Security(contact=("mailto:a@else.test",))})
    until = f"{NOW + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"

    def lie(reply: Reply) -> Reply:
        text = f"Contact: mailto:a@else.test\nExpires: {until}\n"
        return reply._replace(status=200, body=text.encode()) if reply.path == SECURITY_TXT else reply

    for tell, now, right in (
        (lie, NOW, []),
        (lie, NOW + timedelta(days=1), [(f"/{SECURITY_TXT}", why.EXPIRED)]),
        (truth, NOW, [(f"/{SECURITY_TXT}", why.NO_SECURITY)]),
    ):
        with lying(finished_example / "site", policy, tell) as address:
            found = scan(address, promised, now, judge_encryption=False)
        assert [(one.path, one.fault) for one in found] == right


@pytest.mark.parametrize("text", ["", "Expires: soon", "Expires: 2031-01-01", "Expires: 2031-01-01T00:00:00Z\n" * 2])
def test_a_security_txt_says_once_until_when_it_holds(text: str) -> None:
    """Without one time that can be read, with its zone, nobody knows whether the contact still holds."""
    answer = Answer(SECURITY_TXT, 200, {}, text)
    assert list(security_txt_faults(answer, NOW)) == [why.EXPIRED]
