"""Masks what courts print about people and no reader of a case needs: personal numbers, account numbers, birth dates,
minors' names, and where people live. Pure.

Applied twice to everything that comes in, from every source: ``dockets.payloads.read`` masks the payload before it is
stored, ``dockets.payloads.normalise`` the record. Both look at the text as a person would read it (``visible_text``)
and put the same words in the same places, so a masked payload gives the same record.

Masked is what Fed. R. Civ. P. 5.2 and Fed. R. Bankr. P. 9037 ask parties to leave out, and some pages show all the
same. A number without a label is masked only where its form can be nothing else: "21-1234567" may be a case, and is a
tax number only after "EIN" or the like. Every address in dockets in which courts print homes is the subject of
``dockets.record.address_rules``; here go those that a text states to be where somebody lives.
"""

import codecs
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from dockets.record.masking import START, Span, compile_at_use, iterate_places, lower_by_place, mask_spans
from dockets.record.minors import find_minors
from dockets.record.stated_homes import find_stated_homes

NUMBER, DATE = "[number withheld]", "[date withheld]"

_END = r"(?!-?\w)(?!\.\d)"
_JOIN = r"(?:\s{0,3}[-./_\\]{1,2}\s{0,3}|\s{1,4})"
"""What may stand between the groups of a number whose label says what it is."""
_LOOSE = r"[)\]]?\s{0,3}[-./_\\,:|~+*]{0,2}\s{0,3}"
"""The same right behind the label."""
_HYPHEN = r"\s{0,3}-\s{0,3}"

_GROUPED = rf"[\dx*#]{{3}}{_JOIN}[\dx*#]{{2}}{_JOIN}\d{{4}}"
_LOOSELY_GROUPED = rf"[\dx*#]{{3}}{_LOOSE}[\dx*#]{{2}}{_LOOSE}\d{{4}}"
_ALIEN = rf"[\dx*]{{2,3}}{_JOIN}[\dx*]{{3}}{_JOIN}\d{{3}}(?:/\d{{3}}\b)*"
_NINE = r"(?:\d[ .-]){8}\d|\d{9}"
_TAX = rf"[\dx*#]{{2}}{_JOIN}[\dx*#]{{3}}\d{{4}}|[\dx*#]{{5}}{_JOIN}?\d{{4}}|[x*#]{{1,6}}-?\d{{4}}|(?:A[\s#:-]{{0,3}})?"
_DIGIT_WORD = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|oh|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)\b"
)
_SPELLED_JOIN = r"\s{0,2}[\s,.;/-]\s{0,2}"
_SPELLED = rf"{_DIGIT_WORD}(?:{_SPELLED_JOIN}(?:and\s)?(?:{_DIGIT_WORD}|\d{{1,4}}(?!\d))){{5,14}}"
"""A number in words: "one two three, four five, six oh oh two"."""
_ANY_FORM = rf"(?:{_SPELLED}|{_GROUPED}|{_LOOSELY_GROUPED}|(?:A[\s#:-]{{0,3}})?{_ALIEN}|{_NINE}|{_TAX}\d{{7,9}})"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_SLASH = r"\s{0,2}[-/.]\s{0,2}"
_DAY = (
    rf"(?:\d{{1,2}}{_SLASH}\d{{1,2}}{_SLASH}(?:\d{{4}}|\d{{2}})|\d{{4}}{_SLASH}\d{{1,2}}{_SLASH}\d{{1,2}}|\d{{8}}"
    rf"|{_MONTH}\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]{{0,3}}(?:day\s{{1,3}}of\s{{1,3}})?{_MONTH},?[\s-]{{0,3}}\d{{4}}"
    rf"|{_MONTH}\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}'\d{{2}})"
)
_ACCOUNT_FORM = (
    r"(?:[A-Z]{1,4}-?)?(?:[\dx*][-.]?){4,34}[\dx*](?:\s[\dx*]{3,6}){0,6}|[\dx*]{3,6}(?:[\s-][\dx*]{3,6}){1,6}"
    r"|[\dx*]{2}(?:[\s-][\dx*]{2}){3,9}"
)
_IBAN = r"[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,4})?"

