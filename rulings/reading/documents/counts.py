"""The claims that a pleading's text makes, by its headings: "COUNT I: …", "FIRST CAUSE OF ACTION (Breach of contract)".

Called by ``rulings.claims.propose_claims``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rulings.reading.headlines.sentence_case import convert_to_sentence_case
from rulings.vocabulary.claims import ClaimKind

READ_CHARACTERS = 1_000_000
MOST_COUNTS = 200
_HEADING = 300
"""Characters of a line that may be a heading, and of a whole heading."""
_NTH = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    "twentieth",
)
_CARDINALS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_WORDS = {word: at for words in (_NTH, _CARDINALS) for at, word in enumerate(words, 1)}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
COUNT_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})[- ])?(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    r"|\d{1,3}(?:st|nd|rd|th)?|[ivxlc]{1,8}"
)
_WHAT = r"causes? of action|claims? for relief|counterclaims?|cross-?claims?|third-party claims?|counts?|claims?"
_OPENING = re.compile(
    rf"\W{{0,3}}(?:as (?:and )?for (?:a |an |its |their )?)?(?:plaintiffs?['’]?s? )?"
    rf"(?:(?P<what>{_WHAT}) (?:no\. ?|number )?(?P<number>{COUNT_NUMBER})|(?P<nth>{COUNT_NUMBER}) (?P<asked>{_WHAT}))"
    r"(?P<after>\s*[-–—:.()]|\s*$| )",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\s*(?:of|in|is|are|was|alleges?|asserts?|should|must|fails?|and|because|against|that|for (?!relief)|to|on|by)\b"
)
"""How a sentence about a claim goes on after its number; a heading has its title there."""
_LEADERS = re.compile(r"\.{4,}|(?: \.){4}|…{2}")
"""The dots of a table of contents."""
_PARAGRAPH = re.compile(
    r"\s*(?:\d{1,4}[.)]\s|¶)|.{0,100}\b(?:re-?alleges?|repeats?|incorporates?|adopts?|restates?)\b", re.IGNORECASE
)
"""How the first paragraph below a heading begins."""
_SECTION = r"(?:§§?|sections?|secs?\.)"
_STATUTE = re.compile(
    rf"\b\d{{1,2}} U\.? ?S\.? ?C\.?(?: ?A\.)? ?{_SECTION}? ?\d{{1,5}}[\w().\-]{{0,20}}"
    r"(?:(?:,| and|, and) \d{1,5}[\w()\-]{0,12}){0,9}(?: et seq\.?)?"
    rf"|\b\d{{1,2}} C\.? ?F\.? ?R\.? ?{_SECTION}? ?\d[\w().\-]{{0,20}}"
    r"|\bR\.?C\.?W\.? \d{1,3}[\w.]{0,16}"
    r"|\b(?:(?-i:[A-Z])[\w.'’]{0,20} (?:& )?){1,5}(?:Act|Code|Law|Stat\.|Statutes)(?: Ann\.)?,? "
    rf"{_SECTION} ?\d[\w().:\-]{{0,20}}",
    re.IGNORECASE,
)
_ENDS_WITH_LAW = re.compile(rf"[,;:–—]\s*(?:under |pursuant to )?(?:{_STATUTE.pattern})[\W]*$", re.IGNORECASE)
_ACT_OF_SECTION = re.compile(
    rf"\b{_SECTION} (\d[\w()\-]{{0,12}}) of the ((?:[A-Z][\w&'’\-]{{0,20}} ){{1,5}}Act)\b", re.IGNORECASE
)
_AGAINST = re.compile(
    r"[(\[,;–—\-]?\s*\b(?:asserted |brought )?(?:by [^()\[\]]{3,120}? )?against (?P<whom>[^()\[\]]{3,160}?)\s*[)\]]?$",
    re.IGNORECASE,
)
_KINDS = (("counter", ClaimKind.COUNTERCLAIM), ("cross", ClaimKind.CROSSCLAIM), ("third-party", ClaimKind.THIRD_PARTY))


class PleadedClaim(NamedTuple):
    """A claim as a heading of a pleading tells it. ``page``: the number of the page; None in docket text."""

    kind: ClaimKind
    number: int
    title: str
    ground: str
    against: str
    """Against whom, in the pleading's words; "" where the heading does not say."""
    page: int | None
    words: str
    """The heading."""


