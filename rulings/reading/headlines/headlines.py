"""The headline of a filing as the timeline shows it: what a filing is and what it asks or decides, in sentence case.

The words are the court's own as far as they go, in their order; what they need to be understood alone is added: what an
answer answers, what an order orders. Where no rule knows how to put it, the headline is the court's first words.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from rulings.reading.headlines.context import HeadlineContext
from rulings.reading.headlines.cutting import cut_headline, find_sentence_end, may_tell_several, remove_dangling
from rulings.reading.headlines.matter import add_matter, drops_ruling, drops_turning_word
from rulings.reading.headlines.minutes import read_told, write_minutes
from rulings.reading.headlines.openings import find_filer, prepare_opening
from rulings.reading.headlines.orders import write_ruling
from rulings.reading.headlines.own_words.bare_titles import add_next_words
from rulings.reading.headlines.own_words.first_words import (
    add_outcome,
    add_rulings,
    add_sentence,
    read_first_sentence,
    write_first_words,
)
from rulings.reading.headlines.own_words.soundness import count_faults, find_lacking, is_broken, passes_over
from rulings.reading.headlines.sentence_case import convert_to_sentence_case, is_common, lower_first
from rulings.reading.headlines.sentences import (
    SAYS_LITTLE,
    add_first_words,
    choose_connector,
    is_type,
    join_titles,
    put_numbers,
    read_named_after,
    read_sentences,
)
from rulings.reading.headlines.stops import ENTRY, FILER, find_title_end
from rulings.reading.headlines.tidying import count_same, tidy_words
from rulings.reading.headlines.wording import mark_text, read_titles, take_out_asides
from rulings.reading.references.references import EntryMention
from rulings.reading.text import PreparedText
from rulings.vocabulary.kinds import RULING_KINDS, Kind

_PAPER = re.compile(
    r"\b(?:certificat\w+|withdrawal|supplement|errata|addendum|amendment|notice|order|motion|statement|report"
    r"|exhibit|re|regarding|submitting)\b"
)
_GERUNDS = (
    "Adjourning|Agreeing|Allowing|Approving|Authorizing|Compelling|Concerning|Confirming|Consenting|Continuing"
    "|Correcting|Denying|Directing|Dismissing|Establishing|Extending|Granting|Lifting|Modifying|Objecting|Opposing"
    "|Providing|Regarding|Requesting|Requiring|Resolving|Seeking|Setting|Staying|Substituting|Supporting|Terminating"
    "|Waiving|Withdrawing"
)
"""With these a title goes on behind a name: "Stipulation by Elm Bank Extending Time"."""
_GOES_ON = re.compile(
    r"\s*,?\s*(?:(?:debtors?|plaintiffs?|defendants?|creditors?|trustee|movant), )?(?=(?:to|for(?! (?:the )?(?:joint "
    r")?(?:debtor|plaintiff"
    r"|defendant|creditor|claimant|trustee|other professional)s?,? (?-i:(?!In\b|Re\b|To\b)[A-Z]))"
    r"|in(?! (?:interest|trust|its|his|her|their)\b)"
    r"|re:?"
    r"|regarding"
    r"|against|seeking|requesting|that|with(?! (?:certificate|hearing|service|jury))|of|on(?! behalf| \d)|upon"
    rf"|under|from|asking|moving|{_GERUNDS}|as to(?! "
    r"[A-Z]))\b|\ue001)",
    re.IGNORECASE,
)
"""What follows a filer's name where it goes on with the title: "MOTION by Elm for Leave"."""
_NAME_GOES_ON = re.compile(
    r" (?:With|For|On|To|In|Of|Under|From|Upon)(?: [A-Z&][\w.&'\u2019-]*){1,4},? "
    r"(?:LLC|L\.L\.C|Inc|Corp|Co|Ltd|LLP|LP)\b"
)
"""The rest of a name that has a small word in it: "filed by Clear With Computers LLC"."""
_CAPACITY = re.compile(
    r",?\s*(?:as (?:\w+ ){0,2}trustee|in trust|solely|(?:its )?successors?|not individually)\b[^;:]{0,250}?\s"
    r"(?=(?:for (?:relief|leave|order|approval|allowance|entry|an? )|to (?:compel|dismiss|lift|modify|convert|approve"
    r"|extend|strike|sell))\b)",
    re.IGNORECASE,
)
"""In which capacity a bank asks: "Motion filed by Elm Bank, as Trustee, in trust for the holders of … for Relief"."""
_ATTORNEY = re.compile(
    r",?\s*(?:document |electronically |e-)?(?:filed|submitted) by (?:[^;()\ue000]|\([^()]*\)){2,160}?(?=\ue000)"
    r"|,?\s+by (?=\ue000)|,? (?=\ue000)",
    re.IGNORECASE,
)
""" "Filed by Ann Roe on behalf of ⟨filer⟩"."""
_HOW_MOST = 20
"""Characters before "filed by" that say how it was filed."""
_ANOTHER = re.compile(
    r"\s*;\s*(?:and )?(?:order )?(?=(?!(?:pending|including|regarding|concerning|during|following|hearing"
    r"|briefing|meeting"
    r"|filing|having|being|according|mailing|proceeding|filling|nothing)\b)[a-z]{3,}ing\b)",
    re.IGNORECASE,
)
_DONE_THEN = re.compile(
    r"\s*;\s*(?=(?:\w+ ){1,4}(?:withdrawn|vacated|stayed|dismissed|affirmed|remanded|reinstated|terminated"
    r"|closed)\s*(?:[.;]|$))",
    re.IGNORECASE,
)
""" "Order Granting Petition for Panel Rehearing; opinion withdrawn"."""
_NAMED_MOST, _ROLE_MOST = 120, 40
_ACTS = (
    r"(?:granting|denying|finding|terminating|dismissing|overruling|sustaining|adopting|vacating|striking|staying"
    r"|setting"
    r"|approving|directing|extending|mooting)\b"
)
_RULES = re.compile(_ACTS, re.IGNORECASE)
_AND_ANOTHER = re.compile(rf"(?:,\s*(?=(?:and )?(?:\w+ )?{_ACTS})|\s+(?=and (?:\w+ )?{_ACTS}))", re.IGNORECASE)
""" "filed by Elm Bank and vacating", "filed by Elm Bank, Debtor, Granting"."""
_NAMES = re.compile(
    rf",? (?i:by):? (?:the )?(?:(?!(?:For|To|In|Re|Of|On|Against|{_GERUNDS})\b)"
    r"(?:(?:Inc|INC|Corp|CORP|Ltd|LTD|Co|CO|Jr|JR|Sr|Dr|Mrs?|Ms|St|Esq|Bros|Hon|[A-Z])\.,?"
    r"|[A-Z][\w'\u2019&-]*(?:\.\w[\w.]*)?,?|and|of(?= "
    r"[A-Z][a-z])(?! (?:Withdrawal|Deposition|Errata|Subpoena|Joinder|Lodging|Pendency|Related|Consent|Completion"
    r"|Correction"
    r"|Objections?|Rejection|Request|Taking|Voluntary|Mediation|Association|Issuance|Manual|Motion|Appeal|Compliance"
    r"|Filing|Change|Dismissal|Intent|Settlement"
    r"|Supplement|Joinder|Service|Errata|Voluntary|Substitution|Removal|Non|Hearing|Availability|Unavailability"
    r"|Authority))|the|all"
    r"|as(?! to\b)|&|[jJ]oint)(?:\s|$)){0,14}|,? (?i:by) "
)
_ADVERSARY = re.compile(r"adversary case [\d:\-ap]+\.? ?(?P<rest>.*)", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(complaint|notice of removal|third[- ]party complaint)\b[\s:]*(?:.{0,400}?(?P<against>\bagainst ))?",
    re.IGNORECASE,
)


