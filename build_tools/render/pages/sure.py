"""The page that says how sure the site is of what it tells.

In: words, provisions of law with their sources, and open questions. Out: a page with the edition of each text of law,
what was read in part, which days nobody looked up, and each question with who must answer it. Other pages link to it
and say none of this themselves.
"""

from collections.abc import Iterator

from build_tools.models import HOW_SURE, Page, Provision, Question, Values, anchor_of
from build_tools.problems import N_
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context, Link
from build_tools.render.pages.law import edition_of, official_texts
from build_tools.render.words import link_to, tied_text

_DOUBTS = {
    "read_in_quotation": N_("Read in a quotation, the text itself was not opened"),
    "older_version_read": N_("Read in an older version"),
    "described": N_("Taken from another source, the article itself was not read"),
    "inferred": N_("Our own conclusion, not read in the law"),
    "not_read": N_("The text was not read, this was written from memory"),
}
_ANSWERERS = {
    "lawyer": N_("Questions for a lawyer"),
    "doctor": N_("Questions for a doctor"),
    "coalition": N_("What the Coalition has to supply"),
}


def sure_page(context: Context) -> Iterator[Page]:
    """Yield the page that says how sure the site is."""
    yield page_of_words(HOW_SURE, "how-sure.html", context, _sure, parts=["law"])


def _sure(context: Context) -> Values:
    """Return what the page places below its words on law: texts, provisions by what is in doubt, open questions."""
    law, say = context.site.law, context.say
    shown = [_provision(one, group.page, context) for group in law.groups for one in group.provisions]
    open_ = sorted(context.site.questions.questions, key=lambda one: one.number)
    return {
        "texts": [_text(code, context) for code in law.sources],
        "in_part": [(act, link, say(_DOUBTS[one.verified])) for one, act, link in shown if one.verified in _DOUBTS],
        "undated": [(act, link) for one, act, link in shown if not (one.valid_from or one.since)],
        "unconfirmed": [(act, link) for one, act, link in shown if not one.dates_confirmed],
        "groups": [
            (who, say(title), [_question(one, context) for one in open_ if one.must_answer == who])
            for who, title in _ANSWERERS.items()
        ],
    }


def _provision(one: Provision, page: str, context: Context) -> tuple[Provision, str, Link]:
    """Return a provision with its act and a link to it."""
    article = tied_text(one.provision[context.language])
    return one, context.site.law.acts[one.act][context.language], Link(article, f"{page}.html#{anchor_of(one.id)}")


def _text(code: str, context: Context) -> Values:
    """Return a text of law that was read: its edition, where the official text stands, and what it tells of where its
    name is not that of an act."""
    source, language = context.site.law.sources[code], context.language
    provisions = (one for group in context.site.law.groups for one in group.provisions if code in one.sources)
    acts = (
        ""
        if source.changes_until
        else "; ".join(dict.fromkeys(context.site.law.acts[one.act][language] for one in provisions))
    )
    return {"acts": acts, "edition": edition_of(source, context), "official": official_texts([source], context)}


def _question(one: Question, context: Context) -> Values:
    """Return an open question, what can be said without its answer, and the pages that it concerns."""
    pages = [link_to(name, context) for name in one.pages]
    meanwhile = one.meanwhile[context.language] if one.meanwhile else ""
    return {"number": one.number, "text": one.question[context.language], "meanwhile": meanwhile, "pages": pages}