def read_pleaded_claims(pages: Sequence[tuple[int, str]]) -> list[PleadedClaim]:
    """The claims of a pleading whose pages are given by number and words, each once, in their order. Takes time in
    proportion to the text."""
    found: dict[tuple[ClaimKind, int], PleadedClaim] = {}
    lines = list(_list_lines(pages))
    for at, (page, line) in enumerate(lines):
        if len(found) == MOST_COUNTS:
            break
        opening = _open_heading(line)
        if opening is None:
            continue
        more = [text for _, text in lines[at + 1 : at + 4]]
        claim = _read_claim(opening, line, more, page)
        known = found.get((claim.kind, claim.number))
        if known is None or (claim.title and not known.title):
            found[claim.kind, claim.number] = claim
    return [claim for claim in found.values() if claim.title or claim.ground]


_END_IN_DOCKET = re.compile(r";|,? (?:filed )?by (?=[A-Z])|\(Attach|\(Filing fee|, with jury|\. ")
_IN_DOCKET = re.compile(rf"\b(?:count|claim|cause of action) (?={COUNT_NUMBER})", re.IGNORECASE)


def read_docket_claims(text: str, cause: str = "") -> list[PleadedClaim]:
    """The claims that the docket's line of a pleading names ("Count I - Fraud; Count II - …"); where it names none, the
    docket's own cause of action ("15:1 Antitrust Litigation")."""
    line = " ".join(text[:20_000].split())
    starts = [spot.start() for spot in _IN_DOCKET.finditer(line)]
    parts = [line[start:end].rstrip(" ;,.") for start, end in zip(starts, [*starts, len(line)][1:], strict=True)]
    found = read_pleaded_claims([(0, "\n".join(_END_IN_DOCKET.split(part, maxsplit=1)[0] for part in parts))])
    return [claim._replace(page=None) for claim in found] or _read_cause(cause)


_CAUSE = re.compile(r"\s*(\d{1,2}):\s?(\d{1,5}[\w()\-]{0,12})\s*(.{0,200})")


def _read_cause(cause: str) -> list[PleadedClaim]:
    found = _CAUSE.match(cause)
    if found is None:
        return []
    ground = f"{found[1]} U.S.C. § {found[2]}"
    title = " ".join(found[3].split()).strip(" -:") or f"Violation of {ground}"
    return [PleadedClaim(ClaimKind.CLAIM, 1, title, ground, "", None, cause)]


def find_statutes(text: str) -> list[str]:
    """The statutes and rules that a short text names, as it names them, each once."""
    spots = [(spot.start(), spot[0]) for spot in _STATUTE.finditer(text)]
    spots += [(spot.start(), f"{spot[2]} § {spot[1]}") for spot in _ACT_OF_SECTION.finditer(text)]
    return list(dict.fromkeys(_close(" ".join(words.split())) for _, words in sorted(spots)))


def _close(words: str) -> str:
    """Without a bracket at its end that is not its own."""
    words = re.sub(r"^.{0,80}\bOF (?:THE )?", "", words.rstrip(".,;("))
    return words[:-1] if words.endswith(")") and words.count(")") > words.count("(") else words