_FLAGS = re.IGNORECASE | re.ASCII
_GAP = re.compile(r"[\s\x1f:#.=,\"'()\[\]{}/\\|;<>_-]{1,40}+", re.ASCII)
_WORD = re.compile(r"(?:[^\W\d_](?:[^\W\d_]|['’]){0,24}|4)(?![^\W_])")
_PLAIN = frozenset({
    "no", "nos", "number", "numbers", "num", "nbr", "is", "was", "are", "and", "or", "the", "id", "complete", "full",
    "individual", "tax", "taxpayer", "identification", "account", "social", "security", "alien", "registration", "s",
})  # fmt: skip
"""Words that may stand between a label and a number of any form."""
_SAYS_FOUR = frozenset({"ending", "ends", "four", "4"})
_SAYS_WHOSE = frozenset({"of", "for", "to", "in", "with"})
_SAYS_IS = frozenset({"is", "was"})
"""What follows these is the label's value, whatever words lie between."""
_OTHER = re.compile(
    r"(?:receipts?|dockets?|dkts?|documents?|docs?|cases?|civil|phone|tele?|telephone|fax|cell|claims?|orders?|motions?"
    r"|ecf|pages?|exhibits?|invoices?|checks?|fees?|amounts?|bates|usc|cfr|section|sec|filed|entered|transcripts?"
    r"|proceedings?|counts?|zip|bar|patents?|serial|tracking|parcel|apn|withheld|ssns?|itins?|f?eins?|tins?|dob|ibans?"
    r"|acct)",
    re.IGNORECASE,
)
"""After these words stands another number than the label's, or the number of another label."""
_STOP = re.compile(r";|\.\s")
_EMPTY = re.compile(r"\"\"\s*,|''\s*,")
"""An empty value: what follows belongs to another name."""
_SHORT_WORD = 3
"""A full stop after so few letters may be that of "No." or of an initial."""
_LAST_OF = re.compile(r"last\s(?:four|4)\b[a-z\s().,'-]{0,40}")
_TOKENS, _LISTED = 14, 200
"""How many words are looked at after a label; how many values a list may have."""


@dataclass(frozen=True, slots=True)
class _Label:
    """What is looked for after a label: forms that may stand close to it, those that may also stand after names, and
    those that may stand after any words."""

    pattern: Callable[[], re.Pattern[str]]
    close: Callable[[], re.Pattern[str]]
    after_names: Callable[[], re.Pattern[str]] | None = None
    after_words: Callable[[], re.Pattern[str]] | None = None
    words: str = NUMBER
    has_four: bool = False
    """Whether its last four digits are withheld too."""
    fits: Callable[[str], bool] = bool

    def get_form(self, level: int) -> Callable[[], re.Pattern[str]] | None:
        """The form that a value may have: 0 after the label, 1 after names, 2 after any words."""
        return (self.close, self.after_names or self.after_words, self.after_words)[level]


_CLOSE, _STRONG, _SPACED = (
    compile_at_use(_ANY_FORM + _END), compile_at_use(f"(?:{_SPELLED}|{_GROUPED}|{_NINE}){_END}"),
    compile_at_use(_GROUPED + _END),
)  # fmt: skip
_ALIEN_FORM = compile_at_use(rf"(?:A[\s#:-]{{0,3}})?{_ALIEN}{_END}")
_DAY_FORM, _ACCOUNT = compile_at_use(_DAY + _END), compile_at_use(f"(?:{_ACCOUNT_FORM}){_END}")
_FOUR = re.compile(rf"(?:\d{{4}}|{_DIGIT_WORD}(?:{_SPELLED_JOIN}{_DIGIT_WORD}){{3}}){_END}", _FLAGS)
_VALUE_BEFORE = compile_at_use(rf"{START}({_GROUPED}|\d{{9}})\s{{0,2}}[(\[]\s?$")
"""A number whose label stands behind it, in parentheses."""
_COLON = re.compile(r"\s{0,2}[:#]\s{0,2}")
_AND_ANOTHER = re.compile(r"\s?(?:[,;&/]\s?(?:and\s|or\s)?|\s(?:and|or)\s)\s?", _FLAGS)


