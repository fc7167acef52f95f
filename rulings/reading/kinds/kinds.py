"""What a filing is, from the noun phrase that its text opens with.

Courts name a filing first and describe it after: "Joint MOTION for …", "MEMORANDUM OPINION AND ORDER granting …". The
nouns of that first phrase give the kind; later nouns do not ("Counsel has been added to receive notices" is no notice).
"""

import re
from dataclasses import dataclass

from rulings.reading.kinds.nouns import ASKED, HEARING, PRIORITY, SERVED, NounPhrase, read_noun_phrase
from rulings.reading.text import PreparedText
from rulings.vocabulary.kinds import Kind

_FILED_ELECTRONICALLY = re.compile(r"(?:(?:filed|submitted):?\s+)?(?:\(ecf\)\s*)?(?:(?:partially )?assented[ -]to )?")
"""Massachusetts puts "Assented to" before "MOTION"."""
_DISPOSITION = re.compile(
    r"(?:filed )?(?:unpublished )?memorandum(?: disposition)? \([^)]{3,120}\)[a-z :]{0,40}"
    r"\b(?:affirmed|reversed|vacated|dismissed|denied|granted)\b"
)
"""The Ninth Circuit calls its unpublished opinions memoranda: "FILED MEMORANDUM (JANE ROE, …) AFFIRMED."."""
_JUDGE_SPEAKS = re.compile(
    r"(?:(?:chief|magistrate|district|senior|u\.?s\.?|bankruptcy) ){0,3}judge (?!order\b)[a-z][\w.,'\u2019 -]{2,50}?: "
)
"""Massachusetts puts the judge first: "Judge Jane Roe: ELECTRONIC ORDER entered granting 12 Motion"."""
_POSSESSIVE = re.compile(r"(?:[\w.]['\u2019`][sS]|[sS]['\u2019`]) (?=[A-Z])")
_APPELLATE_NOUN = re.compile(
    r"\b(Motion|MOTION|Correspondence|CORRESPONDENCE|Response|Opening Brief|Answering Brief|Reply Brief|Brief|BRIEF"
    r"|Reply|Notice|Stipulation|Petition|motion|correspondence|response|reply|brief|petition for)\b"
)
_ITS_OWN_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.ORDER, re.compile(r"(?:it is )?(?:hereby )?ordered,? (?:that|granting|denying|adjudged)\b")),
    (
        Kind.ORDER,
        re.compile(
            r"so[- ]ordered,? (?:re|as to|granting|denying|stipulation|letter|d\.?i|\[?\d)\b|so[- ]ordered\W*$"
            r"|streamlined request .{2,200}? is approved\b"
            r"|eo:|approval (?:of (?:[\w-]+ ){0,2}(?:application|motion|admission)|by (?:the )?clerk)"
            r"|(?:clerk'?s )?stamp (?:order )?(?:granting|denying)\b|(?:standard "
            r"|joint )?discharge of (?:joint )?debtor"
        ),
    ),
    (
        Kind.MINUTES,
        re.compile(
            r"(?:[\w.' ]{2,24} )?proceedings? memo(?:randum)?\b(?! (?:and|&) order)|minutes? of (?:hearing|\d{1,2}/)"
            r"|ep:"
            r"|civil minutes\b(?! order)|(?:[\w'.]{3,16} )?minutes? (?:sheet|proceedings?)\b|proceedings?(?: held|:)"
            r"|(?:case|cause) argued\b"
            r"|(?:jury|bench|non-jury|court) trial ?-+ ?day\b"
        ),
    ),
    (Kind.SERVICE, re.compile(r"(?:judgment|commitment|judgment (?:and|&) commitment)s? returned (?:un)?executed\b")),
    (
        Kind.OTHER,
        re.compile(
            r"received unsigned (?:\w+ )?order|\(?not processed\b|unsigned order|(?:lodged|uploaded|submitted"
            r"|received) proposed"
            r"|requests? to (?:be )?(?:removed?|stop|discontinue)\b[^.;]{0,40}\bnotices?\b"
            r"|any objections? (?:by|to|must)\b|amended schedules?\b"
        ),
    ),
    (
        Kind.TRANSCRIPT,
        re.compile(r"(?:amended |expedited )?(?:request for (?:\w+ )?transcripts?\b|transcript request\b)"),
    ),
    (Kind.OPINION, re.compile(r"(?:magistrate judge'?s? )?proposed findings (?:of fact )?(?:and|&) recommend")),
    (Kind.SERVICE, re.compile(r"summons ?- ?request|request for clerk to issue summons")),
    (
        Kind.MOTION,
        re.compile(
            r"(?:omnibus )?objections? to (?:(?:proofs? of )?claims?|\w+ claims?)\b(?! of exempt)(?! procedure)"
        ),
    ),
    (Kind.MINUTES, re.compile(r"criminal minutes\b|case called for\b|proceedings held before\b")),
    (
        Kind.MINUTES,
        re.compile(r"(?:electronic )?clerk'?s'? (?:notes|minutes) for proceedings|case, before .{2,60}?, heard\b"),
    ),
    (Kind.OTHER, re.compile(r"terminate motions?\b|motions?(?:\(s\))? (?:are )?terminated\b")),
    (
        Kind.MINUTES,
        re.compile(
            r"(?:oral )?argument heard\b|(?:case )?argued and submitted\b|change of plea hearing(?=[^.;]{0,80}? held|$)"
        ),
    ),
    (Kind.OPINION, re.compile(r"(?:amended )?findings of fact(?:,)? (?:and|&) conclusions of law\b(?! (?:by|filed))")),
    (Kind.SERVICE, re.compile(r"service (?:un)?executed\b")),
    (Kind.COMPLAINT, re.compile(r"adversary case \S+ (?:[^.;]{1,40} \([^;]{2,160}\):? )?complaint\b")),
    (
        Kind.ORDER,
        re.compile(
            r"(?:(?:stipulated|amended|consent) ){0,2}(?:preliminary|permanent) injunction\b(?=[^;]{0,300}\bsigned"
            r" by\b)"
        ),
    ),
    (Kind.ORDER, re.compile(r"memorandum (?:regarding|re) [^;]{4,200}\. motions? referred to\b")),
    (Kind.NOTICE, re.compile(r"briefing letter sent\b|responses? requested\b|docketed cause\b")),
)
"""Openings without a noun that gives the kind, or with one that would give another: Delaware's "SO ORDERED, re 8
STIPULATION", Massachusetts's "Electronic Clerk's Notes", the Second Circuit's "CASE, before AC, BD, C.JJ., HEARD.",
Arizona's "SERVICE EXECUTED", Colorado's "MEMORANDUM regarding 12 Motion. Motions referred to Magistrate Judge", the
Sixth Circuit's "BRIEFING LETTER SENT", the Ninth's "DOCKETED CAUSE AND ENTERED APPEARANCES OF COUNSEL"; and a judge who
signs a "PRELIMINARY INJUNCTION" without the word order."""


