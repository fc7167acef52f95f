"""Masks what courts print about people and no reader of a case needs: personal numbers, birth dates, home addresses.
Pure.

Applied twice to everything that comes in, from every source: ``dockets.payloads.read`` masks the payload before it is
stored, ``dockets.payloads.normalise`` the record. Both put the same words in the same places, so a masked payload gives
the same record.

Masked is what Fed. R. Civ. P. 5.2 and Fed. R. Bankr. P. 9037 ask parties to leave out, and some pages show all the
same. A number without a label is masked only where its form can be nothing else: "21-1234567" may be a case, and is a
tax number only after "EIN" or the like. Home addresses are masked only in dockets in which courts print them:
``dockets.record.address_rules``.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

NUMBER, DATE = "[number withheld]", "[date withheld]"

# One set of patterns for texts and for payloads. A payload is read as ISO-8859-1, which preserves every byte, so a
# no-break space or a dash may also appear as its bytes in UTF-8, or as HTML or JSON escape it.
SPACE = r"(?:[\s\xa0]|\xc2\xa0|&nbsp;|&#160;|\\u00a0)"
_DASH = r"(?:[-\u2010-\u2015\u2212\x96]|\xe2\x80[\x90-\x95]|&ndash;|&#8211;|\\u201[0-5])"
_GAP = rf"""(?:{SPACE}|{_DASH}|<[^<>]{{0,120}}>|\\[nrt"]|[:#.=,"'()/|;])"""
START = r"(?:(?<![\w/=%+&?@~-])|(?<=\\[nrt])|(?<=\\u00a0)|(?<=&nbsp;)|(?<=&#160;))"
"""The match must not begin inside a word, a number or a web address."""
_END = r"(?!-?\w)"

_SOCIAL = rf"[\dx*#]{{3}}{_DASH}[\dx*#]{{2}}{_DASH}\d{{4}}"
_ALIEN = rf"[\dx*]{{2,3}}(?:{_DASH}|{SPACE})[\dx*]{{3}}(?:{_DASH}|{SPACE})\d{{3}}(?:/\d{{3}}\b)*"
_TAX = (
    rf"[\dx*#]{{3}}{SPACE}[\dx*#]{{2}}{SPACE}\d{{4}}|[\dx*#]{{2}}{_DASH}[\dx*#]{{3}}\d{{4}}|[\dx*#]{{5}}\d{{4}}"
    rf"|[x*#]{{1,6}}{_DASH}?\d{{4}}"
)
_NUMBER = rf"(?:{_SOCIAL}|(?:A{_GAP}?)?{_ALIEN}|{_TAX}|(?:A{_GAP}?)?\d{{7,9}})"
"""The forms that a number may have after a label."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_SLASH = rf"(?:\\?/|\.|{_DASH})"
_DAY = (
    rf"(?:\d{{1,2}}{_SLASH}\d{{1,2}}{_SLASH}(?:\d{{4}}|\d{{2}})|\d{{4}}{_SLASH}\d{{1,2}}{_SLASH}\d{{1,2}}"
    rf"|{_MONTH}{SPACE}{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?{SPACE}{{1,3}}\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?{SPACE}{{1,3}}{_MONTH},?{SPACE}{{1,3}}\d{{4}})"
)

_NAMED = r"(?:numbers?|nos?\b|num\b|acc(?:oun)?t|#|id\b)"
_ID = r"(?:id\b|i\.d\.|identification)"
_LABELS: Mapping[str, str] = {
    "ssn": rf"{START}ssns?",
    "s.s.n": rf"{START}s\.s\.n\.?",
    "itin": rf"{START}itins?",
    "ein": rf"{START}eins?",
    "fein": rf"{START}feins?",
    "tin": rf"{START}tins?",
    "social": rf"{START}social(?:{SPACE}|[_-])?security(?:{SPACE}|[_-])?{_NAMED}",
    "soc.": rf"{START}soc\.{SPACE}?sec\.(?:{SPACE})?{_NAMED}",
    "tax": rf"{START}tax(?:payer)?(?:{SPACE}|[_-])?{_ID}",
    "employer": rf"{START}employer(?:{SPACE}|[_-])?{_ID}",
    "alien": rf"alien(?:{SPACE}|[_-])?(?:registration|reg\.?|file)?(?:{SPACE}|[_-])?{_NAMED}",
    "a-num": rf"{START}a-numbers?",
    "anum": rf"{START}anumbers?",
    "a-file": rf"{START}a-files?(?:{SPACE}{_NAMED})?",
    "a#": rf"{START}a#",
    "uscis": rf"{START}uscis(?:{SPACE}|[_-])?{_NAMED}",
}
"""Labels of personal numbers: the letters that a label begins with -> a regex for the whole label."""
_BORN: Mapping[str, str] = {
    "dob": rf"{START}dob\b",
    "d.o.b": rf"{START}d\.o\.b\.?",
    "birth": r"birth(?:[\s_-]?date)?",
    "born": rf"{START}born(?:{SPACE}on)?\b",
}

_WORD = (
    r"\b(?:nos?|numbers?|num|is|was|are|and|or|the|id|itin|ssn|ein|tin"
    r"|complete|individual|tax|taxpayer|identification|account)\b"
)
_BETWEEN = rf"(?:{_GAP}|{_WORD}){{0,12}}?"
_OF_FOUR = rf"(?:{_GAP}|{_WORD}|\b(?:ending|ends|in|with|last|four|4|digits?|of)\b){{0,12}}?"
_ANY_LABEL = "(?:" + "|".join(_LABELS.values()) + ")"

type Rule = tuple[Callable[[], re.Pattern[str]], str]
"""A regex, as ``compile_at_use`` has it, and the words that replace its match. Group 1 of the regex is what stands
before the value, and is kept."""
type Span = tuple[int, int, str]
"""Start, end, and the words that replace what lies between."""


def compile_at_use(pattern: str, flags: re.RegexFlag) -> Callable[[], re.Pattern[str]]:
    """Compiles when it is first called. Most processes never meet most of these labels, and to compile all that is
    looked for after them took a sixth of the time in which a command starts."""
    return cache(partial(re.compile, pattern, flags))


def _rule(before: str, value: str, words: str = NUMBER) -> Rule:
    return compile_at_use(f"({before})(?:{value}){_END}", re.IGNORECASE | re.ASCII), words


def _after(label: str) -> list[Rule]:
    """Rules for a whole number after a label, or for its last four digits where they are called that or
    follow a colon."""
    return [
        _rule(label + _BETWEEN, _NUMBER),
        _rule(rf"{label}{_OF_FOUR}\b(?:ending|ends|four|4)\b{_OF_FOUR}", r"\d{4}"),
        _rule(rf"{label}{SPACE}{{0,2}}[:#]{SPACE}{{0,2}}", r"\d{4}"),
    ]


_BY_LABEL: Mapping[str, list[Rule]] = {
    **{letters: _after(label) for letters, label in _LABELS.items()},
    **{letters: [_rule(rf"{label}(?:{_GAP}|{_WORD}){{0,8}}?", _DAY, DATE)] for letters, label in _BORN.items()},
    "last ": [_rule(rf"{START}last{SPACE}(?:four|4)\b{_OF_FOUR}{_ANY_LABEL}{_OF_FOUR}", r"\d{4}")],
}
_BY_SHAPE = (
    # Only ITINs begin with 9, and their middle digits come from a few ranges: "973-43-5535" is a mistyped telephone
    # number.
    _rule(rf"{START}(?!9\d\d{_DASH}(?:[0-4]\d|6[6-9]|89|93))", _SOCIAL),
    # Capital A only, since "a 123456789" has an article; and all alien numbers so far begin with 0, 1 or 2: the
    # defendant "A445995685" is a seller's name on a marketplace.
    (
        compile_at_use(
            rf"({START})A(?:(?:{SPACE}|{_DASH}|[#:]){{0,3}}(?=[012x*])(?:{_ALIEN}|\d{{9}})|-?\d{{8}}){_END}", re.ASCII
        ),
        NUMBER,
    ),
)
_HINTS = (
    re.compile(rf"{_DASH}[\dxX*#]{{2}}{_DASH}\d{{4}}", re.ASCII),
    re.compile(rf"A(?:{SPACE}|{_DASH}|[#:]){{0,3}}[\dxX*]{{2}}", re.ASCII),
)
_PLAIN_HINTS = re.compile(r"-[\dxX*#]{2}-\d{4}", re.ASCII), re.compile(r"A[\s#:-]{0,3}[\dxX*]{2}", re.ASCII)
"""``_HINTS`` for texts with nothing escaped as in HTML, JSON or UTF-8 read as ISO-8859-1: much faster, and most texts
are such."""


def mask_personal_numbers(text: str) -> str:
    """The text with ``NUMBER`` and ``DATE`` in place of alien, social-security and tax numbers and of birth dates.

    Idempotent.
    """
    while spans := [*find_labelled_spans(text, _BY_LABEL), *_by_shape(text)]:
        text = replace_spans(text, spans)
    return text


def find_labelled_spans(text: str, by_label: Mapping[str, Sequence[Rule]]) -> Iterator[Span]:
    """The spans to be masked. ``by_label``: rules by the first letters, in lower case, of what they match.

    Searching for those letters takes hardly any time, and most texts have none of them.
    """
    low = text.replace("İ", "I").lower()  # the only letter whose lower case is longer
    for letters in [letters for letters in by_label if letters in low]:
        rules, place = by_label[letters], low.find(letters)
        while place >= 0:
            yield from _at(text, place, rules)
            place = low.find(letters, place + 1)


def _by_shape(text: str) -> Iterator[Span]:
    plain = text.isascii() and "&" not in text and "\\" not in text
    social, alien = _PLAIN_HINTS if plain else _HINTS
    for hint in social.finditer(text):
        yield from _at(text, max(0, hint.start() - 3), _BY_SHAPE[:1])
    for hint in alien.finditer(text):
        yield from _at(text, hint.start(), _BY_SHAPE[1:])


def _at(text: str, place: int, rules: Sequence[Rule]) -> Iterator[Span]:
    for rule, words in rules:
        if found := rule().match(text, place):
            yield found.end(1), found.end(), words
            return


def replace_spans(text: str, spans: Iterable[Span]) -> str:
    kept, place = [], 0
    for start, end, words in sorted(spans):
        if start >= place:
            # Keep form feeds: they are a document's page breaks.
            kept += [text[place:start], words, "\f" * text.count("\f", start, end)]
            place = end
    return "".join([*kept, text[place:]])


_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_PACKED = (b"PK\x03\x04", b"\x1f\x8b")


def mask_body(body: bytes, clean: Callable[[str], str] = mask_personal_numbers) -> bytes:
    """A payload with its text passed through ``clean``, in its own encoding. An archive is left alone, since what it
    holds is imported (and masked) file by file."""
    if body.startswith(_PACKED):
        return body
    if encoding := _UTF_16.get(body[:2]):
        whole = len(body) - len(body) % 2
        text = body[2:whole].decode(encoding, "surrogatepass")
        return body[:2] + clean(text).encode(encoding, "surrogatepass") + body[whole:]
    return clean(body.decode("latin-1")).encode("latin-1")