def write_headline(kind: Kind, line: PreparedText, context: HeadlineContext) -> str:
    """The headline, never "" for a text with a letter in it."""
    opens = kind is not Kind.OTHER and not _PAPER.search(line.low, 0, context.noun[0])
    start = context.noun[0] if opens else 0
    marked = mark_text(line, start, find_filer(kind, line, context), context.found)
    text, related = take_out_asides(_without_code(marked))
    if kind is Kind.MINUTES or _MINUTE_ORDER.match(text) or (kind is Kind.OTHER and _HEARD_BEFORE.match(text)):
        said = write_minutes(text, related)
    elif found := _ADVERSARY.match(text):
        said = _adversary(found["rest"])
    else:
        said = _compose(kind, line, context, text, related)
    minuted = said.startswith("Minute entry")
    if not minuted:
        said = add_next_words(add_matter(said, text), text)
    title = cut_headline(_say(said[:_LONG]))
    dropped = not minuted and (drops_turning_word(title, text) or (kind in RULING_KINDS and drops_ruling(title, text)))

    def whole() -> str:
        return take_out_asides(mark_text(line, 0, (0, 0), context.found))[0]

    if related and _NAMES_FILER.match(text):
        return cut_headline(_say(f"{_FILED_RE} re {join_titles(related)}"))
    title = _choose(kind, title, text, whole, dropped=dropped)
    title = _LEFT_OVER.sub("", _read_plainly(whole(), title) if is_broken(title) else title)
    title = _UNANSWERED.sub(r"\g<ruling>", title) if kind in RULING_KINDS else title
    if kind in RULING_KINDS and (bare := _GIVES_NOTHING.match(title)) and (named := context.found or context.own):
        title = f"{bare[0]} No. {named[0].numbers[0]}{title[bare.end() :]}"
    return title or cut_headline(convert_to_sentence_case(line.text[:_LONG])) or cut_headline(line.text)