def _has_account_digits(value: str) -> bool:
    """More of an account's number than its last four digits, which may stay (Fed. R. Civ. P. 5.2(a)(4))."""
    shown = sum(letter.isdigit() for letter in value)
    return shown > (4 if " " not in value else 7)


def _has_long_digits(value: str) -> bool:
    return sum(letter.isdigit() for letter in value) > 7


_NAMED = r"(?:numbers?|nos?\b|num\b|card\b|acc(?:oun)?t|\#|id\b)"
_ID = r"(?:id\b|i\.d\.|identification)"
_S = r"[\s_-]{0,3}"


def _person(pattern: str) -> _Label:
    return _Label(compile_at_use(pattern), _CLOSE, _STRONG, _SPACED, has_four=True)


def _tax(pattern: str) -> _Label:
    return _Label(compile_at_use(pattern), _CLOSE, None, _SPACED, has_four=True)


def _alien(pattern: str) -> _Label:
    return _Label(compile_at_use(pattern), _CLOSE, _ALIEN_FORM, _ALIEN_FORM, has_four=True)


def _weak(pattern: str) -> _Label:
    """A label that is mostly not followed by a number."""
    return _Label(compile_at_use(pattern), _STRONG, has_four=False)


def _born(pattern: str, *, names: bool = True) -> _Label:
    return _Label(compile_at_use(pattern), _DAY_FORM, _DAY_FORM if names else None, words=DATE)


def _account(pattern: str, fits: Callable[[str], bool] = _has_account_digits) -> _Label:
    return _Label(compile_at_use(pattern), _ACCOUNT, _ACCOUNT, fits=fits)


def _has_card_digits(value: str) -> bool:
    return sum(letter.isdigit() for letter in value) > 12 and _is_card(value)


