"""The words of a register that staff read in the spreadsheet, in the language of the file.

In: nothing. Out: English messages for the catalogues of the interface; labels of codes stand in the vocabulary.
"""

from collections.abc import Mapping

from build_tools.problems import N_, Translate

Words = Mapping[str, Translate]
"""How each language of the site translates these messages."""

SHEET, EXPLANATIONS = N_("Reports"), N_("What to write")
"""The names of the two sheets."""

TITLES = (N_("Column"), N_("What to write"), N_("Code"), N_("Explanation"))
YES, NO = N_("Yes"), N_("No")

LABELS = {
    "registered": N_("Registered on"),
    "same_person_as": N_("Same person as"),
    "free_to_speak": N_("Free to speak"),
}
"""The columns of a register that no case has."""

# Not as in the vocabulary, which tells readers how exact a published story may be.
EXPLAINED = {
    "id": N_("A random code, drawn in advance. Take the next free row, and never change a code."),
    "registered": N_("The day on which the report was registered, for example 2026-11-29."),
    "same_person_as": N_("If there is an earlier report about the same person: the code of that report."),
    "free_to_speak": N_(
        "“Yes” only if the person was asked and has signed no promise to keep the case secret, or a lawyer says that "
        "it no longer binds. Without it no story is made."
    ),
    "place": N_(
        "The city, town or region as exactly as it is known. What only few reports say, tables join by themselves."
    ),
    "period": N_("The month, quarter or year of the event, for example 2026-11, 2026-Q4 or 2026."),
}
SEVERAL = N_("Several answers are separated by semicolons.")
EMPTY_CELL = N_("An empty cell means: not stated.")