@dataclass(frozen=True, slots=True)
class OpeningPhrase:
    """The kind that a text's opening gives, and where the opening noun phrase is in the text."""

    kind: Kind
    start: int
    noun: int
    """Index of its first noun, after the words that qualify it."""
    end: int


def read_opening(line: PreparedText) -> OpeningPhrase:
    """The kind of a prepared text and the place of the phrase that gives it; ``Kind.OTHER`` where no phrase does."""
    speaks = ("judge " in line.low[:50] and _JUDGE_SPEAKS.match(line.low)) or _FILED_ELECTRONICALLY.match(line.low)
    begin = speaks.end() if speaks else 0
    result = _opening_at(line, begin)
    if own := next((kind for kind, words in _ITS_OWN_WORDS if words.match(line.low, begin)), None):
        return OpeningPhrase(own, result.start, result.noun, result.end)
    if result.kind is Kind.BRIEF and _DISPOSITION.match(line.low):
        return OpeningPhrase(Kind.OPINION, result.start, result.noun, result.end)
    if result.kind is Kind.MOTION and "ed" in line.low and _TELLS_OF_DAY.search(line.low, result.end):
        return OpeningPhrase(Kind.MINUTES, result.start, result.noun, result.end)
    if result.kind is not Kind.OTHER:
        return result
    if "(ecf)" in line.low[:begin] and (noun := _APPELLATE_NOUN.search(line.text, begin, begin + 400)):
        return _opening_at(line, noun.start())
    if owner := _POSSESSIVE.search(line.text, begin, begin + 200):
        return _opening_at(line, owner.end())
    return result