_LEFT_OVER = re.compile(
    r"(?:,? before (?:the )?judges?|[;:.,] (?:as|re)(?: to)?|[;.,] additional attachments? added\b.*)[;,:.]?$",
    re.IGNORECASE,
)
"""Words that say nothing where a headline ends with them."""


_UNANSWERED = re.compile(
    r"^(?P<ruling>[^;:]*\b(?:granting|denying|approving|dismissing|sustaining|overruling) [^;:]{8,}?)"
    r"(?:, (?:and )?| and )"
    r"(?:there (?:being|having been) no (?:timely )?(?:response|objection|opposition)s?(?: thereto)?"
    r"|no (?:timely )?(?:response|objection|opposition)s?(?: thereto)? (?:having been|being|has been|was|were)"
    r" (?:timely )?(?:filed|received|made|served|raised))$",
    re.IGNORECASE,
)
""" "Order granting motion to compel and no response having been filed": why, behind what was decided."""


def _choose(kind: Kind, title: str, text: str, whole: Callable[[], str], *, dropped: bool) -> str:
    """The headline that the rules have made, or the court's own first words where those have fewer faults. ``whole``:
    gives the text from its beginning."""
    rules = kind in RULING_KINDS or kind is Kind.MINUTES
    faults = count_faults(title, text, rules=rules) + dropped
    if kind in RULING_KINDS and ": " in title:
        faults += passes_over(title, read_first_sentence(text))
    elif kind in RULING_KINDS and not faults:
        more = add_sentence(title, text)
        title = cut_headline(_say(more)) if more else title
    elif kind is Kind.MINUTES and not faults:
        more = add_outcome(title, read_told(text)[0])
        title = cut_headline(_say(more)) if more else title
    if not faults:
        return title
    others = [add_rulings(title, text, find_lacking(title, text))] if rules else []
    others += [add_sentence(title, text)] if kind in RULING_KINDS else []
    for words in chain(filter(None, others), _read_own_words(kind, text, whole)):
        own = cut_headline(_say(words))
        cut = own.endswith("\u2026") and own[:_ALIKE] == title[:_ALIKE] and len(own) < len(title) + _ALIKE
        if own and (left := count_faults(own, text, rules=rules) + cut) < faults:
            title, faults = own, left
        if not faults:
            break
    return title