_ACCOUNT_NAMED = r"(?:numbers?|nos?\b|num\b|nbr\b|\#)"
_KIND_OF_ACCOUNT = r"(?:bank|checking|savings?|brokerage|deposit|money\smarket|retirement|credit\sunion|escrow|trading)"
_LABELS: Mapping[str, _Label] = {
    "ssn": _person(rf"{START}ssns?"),
    "s.": _person(rf"{START}s\.\s?s\.(?:\s?n\.?|\s?{_NAMED})"),
    "s s n": _person(rf"{START}s\ss\sn\b"),
    "ss": _person(rf"{START}ss\s?(?:\#|nos?\b\.?|numbers?)"),
    "ss ": _Label(compile_at_use(rf"{START}ss\b"), _SPACED),
    "itin": _person(rf"{START}itins?"),
    "ein": _tax(rf"{START}eins?"),
    "fein": _tax(rf"{START}feins?"),
    "tin": _tax(rf"{START}tins?"),
    "social": _person(rf"{START}social{_S}sec(?:urity|\.)?{_S}{_NAMED}"),
    "social ": _weak(rf"{START}social\ssecurity\b"),
    "soc": _person(rf"{START}soc\.?\s?sec\.?\s{{0,2}}{_NAMED}"),
    "soc ": _weak(rf"{START}soc\.?\s?sec\b"),
    "seguro": _person(rf"{START}seguro\s{{1,3}}social\b"),
    "tax": _tax(rf"{START}tax(?:payer)?(?:{_S}|'s\s){_ID}"),
    "taxpayer": _tax(rf"{START}taxpayer(?:'s)?{_S}{_NAMED}"),
    "employer": _tax(rf"{START}employer{_S}{_ID}"),
    "alien": _alien(rf"alien{_S}(?:registration|reg\.?|file)?{_S}{_NAMED}"),
    "a-num": _alien(rf"{START}a-numbers?"),
    "anum": _alien(rf"{START}anumbers?"),
    "a-file": _alien(rf"{START}a-files?(?:\s{_NAMED})?"),
    "a#": _alien(rf"{START}a\#"),
    "uscis": _alien(rf"{START}uscis{_S}{_NAMED}"),
    "dob": _born(rf"{START}dob\b"),
    "d.o.b": _born(rf"{START}d\.o\.b\.?"),
    "d o b": _born(rf"{START}d\so\sb\b"),
    "(b.": _born(r"\((?-i:b)\.", names=False),
    "birth": _born(r"birth(?:[\s_-]?da(?:te|y))?"),
    "born": _born(rf"{START}born(?:\sin\s(?-i:[A-Z][a-z]+,?\s){{1,4}})?(?:\s{{0,3}}on)?\b", names=False),
    "acc": _account(rf"{START}acc(?:(?:oun)?t)?\.?{_S}{_ACCOUNT_NAMED}"),
    "acct": _Label(compile_at_use(rf"{START}acct\b"), _ACCOUNT, fits=_has_long_digits),
    "account": _Label(compile_at_use(rf"{START}account(?=:?\s\d)"), _ACCOUNT, fits=_has_long_digits),
    "a/c": _account(rf"{START}a/c{_S}{_ACCOUNT_NAMED}?"),
    "card": _account(rf"card{_S}{_ACCOUNT_NAMED}", _has_long_digits),
    "loan": _account(rf"{START}loan{_S}{_ACCOUNT_NAMED}", _has_long_digits),
    **{
        letters: _account(rf"{START}{_KIND_OF_ACCOUNT}\s(?:acc(?:oun)?ts?|cards?)\b", _has_long_digits)
        for letters in ("bank", "check", "saving", "brokerage", "deposit", "money", "retirement", "escrow", "trading")
    },
    "credit": _account(rf"{START}credit(?:\s|-)(?:cards?|union\saccounts?)\b", _has_long_digits),
    **{
        letters: _account(rf"{START}{letters}", _has_card_digits)
        for letters in ("visa", "mastercard", "amex", "american express", "discover")
    },
    "debit": _account(rf"{START}debit(?:\s|-)cards?\b", _has_long_digits),
    "passport": _account(rf"{START}passport{_S}{_ACCOUNT_NAMED}"),
    "driver": _account(rf"{START}driver['’]?s?['’]?{_S}licen[sc]es?{_S}{_ACCOUNT_NAMED}"),
    "iban": _Label(compile_at_use(rf"{START}ibans?\b"), compile_at_use(_IBAN + _END), compile_at_use(_IBAN + _END)),
}
"""Labels: the letters that a label begins with -> the label."""

_SOCIAL = compile_at_use(
    # Only ITINs begin with 9, and their middle digits come from a few ranges: "973-43-5535" is a mistyped telephone
    # number.
    rf"(?!9\d\d{_HYPHEN}(?:[0-4]\d|6[6-9]|89|93))[\dx*#]{{3}}{_HYPHEN}[\dx*#]{{2}}{_HYPHEN}\d{{4}}{_END}",
    _FLAGS,
)
# Capital A only, since "a 123456789" has an article; and all alien numbers so far begin with 0, 1 or 2: the
# defendant "A445995685" is a seller's name on a marketplace.
_ALIEN_SHAPE = compile_at_use(
    rf"A(?:[\s#:-]{{0,3}}(?=[012x*])(?:[\dx*]{{2,3}}(?:{_HYPHEN}|[\s.])[\dx*]{{3}}(?:{_HYPHEN}|[\s.])"
    rf"\d{{3}}(?:/\d{{3}}\b)*"
    rf"|\d{{9}})|-?\d{{8}}){_END}",
    re.ASCII,
)
_CARD_SHAPE = compile_at_use(
    rf"(?:[3-6]\d{{3}}([ -])\d{{4}}\1\d{{4}}\1\d{{4}}|3[47]\d{{2}}([ -])\d{{6}}\2\d{{5}}){_END}", re.ASCII
)
_SOCIAL_HINT = re.compile(rf"-\s{{0,3}}[\dx*#]{{2}}{_HYPHEN}\d{{4}}", _FLAGS)
_SOCIAL_BEGIN = re.compile(r"[\dx*#]{3}\s{0,3}$", _FLAGS)
_ALIEN_HINT = re.compile(r"A[\s#:-]{0,3}[\dxX*]{2}", re.ASCII)
_CARD_HINT = re.compile(r"(?<=\d{4})[ -](?:\d{4}[ -]\d{4}[ -]\d{4}|\d{6}[ -]\d{5})", re.ASCII)
_BEGINS = re.compile(START, re.ASCII)