_TELLS_OF_DAY = re.compile(r"[.;)\]]\s+(?:hearing (?:was )?(?:held|concluded)\b(?! on\b)|it is so ordered\b)")
"""A calendar's entry begins with the motion that was called: "Motion to Sell filed by Elm. Hearing held. Granted."."""
_SETS_DATES = re.compile(
    r"(?:[~\d]+ ?- ?|~?util - )*(?:set|reset|terminate|set/reset)\b[\w/ &]{0,30}?(?:deadline|hearing)s?\b(?! on)"
)
"""A clerk's entry for the court's calendar: "Set/Reset Hearings" reports no hearing that was held."""


def _opening_at(line: PreparedText, begin: int) -> OpeningPhrase:
    phrase = read_noun_phrase(line.low, begin)
    if _SETS_DATES.match(line.low, begin):
        return OpeningPhrase(Kind.OTHER, phrase.start, phrase.noun, phrase.end)
    return OpeningPhrase(_kind(phrase, line.low[phrase.end : phrase.end + 200]), phrase.start, phrase.noun, phrase.end)


_PAIRS = {
    "endorsed letter": Kind.ORDER,
    "defective document": Kind.NOTICE,
    "judgment order": Kind.JUDGMENT,
    "opinion and judgment": Kind.OPINION,
    "reply motion": Kind.REPLY,
    "response motion": Kind.OPPOSITION,
    "opposition motion": Kind.OPPOSITION,
    "objection motion": Kind.OPPOSITION,
}
"""Kinds of openings with two nouns, or two words of a clerk's, that mean something together. Feeds leave out the words
between an answer and what it answers: "REPLY MOTION to Amend [24]"."""


def _kind(phrase: NounPhrase, rest: str) -> Kind:
    words = phrase.words
    if "minute" in words and words[words.index("minute") + 1 : words.index("minute") + 2] in (["entry"], ["entries"]):
        return Kind.MINUTES
    if paired := _PAIRS.get(" ".join(words[:2])) or (
        _PAIRS.get(" ".join(words[:3])) if len(phrase.nouns) == 2 else None
    ):
        return paired
    if not phrase.nouns or words[0] in {"copy", "agency", "proposed", "draft"} or rest.startswith(" cover sheet"):
        return _nounless(words, rest)
    if _is_hearing(phrase):
        return _hearing(rest)
    if phrase.nouns[-1] in _MAY_BE_DUE and _ITS_DAY.match(rest) and Kind.ORDER not in phrase.nouns:
        return Kind.NOTICE
    return _of_nouns(phrase, rest)


def _is_hearing(phrase: NounPhrase) -> bool:
    """Whether the phrase names a hearing: "Motion Hearing" and "Initial Appearance" do, "Letter - Sentencing" does
    not."""
    if phrase.words[0] == "initial" and phrase.nouns == [Kind.APPEARANCE]:
        return True
    return phrase.nouns[-1] == HEARING and phrase.nouns[0] in (HEARING, Kind.MOTION) and Kind.ORDER not in phrase.nouns