def _read_plainly(text: str, title: str) -> str:
    """The court's first sentence as it stands, in place of a broken headline, unless that is broken too."""
    end = find_sentence_end(text, _CLAUSE_LEAST)
    said = put_numbers(text if end is None else text[:end]).replace(ENTRY, " ").replace(FILER, " ")
    plain = cut_headline(_case(said[:_LONG]))
    return title if not plain or is_broken(plain) else plain


_CLAUSE_LEAST = 12
"""Characters of a first sentence at the least."""
_GIVES_NOTHING = re.compile(r"(?:[\w-]+ ){0,3}order (?:granting|denying)(?=[:;]|$)", re.IGNORECASE)
""" "ORDER granting 12 . The Court will hold …": what it grants is told by its number alone."""
_ALIKE = 25
"""Letters with which own words begin as the title does; they are worth less where they are cut soon after its end."""


def _read_own_words(kind: Kind, text: str, whole: Callable[[], str]) -> Iterator[str]:
    """The court's own first words: from where the title begins, and from the text's beginning."""
    if kind is Kind.MINUTES:
        yield write_first_words(*read_told(text))
    else:
        yield write_first_words(prepare_opening(kind, text))
    yield write_first_words(whole())


_FILED_RE = "Filing"
_NAMES_FILER = re.compile(r"\W*(?:\ue000|(?:filed|submitted) by\b|by [A-Z])", re.IGNORECASE)
"""A text whose title was left out: "(RE: related document 3 Notice) filed by Elm Bank"."""
_HEARD_BEFORE = re.compile(
    r"(?:[\w-]+ ){0,3}(?:hearing|conference|trial|sentencing|arraignment) (?:held )?before (?:the )?"
    r"(?:[\w.]+ ){0,4}judge\b.{4,60}? held on ",
    re.IGNORECASE,
)
""" "Motion Hearing before District Judge Ann Roe held on 5/6/2022", which is a minute entry."""
_MINUTE_ORDER = re.compile(r"minute order[.:,]? proceedings (?:held )?before\b", re.IGNORECASE)


def _without_code(text: str) -> str:
    """Without a clerk's code for a kind of entry: "EO: the Court grants …", "EP: Status Conference held"."""
    if "transcript will be" in text.lower():
        text = _OF_TRANSCRIPTS.sub(". ", text)
    if " having been " in text[:_RECITED].lower():
        text = _HAVING_BEEN.sub(r"\g<order>", text)
    return _CODE.sub("", text, count=1)


_CODE = re.compile(
    r"^(?:(?:E[OP]|NON-DOCUMENT(?: ORDER)?|VIRTUAL):[ \u2013-]*(?=[A-Z]|\d+(?:st|nd|rd|th) )"
    r"|[A-Z]{2,4}(?: ?-|:)[ \u2013-]*(?=MINUTES?\b))"
)
_RECITED = 120
_HAVING_BEEN = re.compile(
    r"^(?P<order>(?:order that )?)[^;:.]{3,80} having been [^;:.]{3,60}[;,] it is (?:hereby |further |therefore )*"
    r"ordered:? that ",
    re.IGNORECASE,
)
""" "The case having been dismissed; IT IS ORDERED that the case is closed"."""
_OF_TRANSCRIPTS = re.compile(
    r"[\s.]*\bthis transcript will be made electronically available to the (?:general )?public (?:\d+|\ue001) days"
    r" after the date of filing[.,]?",
    re.IGNORECASE,
)
"""What courts add to every transcript, without a period before it."""


_LONG = 600
"""Characters of a title before it is cut."""
_ENOUGH, _LEVEL = 210, 50
"""Characters of a title of which no more is needed than its beginning, and how many of them are level prose."""


