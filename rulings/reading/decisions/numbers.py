"""Numbers of entries that only the verb of a ruling shows to be such: "Motions 12, 13 and 14 granted; 15 denied",
"the motion for summary judgment 18 is GRANTED", "12 Defendants' motion to dismiss GRANTED". Called by ``decisions``.

Elsewhere a number without a cue is no reference (``references``); right before "is GRANTED" it is nothing else.
"""

import re
from collections.abc import Iterator

from rulings.reading.references.references import EntryMention
from rulings.reading.values import Decides

_LIST = r"(?P<list>\d{1,5}(?:(?: ?, ?(?:and )?| and | & )#?\d{1,5}){0,20})(?![\d/:%-]|\.\d|\([a-z\d]\))"
_RESULT = (
    r"(?:(?:are|is|be|shall be|will be),? (?:and the same )?(?:(?:hereby|therefore|also|further|is|are),? ){0,3})?"
    r"(?:granted|denied|moot\b|allowed|overruled|sustained|stricken|withdrawn|deferred|dismissed as moot"
    r"|administratively terminated|terminated as moot|approved|reserved|taken under advisement|held in abeyance)"
)
_BEFORE_RESULT = re.compile(rf"(?<![\w$#./:\-\u00a7(]){_LIST}\)?,?(?: ?--? ?|: ?| ){_RESULT}")
_AFTER_NOUN = re.compile(
    r"\b(?:motions?|applications?|cross-motions?)(?:\(s\))?:? (?:nos?\.? ?|numbers? |#)?"
    rf"{_LIST}(?= (?:is|are|be|as|for|to|and|on|in|at|with|without|by|before|filed|under)\b| ?[,.;:(-]|$)"
    r"(?! (?:of \d|and \d|days?|pages?|counts?|hours?))"
)
_OWNED = re.compile(
    r"(?:^|[.;:)] |\band |\b(?:on|re|re:) )(?P<list>\d{1,5})"
    r" (?:the |joint |unopposed |agreed |consent |oral )?"
    r"(?:[\w.&-]+['\u2019]s? |[\w.&-]+s['\u2019] )(?:[\w-]+ ){0,4}?(?:motion|application|request|petition)\b"
)
_REQUESTED = re.compile(r"(?:['\u2019]s?|s['\u2019]| the) \[?(?P<list>\d{1,5})\]? (?:letter[- ])?(?:request|letter)\b")
_IN_BRACKETS = re.compile(r"\b(?:motion|application) \((?P<list>\d{1,5})\)(?= (?:for|to|is|in|by)\b)")
_HASHED = re.compile(
    r"(?:^|[.;:)] |(?<!\d), )(?:#(?P<list>\d{1,5}) (?:[\w-]+ ){0,3}(?:motion|application|stipulation)\b"
    r"|(?P<lined>(?!(?:19|20)\d\d\b)\d{1,4}) (?:- )?(?:[\w'\u2019/-]+ ){0,3}"
    r"(?:motion|application|objection|petition)s?\b"
    rf"(?=[^.;]{{0,100}}? (?:- )?{_RESULT}\b))"
)
_AFTER_VERB = re.compile(
    r"\b(?:grants|denies|overrules|sustains|strikes|allows|approves)(?: in part)?(?: as moot)? (?P<list>\d{1,4}"
    r"(?:(?:, and |,? and |, |,? & )\d{1,4}){0,20})(?=\s*[,.;]|$)"
)
_DASHED = re.compile(
    r"(?:^|[.;:)] |(?<!\d), )\[?(?P<list>(?!(?:19|20)\d\d\b)\d{1,5})\]? - (?=motion|application|objection|petition)"
)
"""Eastern California's "Civil Minutes -- Motion Granted, 41 - Motion/Application"."""
_NOUN = re.compile(r"\b(?:motions?|applications?|requests?|petitions?|stipulations?|objections?|m[ts][dj]s?|doc\w*)\b")
_OTHERWISE = re.compile(
    r"\b(?:exhibits?|exs?|rules?|civ|p|chapter|ch|section|sec|parts?|counts?|phase|volume|form|class|group|claims?"
    r"|title|articles?|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb"
    r"|mar|apr|jun|jul|aug|sept?|oct|nov|dec|room|suite|pages?(?! \d{1,5} (?:is|are) )|days?|paragraphs?|lines?"
    r"|case|items?|instructions?|requests?|interrogator(?:y|ies)|defendants?|no|nos|of|limine|numbers?|to|through)"
    r"\.?,? \(?$"
)
"""What else is numbered: "Count 2 dismissed", "motion in limine 3 granted" (the third motion in limine)."""
_REACH = 200
_DIGITS = re.compile(r"\d{1,5}")


