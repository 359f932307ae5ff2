"""What is said of a finding: its kind and what to write in its place, never what was found.

In: a finding. Out: the fault of its kind, for `check`, the gate and the finished site alike.
"""

from collections.abc import Mapping

from build_tools.personal_data.finding import Category
from build_tools.problems import Fault

FAULTS: Mapping[Category, Fault] = {
    "HYGIENE": Fault(
        "personal.hidden",
        "holds a spelling that hides what it says: unseen signs, letters of two alphabets in a word, or letters that "
        "stand apart; type it anew, plainly",
    ),
    "IIN": Fault(
        "personal.iin",
        "may hold the number of a person (IIN); leave it out, and say it as in “a man, 30 to 44, Almaty”",
    ),
    "BIN": Fault(
        "personal.bin", "may hold the number of a firm or of a person in trade (BIN); leave it out, and name the body"
    ),
    "NUMBER": Fault(
        "personal.number",
        "holds a number that may be a person’s, or of a file about one; leave it out, or write the unit of a sum after "
        "it",
    ),
    "PHONE": Fault(
        "personal.phone",
        "may hold a telephone number; leave it out: contacts stand as channels in content/organisations.yml alone",
    ),
    "EMAIL": Fault(
        "personal.email",
        "may hold an e-mail address; leave it out: contacts stand as channels in content/organisations.yml alone",
    ),
    "HANDLE": Fault(
        "personal.handle",
        "may hold somebody’s name in a network; leave it out: contacts stand as channels in content/organisations.yml "
        "alone",
    ),
    "DOC": Fault("personal.document", "may hold the number of a document; leave it out, and write “an identity card”"),
    "CARD": Fault("personal.card", "may hold the number of a bank card; leave it out, and write “a bank card”"),
    "IBAN": Fault("personal.iban", "may hold the number of an account; leave it out, and write “a bank account”"),
    "PLATE": Fault("personal.plate", "may hold the number of a vehicle; leave it out, and write “a car”"),
    "DOB": Fault(
        "personal.birth", "may hold a date of birth; write an age band in its place, as in “a man, 30 to 44, Almaty”"
    ),
    "DATE": Fault(
        "personal.date",
        "may tell the day or the hour at which something was done to somebody; write the month or the year in "
        "its place",
    ),
    "ADDRESS": Fault(
        "personal.address",
        "may hold somebody’s address, or the number of a school, a ward or a room; write the region or the city in its "
        "place",
    ),
    "GPS": Fault(
        "personal.coordinates", "may hold coordinates or a link to a map; write the region or the city in its place"
    ),
    "PERSON": Fault(
        "personal.person",
        "may hold the name of a person; say without a name who it is, as in “a man, 30 to 44, Almaty”; whoever "
        "acts in a "
        "public office is entered under public_persons in content/reviewed.yml",
    ),
}