def _say(said: str) -> str:
    """The words as a headline before it is cut. Of one that goes on in prose, without names, rulings or a list, the
    beginning is enough: it is cut long before."""
    low = said.lower()
    if said[_ENOUGH - _LEVEL :] == low[_ENOUGH - _LEVEL :] and len(said) > _ENOUGH and _is_simple(low):
        words = said[:_ENOUGH].split()[:-1]
        shouted = 2 * sum(map(str.isupper, words)) > len(words)
        begins = "" if shouted else _case(" ".join(words))
        if len(begins) > _ENOUGH - _LEVEL:
            return begins
    return count_same(_case(said))


def _is_simple(low: str) -> bool:
    return ";" not in low and " curiae" not in low and not may_tell_several(low)


def _case(said: str) -> str:
    return convert_to_sentence_case(tidy_words(said))


def mark_void(headline: str, text: str) -> str:
    """The headline of an entry that the clerk has marked as filed in error."""
    if _SAYS_VOID.search(headline):
        return headline
    banner = text[:40].lower()
    how = "Cancelled" if "cancel" in banner else "Deficient filing" if "deficient" in banner else "Filed in error"
    return f"{how}: {lower_first(headline)}"


def mark_deficient(headline: str, text: str) -> str:
    """The headline of an entry before which the court has put that it is deficient: the word is not lost."""
    banner = _SAYS_DEFICIENT.match(text)
    if banner is None or "deficien" in headline.lower():
        return headline
    what = (banner["what"] or "").lower()
    named = f" {what}:" if what and not headline.lower().startswith(what) else ""
    return f"Deficient{named} {lower_first(headline)}"


_SAYS_DEFICIENT = re.compile(r"[\W_]*deficient\b(?: (?P<what>document|filing|pleading|submission)\b)?", re.IGNORECASE)
_SAYS_VOID = re.compile(r"\b(?:error|disregard|deleted|cancell?ed)\b", re.IGNORECASE)


def _compose(kind: Kind, line: PreparedText, context: HeadlineContext, text: str, related: list[str]) -> str:
    bracketed = line.text[context.noun[0] : context.noun[1]].startswith(("[", "("))
    least = context.noun[1] - context.noun[0] if kind is not Kind.OTHER and not bracketed else 0
    title, rest = _read_title(kind, prepare_opening(kind, text), min(max(least, 3), _NOUN))
    if kind in RULING_KINDS:
        return write_ruling(line, context, title, rest, related)
    if is_type(title) and kind is Kind.COMPLAINT and (against := _against_whom(text)):
        return f"{title}{against}"
    if is_type(title):
        return _with_matter(kind, title, rest, related, context.own)
    answers, lacks = _WANTS_MATTER.search(title), _LACKS_OBJECT.search(title)
    named = related or read_named_after(rest) if answers or lacks else []
    if kind is Kind.COMPLAINT and "against" not in title.lower():
        title = f"{title}{_against_whom(text)}"
    if not named and _NAMES_NEXT.match(rest) and (named := read_titles(rest[:_WITHIN])):
        return f"{title}: {join_titles(named)}"
    return f"{title} {'to' if answers else 're'} {join_titles(named)}" if named else title


_NAMES_NEXT = re.compile(rf"\s*:\s*{ENTRY} (?=[A-Z])")
""" "Motion Submitted to Judge Roe: 22 MOTION to Dismiss"."""


def _against_whom(text: str) -> str:
    """The defendants, where something stands between a complaint and them."""
    found = _AGAINST_WHOM.search(text, 0, _WITHIN)
    if found is None:
        return ""
    against = found[0][: find_title_end(found[0], 3)[0]].replace(FILER, " ")
    return f" {put_numbers(against).strip(' ,.')}"


_AGAINST_WHOM = re.compile(r"\bagainst (?=(?-i:[A-Z]))[^;()\[\]]{3,160}", re.IGNORECASE)
_WITHIN = 400