_THE_COURT_ACTS = re.compile(
    r"received copy of [^.]{0,60}?\border\b|disposition of (?:adversary|case|appeal)\b"
    r"|(?:petition for )?(?:panel )?(?:rehearing|certiorari|cert\.?)(?: en banc)? (?:is )?(?:granted|denied)\b"
    r"|(?:the )?(?:petition|application|motion|request|appeal)s?\b[^.;]{0,160}? (?:is|are) (?:hereby )?"
    r"(?:granted|denied|dismissed)\b"
    r"|[^.]{0,200}?\b(?:it is (?:hereby |so "
    r"|therefore )?ordered\b|(?:applicants?|appell\w+|petitioners?|respondents?|plaintiffs?"
    r"|defendants?|part(?:y|ies)|counsel|the clerk|debtors?)(?: \w+)? (?:is|are) (?:hereby )?(?:directed|ordered) to\b"
    r"|the court (?:hereby )?(?:grants|denies|orders)\b)"
)
"""Texts of orders that have no noun of an order."""


_ACTING = ("order", "direct", "grant", "denie", "disposition")
_COUNSEL_CHANGES = re.compile(
    r"(?:(?:withdrawal|entry|substitution)(?: and (?:entry|withdrawal|substitution))?) of"
    r" (?:appearance|counsel|attorney)"
)
_CHARGES = re.compile(r"(?:superseding |felony |misdemeanor )*information(?=\s*(?:-|as to\b|filed|\(|$))")


def _nounless(words: list[str], rest: str) -> Kind:
    if words[:1] in (["argued"], ["adjudged"]):
        return Kind.MINUTES if words[0] == "argued" else Kind.JUDGMENT
    if rest.startswith("appeal of magistrate judge"):
        return Kind.MOTION
    if any(word in rest for word in _ACTING) and _THE_COURT_ACTS.match(rest):
        return Kind.ORDER
    if _COUNSEL_CHANGES.match(rest):
        return Kind.APPEARANCE
    if _CHARGES.match(rest):
        return Kind.COMPLAINT
    if words[:2] == ["proposed", "summons"]:
        return Kind.SERVICE
    return Kind.MINUTES if words[:2] == ["minute", "entry"] else Kind.OTHER


def _of_nouns(phrase: NounPhrase, rest: str) -> Kind:
    nouns = phrase.nouns
    first, last = nouns[0], nouns[-1]
    if Kind.ORDER in nouns and not phrase.proposed:
        return _ordered(nouns)
    if last in (SERVED, ASKED) or rest.startswith((" of service", " of mailing", " of publication")):
        return _served(last, phrase.words, rest)
    if last == Kind.NOTICE:
        return _notice(rest)
    if first == Kind.ANSWER:
        return Kind.ANSWER
    for kind in PRIORITY:
        if kind in nouns:
            return _answering(kind, rest)
    if last == Kind.BRIEF and rest.startswith(
        (" in opposition", " of law in opposition", " of points and authorities in opposition")
    ):
        return Kind.OPPOSITION
    return _last(last, phrase)


def _ordered(nouns: list[Kind | str]) -> Kind:
    """The kind of a phrase with "order": a "MEMORANDUM OPINION AND ORDER" is an opinion; a "Transcript Order" asks for
    a transcript."""
    if nouns[0] == Kind.TRANSCRIPT:
        return Kind.TRANSCRIPT
    return Kind.OPINION if Kind.OPINION in nouns else Kind.ORDER


def _last(noun: Kind | str, phrase: NounPhrase) -> Kind:
    """The kind of the last noun, except for a trustee's recommendation and for proposed papers; "Letter - Sentencing"
    has that of its first noun."""
    if noun == HEARING and isinstance(phrase.nouns[0], Kind):
        noun = phrase.nouns[0]
    recommends = noun == Kind.OPINION and phrase.words[-1].startswith("recommend")
    if phrase.proposed or not isinstance(noun, Kind) or (recommends and not {"report", "findings"} & set(phrase.words)):
        return Kind.OTHER
    return noun


