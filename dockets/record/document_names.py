"""Which document of a case a file is, by its name: "34-1.pdf", as this site names what is downloaded here, or as the
archive of RECAP names it. Pure; called by whatever brings many files in."""

import re
from dataclasses import dataclass

_RECAP = re.compile(r"gov\.uscourts\.([a-z0-9]+)\.(\d+)\.(\d+)(?:\.(\d+))?", re.IGNORECASE)
_OF_A_CASE = re.compile(r"[a-z0-9]+-\d-\d\d-[a-z]{2}-\d{5}-.*", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:(?:ecf|dkt|doc|document|no)\.?[ _-]*)*0*(\d{1,6})(?:\s*[-._]\s*0*(\d{1,4}))?(?:[ _-]+[^\d\s].*)?",
    re.IGNORECASE,
)
_OWN = re.compile(r"([0-9a-z]+)\.(\d{1,4})", re.IGNORECASE)
_COPY = re.compile(r"\s*\(\d{1,3}\)$")
"""What browsers add to a file that they have already."""
NO_NUMBER = "Its name does not begin with the number of a filing, as “34.pdf” or “34-1.pdf” does."


class NotNamed(ValueError):
    """The name tells no document of the case. ``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """``filing``: its number, or the id that this site gives to one without. ``number``: of the document in it, 0 for
    the main one."""

    filing: str
    number: int


def parse_document_name(name: str, *, court_id: str, docket_number: str, pacer_case_id: str = "") -> NamedDocument:
    """The document that a file of this name is in this case. ``name``: also with folders before it. Raises
    ``NotNamed`` for a name without a number, and for one that names another case."""
    stem = _COPY.sub("", re.sub(r"\.(pdf|txt)$", "", re.split(r"[/\\]", name)[-1].strip(), flags=re.IGNORECASE)).strip()
    if recap := _RECAP.fullmatch(stem):
        is_other = pacer_case_id.isdigit() and int(pacer_case_id) != int(recap[2])
        if recap[1].lower() != court_id or is_other:
            raise NotNamed(f"Its name is of another case: {recap[1]}, {recap[2]}.")
        return NamedDocument(str(int(recap[3])), int(recap[4] or 0))
    own = build_name_prefix(court_id, docket_number)
    if stem.lower().startswith(own.lower()):
        rest = stem[len(own) :]
        if named := _OWN.fullmatch(rest):
            return NamedDocument(named[1], int(named[2]))
    elif _OF_A_CASE.fullmatch(stem):
        raise NotNamed("Its name is of another case.")
    else:
        rest = stem
    plain = _PLAIN.fullmatch(rest)
    if plain is None:
        raise NotNamed(NO_NUMBER)
    return NamedDocument(plain[1], int(plain[2] or 0))


def build_name_prefix(court_id: str, docket_number: str) -> str:
    """How the names of a case's files begin that are downloaded here."""
    return f"{court_id}-{docket_number}-".replace(":", "-").replace("/", "-")
