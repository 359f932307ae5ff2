"""A provision of law ready to be cited: one line, and its exact words in the languages in which they were read.

In: a provision with the sources in which it was read. Out: what stands folded below its text. What nobody has read
gets no line, which would make it look surer than it is, and neither do our own words, which are not to be cited.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from build_tools.models import Provision, Source
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.words import Link

QUOTED = N_("“{text}”")
_READ_UP_TO = N_("{source}, with changes up to {date}")
_IN_ADDRESSES = {"kaz": "kk", "rus": "ru", "ru": "ru", "eng": "en", "en": "en"}
"""How official addresses name the language of a text."""


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The exact words of a provision in another language; ``code`` is that of the language and ``name`` its name."""

    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """What a fold holds: what it is called, the line, the addresses to cite, and the words in other languages."""

    title: str
    line: str
    addresses: tuple[Link, ...]
    others: tuple[InLanguage, ...]


def citation_of(provision: Provision, sources: Sequence[Source], said: Sequence[str], context: Context) -> Citation:
    """Return a provision ready to be cited; ``said`` are the days in force, what its text is, and how it was read."""
    language, article = context.language, provision.provision[context.language]
    read = "; ".join(edition_of(source, context).title for source in sources)
    *before, how = said
    parts = (f"{article}, {provision.instrument[language]}", *before, f"{how}: {read}" if read else how)
    return Citation(
        title=fill(context.locale.translate(N_("To cite: {article}")), article=article),
        line=" ".join(f"{part.rstrip('.')}." for part in parts),
        addresses=_addresses(sources, context),
        others=tuple(_in_other_languages(provision, context)),
    )


def edition_of(source: Source, context: Context) -> Link:
    """Return where a text was read, with the day up to which it holds changes."""
    name = source.name[context.language]
    if source.changes_until:
        date = context.locale.date(source.changes_until)
        name = fill(context.locale.translate(_READ_UP_TO), source=name, date=date)
    return Link(name, source.url or "")


def official_texts(sources: Iterable[Source], context: Context) -> tuple[Link, ...]:
    """Return where the official text stands, each address once, and in which language where it is another."""
    return tuple(
        Link(_host(link.href) + _in_another_language(link.href, context), link.href)
        for link in _addresses(sources, context)
    )


def _addresses(sources: Iterable[Source], context: Context) -> tuple[Link, ...]:
    """Return the official addresses in full, each once."""
    found = dict.fromkeys(source.official[context.language] for source in sources if source.official)
    return tuple(Link(address, address) for address in found)


def _host(address: str) -> str:
    return str(urlsplit(address).hostname).removeprefix("www.")


def _in_another_language(address: str, context: Context) -> str:
    """Say in which language a text is that is not in that of the page, as far as its address tells."""
    parts = address.partition("://")[2].replace("#", "/").split("/")[1:]
    told = [_IN_ADDRESSES[part] for part in parts if part in _IN_ADDRESSES]
    return "".join(f" ({_names(context)[code]})" for code in told[:1] if code != context.language)


def _in_other_languages(provision: Provision, context: Context) -> Iterator[InLanguage]:
    """Yield the words of the source in the other languages in which they were read."""
    quoted = context.locale.translate(QUOTED)
    for code, name in _names(context).items():
        if code != context.language and provision.wording[code] == "quoted":
            yield InLanguage(code, name, fill(quoted, text=provision.text[code]))


def _names(context: Context) -> dict[str, str]:
    return {language.code: language.name for language in context.site.settings.languages}