_FOR_NOTICE = re.compile(r" for (?:special |all |courtesy |service of )?notices?\b(?! of (?!electronic))")
"""A creditor's "Request for Notice" in a bankruptcy is how counsel appears there."""
_OF_SERVICE = re.compile(
    r" (?:of|to) (?:receipt|service|mailing|publication|waiver|summons)|,? (?:re|regarding):? service"
)


def _served(noun: Kind | str, words: list[str], rest: str) -> Kind:
    if noun == ASKED:
        if rest.startswith((" for issuance of", " for summons", " to issue summons")):
            return Kind.SERVICE
        if _FOR_NOTICE.match(rest):
            return Kind.APPEARANCE
        return (
            Kind.MOTION
            if rest.startswith((" for", " to ", " that")) and not rest.startswith(" for production")
            else Kind.OTHER
        )
    return Kind.SERVICE if _OF_SERVICE.match(rest) or "bnc" in words or "mailing" in words else Kind.OTHER


_NOTICE_OF: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.APPEARANCE,
        re.compile(
            r" of (?:[\w-]+ ){0,3}(?:appearance|(?:attorney|counsel) withdrawal|(?:substitution|withdrawal|change"
            r"|association) of (?:[\w-]+ )?(?:counsel|attorney|appearance))"
        ),
    ),
    (
        Kind.MOTION,
        re.compile(
            r" of (?:(?:joint|cross|renewed|amended|emergency|unopposed|omnibus|ex parte|cross-|plaintiff'?s"
            r"|defendant'?s\'?) ?){0,2}motion\b(?! hearing)"
        ),
    ),
    (Kind.COMPLAINT, re.compile(r" of removal")),
    (Kind.TRANSCRIPT, re.compile(r" of filing (?:of )?(?:official )?(?:electronic )?transcript")),
    (Kind.SERVICE, re.compile(r" (?:and|of) (?:acknowledge?ment|waiver|acceptance) of (?:receipt|service)")),
    (Kind.ORDER, re.compile(r" of (?:document discrepancies and )order")),
)


def _notice(rest: str) -> Kind:
    if _PRESENTS.match(rest) or _OF_ONE_FILED.match(rest) or _OF_ANY.fullmatch(rest):
        return Kind.NOTICE
    return next((kind for kind, pattern in _NOTICE_OF if pattern.match(rest)), Kind.NOTICE)