_LACKS_OBJECT = re.compile(
    r"\bno response\b.*|^notice (?:to withdraw|of withdrawal of) (?:document|pleading|motion)$|\brequest for entry of "
    r"order$"
    r"|^notice of lodg\w+(?: of (?:proposed )?order)?(?: in (?:bankruptcy|adversary) (?:case|proceeding))?$"
    r"|^(?:corrected |amended )?(?:pdf|document) attached$"
    r"|\bmotion to (?:approve|confirm|allow|amend|modify|withdraw|strike|vacate|enforce)$",
    re.IGNORECASE,
)
_WANTS_MATTER = re.compile(
    r"\b(?:file|respond|object|written) (?:(?:an?|any|written) )?(?:objections?|response|reply|opposition)"
    r"(?:s|(?:/| or )(?:objection|response|reply)s?)?$",
    re.IGNORECASE,
)
""" "Notice allowing 21 Days to File Written Objection": to what?"""


_NOUN = 60


def _read_title(kind: Kind, text: str, least: int) -> tuple[str, str]:
    """The title, and what follows it. ``least``: characters that belong to the title in any case."""
    text = _without_attorney(text) if FILER in text else text
    dash = _DASH_SENTENCE.search(text, 3, least + 3) if " - " in text[:least] else None
    end, stop = find_title_end(text, dash.start() if dash else least)
    kept = text[:end]
    while (further := _goes_on(kind, text, end, stop)) is not None:
        joint = ";" if stop == "break" or (kind in RULING_KINDS and _RULES.match(text, further)) else ""
        end, stop = find_title_end(text, further)
        kept = f"{kept.rstrip(' ,')}{joint} {text[further:end]}"
    kept, rest = kept.rstrip(" ,"), text[end:]
    if stop == "break" and "$" in rest[:6] and "," in kept:
        kept = kept[: kept.rfind(",")]
    more = _after_break(kept, rest) if stop == "break" else ""
    plain = (
        kind not in RULING_KINDS
        or rest.lstrip().startswith(":")
        or all(word[0].isdigit() or is_common(word) for word in more.split())
    )
    if more and plain:
        kept, rest = f"{kept}: {more}", ""
    return put_numbers(kept), rest


_DASH_SENTENCE = re.compile(r" - (?:A|An|The) ")
""" "Entry Scheduling Conference - A conference is set for"."""


def _without_attorney(text: str) -> str:
    """The text without the words that lead to the filer: "filed by Ann Roe on behalf of"."""
    at = text.index(FILER)
    lead = text[:at].lower()
    told = [place for place in (lead.find("filed by "), lead.find("submitted by ")) if place >= 0]
    if told:
        found = _ATTORNEY.search(text, max(min(told) - _HOW_MOST, 0))
        return f"{text[: found.start()]} {text[found.end() :]}" if found else text
    by = lead.endswith(" by ")
    if not by and not lead.endswith(" "):
        return text
    end = len(lead[:-3].rstrip()) if by else at - 1
    end -= text[end - 1 : end] == ","
    return f"{text[:end]} {text[at:]}"


def _goes_on(kind: Kind, text: str, end: int, stop: str) -> int | None:
    """Where the title goes on behind a filer's name, or with the next ruling; None where it has ended."""
    if stop == "break":
        another = (_ANOTHER.match(text, end) or _DONE_THEN.match(text, end)) if kind in RULING_KINDS else None
        return another.end() if another else None
    if stop == "phrase" and (filed := _FILED_BY.match(text, end)):
        another = _AND_ANOTHER.search(text, filed.end(), filed.end() + _NAMED_MOST) if kind in RULING_KINDS else None
        if another:
            return another.end()
        names = _NAMES.match(text, filed.end())
        asked = _FOR_WHAT.match(text, names.end()) if names else None
        return asked.end() if asked and is_common(asked[1]) and asked[1].lower() not in _PARTIES else None
    if stop not in (FILER, "by") or kind is Kind.APPEARANCE:
        return None
    behind = end + 1 if stop == FILER else _end_of_names(text, end)
    if _NAME_GOES_ON.match(text, behind):
        return None
    whom = _FOR_WHOM.match(text, behind)
    behind = whom.end() if whom else behind
    goes_on = (
        _CAPACITY.match(text, behind)
        or _GOES_ON.match(text, behind)
        or (_AND_ANOTHER.search(text, behind, behind + _ROLE_MOST) if kind in RULING_KINDS else None)
    )
    if goes_on is None and _ENDS_FOR_SOME.search(text, 0, end):
        goes_on = _AS_TO_SOME.match(text, behind)
    return goes_on.end() if goes_on else None