def _list_lines(pages: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    left = READ_CHARACTERS
    for number, words in pages:
        for line in words[:left].splitlines():
            if line.strip():
                yield number, " ".join(line[: 4 * _HEADING].split())
        left -= len(words)
        if left <= 0:
            return


def _open_heading(line: str) -> re.Match[str] | None:
    opening = _OPENING.match(line[:_HEADING])
    if opening is None or _LEADERS.search(line[: 2 * _HEADING]):
        return None
    named = opening["what"] or opening["asked"]
    if opening["after"] == " " and not named.isupper() and _PROSE.match(line, opening.end() - 1):
        return None
    # "Count one …" within a sentence begins in lower case, or goes on for long.
    return opening if line[opening.start(0) :].lstrip(' "“(')[:1].isupper() and len(line) <= _HEADING else None


def _read_claim(opening: re.Match[str], line: str, more: Sequence[str], page: int) -> PleadedClaim:
    heading = [line[opening.end() :] if opening["after"].strip() != "(" else line[opening.end() - 1 :]]
    if "relief" in heading[0][:12].lower():
        heading[0] = re.sub(r"^\s*for relief\W*", "", heading[0], flags=re.IGNORECASE)
    for text in more:
        is_full = len(" ".join(heading)) + len(text) > _HEADING or len(text) > _HEADING // 2
        if is_full or _PARAGRAPH.match(text) or _open_heading(text):
            break
        if (
            any(part.strip(" .:–—-") for part in heading)
            and not text.startswith(("(", "["))
            and not (text.isupper() and line.isupper())
        ):
            break
        heading.append(text)
    words = " ".join(" ".join(heading).split()).strip(" .:–—-")
    named = (opening["what"] or opening["asked"]).lower()
    kind = next((kind for sign, kind in _KINDS if named.startswith(sign)), ClaimKind.CLAIM)
    title, ground, against = _split_heading(words)
    return PleadedClaim(
        kind, read_count_number(opening["number"] or opening["nth"]), title, ground, against, page,
        " ".join(f"{line[: opening.end()].strip(' (')} {words}".split())[:_HEADING],
    )  # fmt: skip


def _split_heading(words: str) -> tuple[str, str, str]:
    """Title, ground and against whom: of "Breach of contract (against all Defendants)"."""
    against = ""
    if found := _AGAINST.search(words):
        against, words = found["whom"].strip(), words[: found.start()].strip(" ,;–—-")
    statutes = find_statutes(words)
    title = re.sub(r"[(\[][^()\[\]]{0,200}[)\]]", _keep_title, words)
    title = " ".join(_ENDS_WITH_LAW.sub("", title).split()).strip(" .,:;–—-")
    if not title:
        title = words.strip(" ()[].,:;–—-")
    return _write_title(title, statutes)[:300], "; ".join(statutes)[:300], against


def _keep_title(found: re.Match[str]) -> str:
    """What stands in brackets is dropped where it is a statute, and else kept."""
    inner = found[0][1:-1]
    alone = re.sub(r"(?i)\b(?:violations? of|under|pursuant to)\b", "", _STATUTE.sub("", inner))
    return " " if not re.sub(r"[^A-Za-z]", "", alone) and _STATUTE.search(inner) and found.start() else f" {inner} "


def _write_title(title: str, statutes: Sequence[str]) -> str:
    """A title in capitals as titles are written; statutes stay as they are."""
    if title.isupper():
        title = convert_to_sentence_case(title)
        for words in statutes:
            at = title.lower().find(words.lower())
            if at >= 0:
                title = title[:at] + words + title[at + len(words) :]
    return title[:1].upper() + title[1:]


def read_count_number(told: str) -> int:
    """The number that ``COUNT_NUMBER`` has found: of "IV", "fourth", "4th", "twenty-first"."""
    low = told.lower()
    if digits := re.match(r"\d{1,3}", low):
        return int(digits[0]) or 1
    words = re.split(r"[- ]", low)
    if all(word in _TENS or word in _WORDS for word in words):
        return sum(_WORDS[word] if word in _WORDS and word not in _TENS else _TENS[word] for word in words)
    values = [_ROMAN[sign] for sign in low]
    return sum(-one if one < max(values[at:]) else one for at, one in enumerate(values))
