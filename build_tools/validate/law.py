"""Provisions of law: ids that name one group or one provision, dates in order, sources for what was read."""

from collections.abc import Iterator

from build_tools.models import Provision, Site
from build_tools.paths import LAW
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.offers import allowed

REPEATED = Fault("law.id_repeated", "is the id of another group or provision too; give each its own")
BACKWARDS = Fault("law.ends_before_it_begins", "is before valid_from; a provision ends after it began")
NO_SOURCE = Fault("law.unknown_source", "is not a source of this file; use one of: {allowed}")
UNREAD = Fault("law.source_missing", "is missing; name where it was read, or write verified: not_read")


def ids_differ(site: Site) -> Iterator[Problem]:
    """No two groups and no two provisions share an id; provisions not even across groups."""
    groups = [(("groups", position), group.id) for position, group in enumerate(site.law.groups)]
    provisions = [(place, provision.id) for place, provision in every_provision(site)]
    for ids in (groups, provisions):
        taken = set()
        for place, name in ids:
            if name in taken:
                yield Problem(LAW, REPEATED, (*place, "id"))
            taken.add(name)


def provisions_end_after_they_begin(site: Site) -> Iterator[Problem]:
    """No provision ends before it begins."""
    for place, provision in every_provision(site):
        start, end = provision.valid_from, provision.valid_to
        if start and end and end < start:
            yield Problem(LAW, BACKWARDS, (*place, "valid_to"))


def sources_exist(site: Site) -> Iterator[Problem]:
    """Each source of a provision is described in ``sources``, and only what was not read has none."""
    known = site.law.sources
    for place, provision in every_provision(site):
        for position, code in enumerate(provision.sources):
            if code not in known:
                yield Problem(LAW, NO_SOURCE, (*place, "sources", position), {"allowed": allowed(known, code)})
        if not provision.sources and provision.verified != "not_read":
            yield Problem(LAW, UNREAD, (*place, "sources"))


def every_provision(site: Site) -> Iterator[tuple[Field, Provision]]:
    """Yield each provision with the way to it."""
    for number, group in enumerate(site.law.groups):
        for position, provision in enumerate(group.provisions):
            yield ("groups", number, "provisions", position), provision