def _end_of_names(text: str, end: int) -> int:
    """Where names behind "by" end: before "of" and a paper, "by Elm Co. of Notice", not before "of" within a name."""
    names = _NAMES.match(text, end)
    if names is None:
        return len(text)
    paper = _OF_PAPER.search(text, end, names.end())
    return paper.start() if paper else names.end()


_OF_PAPER = re.compile(
    r" (?=of (?:the )?(?:\w+ ){0,2}?(?:notices?|orders?|deficienc(?:y|ies)|motions?|applications?|plan|hearings?"
    r"|judgment"
    r"|objections?|claims? \d|summons|complaint|petition|discharge|meeting of creditors|compliance|change|withdrawal"
    r"|intent|service|joinder"
    r"|errata|filing|appeal|settlement|dismissal|removal|substitution|appearance|related cases?|supplemental authority"
    r"|disclosures?|voluntary dismissal|non-opposition|availability|unavailability)\b)",
    re.IGNORECASE,
)
_FILED_BY = re.compile(r"\s*,? ?filed(?= by )", re.IGNORECASE)
_FOR_WHAT = re.compile(r"\s*,?\s*(?=(?:for|to|For|To) ([A-Za-z][a-z]{3,}))")
_PARTIES = frozenset({
    "appellant", "appellee", "attorney", "attorneys", "claimant", "counsel", "creditor", "creditors", "debtor",
    "debtors", "defendant", "defendants", "interested", "movant", "official", "other", "petitioner", "plaintiff",
    "plaintiffs", "receiver", "respondent", "trustee", "united",
})  # fmt: skip
"""Words with which "for" names a client, not what is asked for."""
""" "PETITION filed by Ann Roe for review of"; not the lawyer "for Elm Bank"."""
_FOR_WHOM = re.compile(
    r"\s*,?\s*(?:(?:special )?(?:attorneys?|counsel|accountants?) for (?:the )?(?:chapter \d+ )?(?:debtor|creditor"
    r"|trustee"
    r"|plaintiff|defendant)s?(?= (?:for|to|re)\b)|for (?:the )?(?:debtor|creditor|trustee|plaintiff|defendant)s? "
    r"(?-i:[A-Z])"
    r"[\w .,&'\u2019-]{2,80}?(?= re:? \ue001))",
    re.IGNORECASE,
)
""" "by Elm LLP attorney for trustee For interim allowance", "by: Ann Roe for Creditor Elm Bank Re: [53-1] Motion"."""
_ENDS_FOR_SOME = re.compile(r"\b(?:dismissal|default|unexecuted|withdrawal|judgment)\s*$", re.IGNORECASE)
_AS_TO_SOME = re.compile(r"\s*,?\s*(?=as to [A-Z])")
"""Whom it concerns: "NOTICE of Voluntary Dismissal by Ann Roe as to Elm Bank"."""