def mask_personal_data(text: str) -> str:
    """The text with ``NUMBER`` and ``DATE`` in place of alien, social-security, tax and account numbers and of birth
    dates, with initials for the names of minors, and without addresses that it states to be somebody's home.

    Idempotent.
    """
    for _ in range(3):
        masked = mask_spans(text, _find_all)
        if masked == text:
            break
        text = masked
    return text


def find_personal_data(text: str) -> list[Span]:
    """Where ``mask_personal_data`` would take something out of a text without mark-up, and the words that it would put
    there, in the order of the text. Of two that overlap, the first is told."""
    spans: list[Span] = []
    for span in sorted(_find_all(text)):
        if not spans or span[0] >= spans[-1][1]:
            spans.append(span)
    return spans


def mask_file_name(name: str) -> str:
    """A file's name without what ``mask_personal_data`` takes out; underscores count as spaces."""
    masked, spaced = mask_personal_data(name), name.replace("_", " ")
    apart = mask_personal_data(spaced) if masked == name and "_" in name else spaced
    return masked if apart == spaced else apart


def _find_all(text: str) -> Iterator[Span]:
    low = lower_by_place(text)
    yield from _find_labelled(text, low)
    yield from _find_shapes(text)
    yield from find_minors(text, low)
    yield from find_stated_homes(text, low)


def _find_labelled(text: str, low: str) -> Iterator[Span]:
    for letters, label in _LABELS.items():
        for place in iterate_places(low, letters):
            if found := label.pattern().match(text, place):
                yield from _find_after(text, low, found, label)


def _find_after(text: str, low: str, found: re.Match[str], label: _Label) -> Iterator[Span]:
    """The values of a label: one before it, or one or a list of them after it."""
    is_closed = text[found.end() : found.end() + 1] in (")", "]")
    if (
        is_closed
        and label.has_four
        and (value_before := _VALUE_BEFORE().search(text, max(0, found.start() - 20), found.start()))
    ):
        yield *value_before.span(1), _quote(text, *value_before.span(1), label.words)
    before = low.rfind("last ", max(0, found.start() - 45), found.start()) if label.has_four else -1
    says_four = before >= 0 and bool(_LAST_OF.fullmatch(low, before, found.start()))
    value = _find_value(text, found.end(), label, says_four=says_four)
    for _ in range(_LISTED):
        if value is None:
            return
        yield *value, _quote(text, *value, label.words)
        another = _AND_ANOTHER.match(text, value[1])
        following = (
            (label.after_names or label.after_words or label.close)().match(text, another.end()) if another else None
        )
        value = following.span() if following and label.fits(following[0]) else None


def _quote(text: str, start: int, end: int, words: str) -> str:
    """The words, quoted where a number of JSON stands without quotation marks: what is kept must parse."""
    is_bare = text[max(0, start - 8) : start].replace(" ", "").endswith('":')
    return f'"{words}"' if is_bare and text[end : end + 8].lstrip()[:1] in (",", "}") else words


