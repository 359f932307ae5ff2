"""Addresses of the web, in any alphabet: whether a text is one, how its host is asked, and which lead to one host."""

from urllib.parse import SplitResult, quote, urlsplit

_PORTS = {"http": 80, "https": 443}


def stays_at_host(old: str, new: str) -> bool:
    """Whether who is led from one address to another stays at the host, or only changes to its encryption."""
    before, after = (_origin(urlsplit(address)) for address in (old, new))
    upgraded = (before[0], before[2], after[0], after[2]) == ("http", 80, "https", 443)
    return before == after or (upgraded and before[1] == after[1])


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    """Return what tells hosts apart for a browser: scheme, name and port. Raises ``ValueError``."""
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def is_address(text: str) -> bool:
    """Whether a text is the address of a folder on the web, with nothing after its path and no password in it."""
    try:
        parts = urlsplit(text)
        plain = _host_of(parts) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False
    return bool(plain) and parts.scheme in _PORTS and not (parts.query or parts.fragment)


def in_ascii(address: str) -> str:
    """Return an address as hosts are asked: the name of the host as IDNA, the path escaped.

    Raises ``ValueError`` where the host has no such name. Source: RFC 3490, which knows all letters of Kazakh.
    """
    parts = urlsplit(address)
    host = _host_of(parts)
    place = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    return parts._replace(netloc=f"{place}{port}", path=quote(parts.path, safe="/%")).geturl()


def _host_of(parts: SplitResult) -> str:
    """Return the name of a host in ASCII. Raises ``ValueError``."""
    host = parts.hostname or ""
    name = host if ":" in host else host.encode("idna").decode("ascii")
    if not name:
        raise ValueError
    return name