def _after_break(title: str, rest: str) -> str:
    """The words after a dash or a colon that still belong to a short title: "Receipt - Filing Fee"."""
    told = _DASH.match(rest)
    if told and _TERM.match(rest, told.end()):
        return rest[told.end() :][: find_title_end(rest[told.end() :], 0)[0]].strip()
    if not told or is_type(title):
        return ""
    words = rest[told.end() :]
    end, stop = find_title_end(words, 0)
    short = len(title.split()) <= _SHORT_TITLE or _OPEN.search(title) or _FROM_CLERK.match(title)
    if not short and (len(title.split()) > _LONG_TITLE or not _FEW_WORDS.fullmatch(words[:end].strip())):
        return ""
    if end < _FIRST and stop == "phrase" and _DAY_IN_COURT.match(words, end):
        end, stop = find_title_end(words, end + _FIRST)
    headed = stop == "break" and told[0].strip() != ":" and words.startswith(":", end)
    words = words[:end].rpartition(", ")[0] if stop == "break" and not headed else words[:end].strip()
    most = _LONG_REST if told[0].strip() != ":" else _SHORT_REST
    return words if 0 < len(words.split()) <= most and not SAYS_LITTLE.match(words) else ""


_FROM_CLERK = re.compile(r"notice (?:from|by) (?:the )?(?:clerk|court)\b", re.IGNORECASE)
_TERM = re.compile(r"\d+ (?:months?|years?|days?)\b|time served\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:is|are|now|follows|following|namely)\s*$")
_DASH = re.compile(r"\s*(?:-{1,2}|\u2013|:)\s+")
_FIRST = 25
_DAY_IN_COURT = re.compile(r"\W*(?:\w+ ){0,3}?(?:hearing|conference)s?\b", re.IGNORECASE)
_SHORT_TITLE, _LONG_TITLE, _SHORT_REST, _LONG_REST = 5, 12, 20, 30
_FEW_WORDS = re.compile(r"(?=.*\d)(?:[a-z$\d][\w'\u2019$,./-]* ?){3,9}")
""" "Order reducing sentence: sentence reduced from 120 to 97 months", in lower case, with a number."""


def _with_matter(kind: Kind, title: str, rest: str, related: list[str], own: Sequence[EntryMention]) -> str:
    """A title that says nothing of its matter, with the entry that it is about or with the next sentence."""
    named = related or read_named_after(rest)
    dashed = _DASH.match(rest)
    told = next(read_sentences(rest), "")
    mark = " " if told.startswith("and ") else ": "
    first = f"{title.rstrip(' .:-')}{mark}{lower_first(told)}" if told else ""
    if first and dashed and not _OF_NOTHING.match(rest, dashed.end()):
        return first
    title = remove_dangling(title)
    if named and " re " not in title.lower():
        title = _ON_MOTION.sub("", title) if _MOTION.search(named[0]) else title
        return f"{title} {choose_connector(title)} {join_titles(named)}"
    numbered = own and kind is not Kind.OTHER and len(own[0].numbers) == 1 and not _HAS_TARGET.search(title.lower())
    if not first and numbered:
        return f"{title} {choose_connector(title)} No. {own[0].numbers[0]}"
    return first or add_first_words(title, rest)


_HAS_TARGET = re.compile(r" (?:to|re|regarding) |\b(?:service|mailing) of ")
_MOTION = re.compile(r"\bmotion\b", re.IGNORECASE)
_ON_MOTION = re.compile(r" (?:on|of|re|to) (?:the )?motions?$", re.IGNORECASE)
_OF_NOTHING = re.compile(
    r"pdf\b|bnc\b|see\b|hearing\b|w/|other\b|\W*$|\(|(?:re:? )?related\b|filed\b|\ue000|\ue001|(?:re:? )?\ue001",
    re.IGNORECASE,
)


def _adversary(rest: str) -> str:
    """Bankruptcy courts open an adversary proceeding in the docket of its case."""
    if found := _AGAINST.search(rest):
        against = rest[found.start("against") :] if found["against"] else ""
        against = against[: find_title_end(against, 3)[0]]
        what = "Adversary complaint" if "complaint" in found[1].lower() else f"Adversary case: {found[1]}"
        return f"{what} {against}"
    told = next(read_sentences(rest), "")
    done = told.split(maxsplit=1)[:1]
    if len(rest.split()) == 1 or (done and done[0].lower().endswith("ed") and is_common(done[0])):
        return f"Adversary case {lower_first(told or rest)}"
    return f"Adversary case: {told}"