def _find_value(text: str, place: int, label: _Label, *, says_four: bool) -> tuple[int, int] | None:
    """The value of the label that ends at ``place``, however many words lie between, or None."""
    if label.has_four and (colon := _COLON.match(text, place)) and (four := _FOUR.match(text, colon.end())):
        return four.span()
    level, last = 0, ""
    for _ in range(_TOKENS):
        gap = _GAP.match(text, place)
        place = gap.end() if gap else place
        reached = min(level, 1) if last.lower() in _SAYS_IS else level
        if value := _match_value(text, place, label.get_form(reached), label, says_four=says_four):
            return value
        word = _take_word(text, place, gap, label)
        if word is None or (word.lower() not in _PLAIN and gap and _STOP.search(gap[0]) and len(last) > _SHORT_WORD):
            return None
        says_four = says_four or (label.has_four and word.lower() in _SAYS_FOUR)
        if word.lower() not in _PLAIN:
            level = max(level, 1 if _is_name(word) else 2)
        place, last = place + len(word), word
    return None


def _match_value(
    text: str, place: int, form: Callable[[], re.Pattern[str]] | None, label: _Label, *, says_four: bool
) -> tuple[int, int] | None:
    value = form().match(text, place) if form else None
    if value and label.fits(value[0]):
        return value.span()
    four = _FOUR.match(text, place) if says_four else None
    return four.span() if four else None


def _take_word(text: str, place: int, gap: re.Match[str] | None, label: _Label) -> str | None:
    """The word at ``place`` that may stand between a label and its value, or None."""
    word = _WORD.match(text, place) if gap and not _EMPTY.search(gap[0]) else None
    if word is None or _OTHER.fullmatch(word[0]) or label.pattern().match(text, place):
        return None
    return word[0]


def _is_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in _SAYS_WHOSE


def _find_shapes(text: str) -> Iterator[Span]:
    """What has the shape of a number, at the beginning of a word or right behind another one."""
    ends: set[int] = set()
    for hint in _ALIEN_HINT.finditer(text):
        if _begins(text, hint.start(), ends) and (found := _ALIEN_SHAPE().match(text, hint.start())):
            ends.add(found.end())
            yield found.start(), found.end(), NUMBER
    for hint in _SOCIAL_HINT.finditer(text):
        begin = _SOCIAL_BEGIN.search(text, max(0, hint.start() - 6), hint.start())
        if begin and _begins(text, begin.start(), ends) and (found := _SOCIAL().match(text, begin.start())):
            ends.add(found.end())
            yield found.start(), found.end(), NUMBER
    for hint in _CARD_HINT.finditer(text):
        begin_at = max(0, hint.start() - 4)
        if _begins(text, begin_at, ends) and (found := _CARD_SHAPE().match(text, begin_at)) and _is_card(found[0]):
            yield found.start(), found.end(), NUMBER


def _begins(text: str, place: int, ends: Collection[int]) -> bool:
    return place in ends or _BEGINS.match(text, place) is not None


def _is_card(number: str) -> bool:
    """Whether the check digit of a payment card fits (ISO/IEC 7812-1)."""
    digits = [int(letter) for letter in number if letter.isdigit()]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_PACKED = (b"PK\x03\x04", b"\x1f\x8b")


def mask_body(body: bytes, clean: Callable[[str], str] = mask_personal_data) -> bytes:
    """A payload with its text passed through ``clean``, in its own encoding: UTF-16 by its mark, else UTF-8, in which
    bytes of another encoding are surrogates. An archive is left alone, since what it holds is imported (and masked)
    file by file."""
    if body.startswith(_PACKED):
        return body
    if encoding := _UTF_16.get(body[:2]):
        whole = len(body) - len(body) % 2
        text = body[2:whole].decode(encoding, "surrogatepass")
        return body[:2] + clean(text).encode(encoding, "surrogatepass") + body[whole:]
    return clean(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