_PRESENTS = re.compile(r" of motion\b[^.;]{0,80}? for presentment\b")
"""In Illinois the motion is one entry, and the notice of when it is presented is another."""
_OF_ONE_FILED = re.compile(
    r" of (?:[\w-]+ ){0,2}motion\b(?: w/ ?svc)?(?: (?:filed )?by:? [^\[\];]{2,120}?)?(?: with hearing)?,?"
    r" (?:re|regarding):? "
    r"\[?\d{1,5}(?:-\d{1,2})?\]? (?:[\w-]+ ){0,3}(?:motion|application)"
)
""" "Notice of Motion by Creditor Elm SA With Hearing Re: [98-1] Application …": the motion is an entry of its own."""
_OF_ANY = re.compile(
    r" of (?:[\w-]+ ){0,2}motions?\b(?:\W*|(?:[^()]|\((?!re\b"
    r"|related)[^()]*\)){0,160}?\((?:re: ?)?related doc\w*(?:\(s\))?:?\s*\[?\d{1,5}\]?"
    r"(?:[,)]| (?:[\w'-]+ ){0,3}(?:motion|application)\b).*)"
)
"""The event "Notice of Motion" alone, and one that names the motion: "Notice of Motion to Sell (RE: related document(s)
6 Motion to Sell filed by …)"."""
_REFERRED = re.compile(
    r"(?:\(s\))?(?: \([^)]*\))?:? (?:(?:are |is |(?:has|have) been )?(?:no longer )?referred\b"
    r"|(?:(?:are |is )?taken under (?:advisement|submission)|(?:are |is )?submitted)(?=\W*$|:| to (?:the )?(?:court"
    r"|\w+ judge|judge))"
    r"|re-?noted\b|event filed\b|(?:filing )?(?:deadlines?|cut-?off)\b|(?:in limine )?(?:are |is )?due (?:by|on|\d))"
)
"""Clerks' entries about a motion: "Motions No Longer Referred: 12 MOTION", "Motion due by 2/3/2021"."""
_TO_THE_COURT = re.compile(r"[^;:]{0,100}? to (?:\d{1,5} )?(?:order|letter|notice|court)")
_ITS_HEARING_SET = re.compile(r"[^.]{0,120} hearing (?:re)?set for\b")
_ITS_DAY = re.compile(r"(?: (?:to|or|and|of) [^.;,]{2,60}?)? (?:is |are )?(?:now )?due\b(?! to\b)")
_MAY_BE_DUE = frozenset({Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.ANSWER, Kind.EXHIBIT})
_DECIDED = re.compile(
    r"[^.]{0,120}? (?:is |are |hereby ){0,2}(?:granted|denied)(?: in part)?"
    r"(?:\W*(?:\.|$|\()| by (?:the )?(?:chief )?(?:justice|court)\b| and the time is (?:further )?extended\b"
    r"| (?:re:?|as to|-) )"
    r"|(?:(?!\b(?:if|until|whether|unless|once|after|that|should|be|was|not)\b)[^.;]){0,140}? is (?:hereby )?granted"
    r" (?:pursuant to|for|to|until|through|without)\b"
)
"""Also Eastern Texas's clerk: "Unopposed First Application for Extension of Time to Answer is GRANTED pursuant to Local
Rule CV-12 for Elm Corp. to 5/5/2015"."""


def _answering(kind: Kind, rest: str) -> Kind:
    """The kind of a noun, corrected by the words behind it: a "RESPONSE in Support" opposes nothing, nor does a
    "RESPONSE to Order to Show Cause"; "Response due June 12" is the clerk's entry, and "Petition DENIED" the
    court's."""
    if kind is Kind.STIPULATION and rest.startswith(" w/ order"):
        return Kind.ORDER
    if kind is Kind.OPPOSITION:
        if rest.startswith(" in support"):
            return Kind.BRIEF
        return Kind.REPLY if _TO_THE_COURT.match(rest) else kind
    if kind in (Kind.MOTION, Kind.COMPLAINT, Kind.STIPULATION) and _DECIDED.match(rest):
        return Kind.ORDER
    if kind is Kind.MOTION and (_REFERRED.match(rest) or _ITS_HEARING_SET.match(rest)):
        return Kind.NOTICE
    if kind is Kind.COMPLAINT and rest.startswith(
        (" for rehearing", " for panel rehearing", " for permission", " to confirm", " to compel")
    ):
        return Kind.MOTION
    return kind


_HELD = re.compile(
    r"(?: as to [^;:()]{2,80}?(?: \(\d+\))?| \w+ \w+| \w+)?[\s\-,]*(?:was |were )?(?:held|continued|begun|concluded"
    r"|completed|not held|adjourned)|\s*(?:$"
    r"|\(bk[^)]*\)|before judge)"
)
_SET = re.compile(r"\.?(?:[^.;]{0,60}? )(?:re)?(?:set|scheduled|to be held|noticed)\b")


def _hearing(rest: str) -> Kind:
    """ "Motion Hearing held …" is a minute entry; "Motion Hearing set for …" gives notice."""
    if _HELD.match(rest):
        return Kind.MINUTES
    return Kind.NOTICE if _SET.match(rest) else Kind.OTHER