def add_decided_numbers(low: str, found: list[EntryMention]) -> list[EntryMention]:
    """``found`` with these numbers, in order. ``low`` is the text in lower case."""
    found = [one for one in found if not _counts(low, one)]
    more = [one for one in _more(low) if all(_is_apart(one, old) or one.start == old.start for old in found)]
    if not more:
        return found
    kept: list[EntryMention] = []
    for mention in sorted((*found, *more), key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _is_apart(one: EntryMention, other: EntryMention) -> bool:
    return one.end <= other.start or one.start >= other.end


_OF_ENTRIES = re.compile(
    r"\b(?:re|regarding|ref|related|documents?(?:\(s\))?|docs?|dkts?|ecf|nos?|items?|docket|filings?|entry"
    r"|entries)[:.;] $"
)


def _counts(low: str, one: EntryMention) -> bool:
    """Whether a number counts the points of an order: "ORDERED: 1. The motion (Doc. 12) is GRANTED; 2. …"."""
    if one.strong or len(one.numbers) > 1 or _OF_ENTRIES.search(low, max(0, one.start - 20), one.start):
        return False
    return low[max(0, one.start - 2) : one.start] in (": ", "; ", ". ") and low[one.end : one.end + 2] in (". ", ") ")


def _more(low: str) -> Iterator[EntryMention]:
    for form in (_AFTER_NOUN, _OWNED, _REQUESTED, _IN_BRACKETS, _HASHED, _AFTER_VERB):
        yield from map(_mention, form.finditer(low))
    yield from map(_mention, _DASHED.finditer(low) if " - " in low else ())
    for match in _BEFORE_RESULT.finditer(low):
        start = match.start("list")
        if _NOUN.search(low, max(0, start - _REACH), start) and not _OTHERWISE.search(low, max(0, start - 20), start):
            yield _last_of(low, match) if low.startswith(_IS, match.end("list")) else _mention(match)


_IS = (" is ", ", is ")


def _last_of(low: str, match: re.Match[str]) -> EntryMention:
    """The last number of a list, of which alone "is" can speak: "GRANTS 12, and 15 is DENIED"."""
    last = list(_DIGITS.finditer(low, *match.span("list")))[-1]
    return EntryMention((str(int(last[0])),), last.start(), last.end(), strong=True)


def _mention(match: re.Match[str]) -> EntryMention:
    group = "list" if match["list"] else "lined"
    numbers = dict.fromkeys(int(number) for number in _DIGITS.findall(match[group]))
    return EntryMention(
        tuple(str(number) for number in numbers if number), match.start(group), match.end(group), strong=True
    )


_SIDE = (
    r"\b(?:(?:counter|cross)[- ]?)?(?:plaintiff|defendant|petitioner|respondent|debtor|trustee|government|creditor"
    r"|movant|claimant|appellant|appellee|intervenor)s?['\u2019]s?"
)
_EACH = r"(?: (?!\d)[\w.'\u2019/-]+){0,12}? (?:(?:is|are) (?:hereby )?)?"
_BY_SIDE = re.compile(
    rf"(?P<one>{_SIDE}){_EACH}(?P<first>granted|denied|allowed)(?:[.;,]|,? and|,? but|,? while) (?:and )?(?:the )?"
    rf"(?P<other>{_SIDE}){_EACH}(?P<second>granted|denied|allowed)\b"
)
_LISTED_NUMBERS = re.compile(r"\d\]?(?:-\d+)?\]? ?(?:,|and|&|,? and) ?\[?(?:no\. )?\d{1,5}\b")
_NEAR = 200


def drop_numbers_of_either_side(low: str, decides: tuple[Decides, ...]) -> tuple[Decides, ...] | None:
    """The decisions without those on a list of numbers behind which the text decides for one side and against the
    other: "37, 41 Plaintiff's motion granted; defendant's denied" does not say which number is whose. None where no
    text does so, or the decisions differ, as they do where each number was told by its title."""
    for told in _BY_SIDE.finditer(low):
        if told["one"] == told["other"] or (told["first"] == "denied") == (told["second"] == "denied"):
            continue
        before = low[max(0, told.start() - _NEAR) : told.start()]
        numbers = set(re.findall(r"\b\d{1,5}\b", before))
        of_list = [one.outcome for one in decides if one.number in numbers]
        if len(set(of_list)) == 1 and (of_list[1:] or _LISTED_NUMBERS.search(before)):
            return tuple(one for one in decides if one.number not in numbers)
    return None


_TITLED_ANSWER = re.compile(
    r"\]?\s+(?:(?!motion|application|request|petition|for\b|to\b)[\w'\u2019-]+ ){0,2}"
    r"(?:response|reply|opposition|sur-?reply|declaration|affidavit)\b(?! (?:deadline|date|time))"
)
_TITLED_MOTION = re.compile(r"\]?\s+(?:[\w'\u2019-]+ ){0,3}?(?:motion|application|request|petition)\b")


def drop_answers(low: str, found: list[EntryMention], decides: tuple[Decides, ...]) -> tuple[Decides, ...]:
    """The decisions without those on papers that a list names beside the motion: "re 37 MOTION to Compel, 41 RESPONSE.
    Granted." grants 37. An answer that has an outcome of its own ("striking 41 Response") keeps it."""
    outcomes = {one.number: one.outcome for one in decides}
    moved = {outcomes.get(number) for one in found if _TITLED_MOTION.match(low, one.end) for number in one.numbers}
    answers = {
        number
        for one in found
        if len(one.numbers) == 1 and _TITLED_ANSWER.match(low, one.end) and outcomes.get(one.numbers[0]) in moved
        for number in one.numbers
    }
    return tuple(one for one in decides if one.number not in answers)


_DAY_AND_NOTICE = re.compile(
    r"(?:[\w-]+ ){0,3}order:?,? (?:\([a-z0-9]{1,3}\) ?)?(?:re)?(?:scheduling|setting|fixing) [^.;()\[\]\d]{0,120}?"
    r"\b(?:hearings?|conferences?|dates?|deadlines?|time|trial)\b[^.;()\[\]\d]{0,120}?(?:,|\band\b),? ?(?:and )?"
    r"(?:\([a-z0-9]{1,3}\) ?)?(?P<verb>approving)"
    r"(?= (?:the |an? )?(?:(?:form|manner|method|adequacy|sufficiency|scope|limited|shortened|and|of|the) )*notices?\b)"
)
_RELATED_PAPER = re.compile(r"\brelated(?:\(s\)|[^()]){0,200}")
_ASKED_FOR_DAY = re.compile(r"\b(?:hearing|notice|schedul\w+|expedit\w+|shorten\w*|set|fix)\b")


def blank_notice_of_day(low: str) -> str:
    """The text without "approving" where an order that sets a day approves the notice of it, and does not show that
    the paper that it is related to asked for that: "Order Scheduling Hearing and Approving Notice (Related Doc # 11)"
    leaves 11 to the hearing."""
    found = _DAY_AND_NOTICE.match(low)
    if found is None or any(map(_ASKED_FOR_DAY.search, _RELATED_PAPER.findall(low, found.end()))):
        return low
    return f"{low[: found.start('verb')]}{' ' * len(found['verb'])}{low[found.end('verb') :]}"
