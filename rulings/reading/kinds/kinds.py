"""What a filing is, from the noun phrase that its text opens with.

Courts name a filing first and describe it after: "Joint MOTION for …", "MEMORANDUM OPINION AND ORDER granting …". The
nouns of that first phrase give the kind; later nouns do not ("Counsel has been added to receive notices" is no notice).
"""

import re
from dataclasses import dataclass

from rulings.reading.kinds.nouns import ASKED, HEARING, PRIORITY, SERVED, NounPhrase, read_noun_phrase
from rulings.reading.text import PreparedText
from rulings.vocabulary.kinds import Kind

_FILED_ELECTRONICALLY = re.compile(
    r"(?:(?:filed|submitted(?! (?:order|proposed)\b)):?\s+)?(?:\(ecf\)\s*)?(?:(?:partially )?assented[ -]to )?"
)
"""Massachusetts puts "Assented to" before "MOTION"."""
_DISPOSITION = re.compile(
    r"(?:filed )?(?:unpublished )?memorandum(?: disposition)? \([^)]{3,120}\)[a-z :]{0,40}"
    r"\b(?:affirmed|reversed|vacated|dismissed|denied|granted)\b"
    r"|filed (?:unpublished )?memorandum disposition\b"
    r"|filed memorandum \([^)]{3,120} (?:and|&) [^)]{3,40}\).{0,300}?\b(?:affirmed|reversed|vacated|dismissed)\b"
)
"""The Ninth Circuit calls its unpublished opinions memoranda: "FILED MEMORANDUM (JANE ROE, …) AFFIRMED."."""
_JUDGE_SPEAKS = re.compile(
    r"(?:(?:chief|magistrate|district|senior|u\.?s\.?|bankruptcy) ){0,3}judge (?!order\b)[a-z][\w.,'\u2019 -]{2,50}?: "
)
"""Massachusetts puts the judge first: "Judge Jane Roe: ELECTRONIC ORDER entered granting 12 Motion"."""
_POSSESSIVE = re.compile(r"(?:[\w.]['\u2019`][sS]|[sS]['\u2019`]),? (?=[A-Z])")
_LEAD = re.compile(
    r"(?:(?:the|an?|no\. \d{1,3}|#\d{1,3}|in camera|under seal|\d{1,2} u\.?s\.?c\.? (?:\u00a7 ?)?\d{2,5}"
    r"|mdl (?:no\. )?\d{4}|\d{1,2}[-:]\d{2,5}\S{0,12}) "
    r"|(?:(?:filed )?under seal|image replaced|restricted|sealed|confidential|ex parte|document|corrected)"
    r"(?: - level \d)? ?: )+"
)
"""What may stand before the noun phrase: "The MOTION", "28 USC 2255 MOTION", "Filed Under Seal: REPLY"."""
_TELLS = re.compile(r"(?:\(s\))? (?:is|are|was|were|has|have|will|shall|may|must|should|can|set|due)\b")
_APPELLATE_NOUN = re.compile(
    r"\b(Motion|MOTION|Correspondence|CORRESPONDENCE|Response|Opening Brief|Answering Brief|Reply Brief|Brief|BRIEF"
    r"|Reply|Notice|Stipulation|Petition|motion|correspondence|response|reply|brief|petition for)\b"
)
_COURT_DOES = (
    r"\b(?:(?:is|are) (?:hereby |therefore )?(?:granted|denied|stayed|lifted|dismissed|extended|continued|vacated"
    r"|directed|ordered|set\b|reset|stricken|approved|adopted|overruled|sustained|taken under|deferred|moot\b|referred"
    r"|reopened|closed)|order(?:s|ed)\b"
    r"|the court (?:hereby )?(?:grants|denies|will|finds|adopts|sets|extends|directs|concludes)"
    r"|shall (?:file|appear|respond|submit|show|meet|be)|signed by (?:\w+ ){0,4}judge)"
)
"""What a court does in a text that has no noun of an order."""
_NO_PAPER = (
    r"(?!(?:(?!the )[\w-]+ ){0,3}(?:conferences?|hearings?|proceedings?|minutes|motion (?:to|for|by)"
    r"|application|request|letter|notice|appearance|default|judgment)\b)"
)
_JUDGE_REASONS = re.compile(
    r"(?:before the court (?:is|are)|having (?:considered|reviewed|read)|upon (?:consideration|review)|good cause"
    r"|for good cause|in (?:light|view|consideration) of|based (?:up)?on|given|it appearing|whereas|for the reasons"
    r"|because|after (?:review|consideration|considering|reviewing)|as (?:stated|set forth|discussed)"
    r"|this (?:matter|cause|case|action) (?:is|comes|came|was|having come) before"
    rf"|the court(?:,| (?!reporter|calendar))).{{0,700}}?{_COURT_DOES}"
    r"|(?:pursuant to|in accordance with|on (?:the court's|its) own motion)\b[^;]{0,400}?"
    r"\b(?:ordered\b|(?:is|are) (?:hereby )?(?:granted|denied)\b|signed by (?:\w+ ){0,4}judge)"
)
"""A judge who begins with the reasons: "Before the Court is Elm's motion. … The motion is denied.", "In light of the
report, the stay is lifted."."""
_JUDGE_ENTERS = re.compile(
    r"marginal (?:entry|notation|ruling)\b(?! (?:by|filed))|entry\W{1,4}(?:granting|denying)\b"
    rf"|(?:entry(?: ?-+| ?:)|\W*in chambers(?: only)?\b)\W+{_NO_PAPER}.{{0,300}}?{_COURT_DOES}"
)
"""What a judge of Ohio writes in the margin, of Indiana under "ENTRY - ", of California "(IN CHAMBERS)"."""
_ITS_OWN_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.ORDER, _JUDGE_REASONS),
    (Kind.ORDER, _JUDGE_ENTERS),
    (Kind.MINUTES, re.compile(r"entry for (?:\d{1,2}/|[a-z]{3,9}\.? \d)")),
    (
        Kind.ORDER,
        re.compile(
            r"(?:granting|denying|granted|denied|approved|allowed)\b(?: in part)?(?: and (?:granting|denying|denied) "
            r"in part)?"
            r"(?: as moot)?:? (?:the |plaintiff'?s?'? |defendant'?s?'? |unopposed |joint |#|\[|\(){0,4}"
            r"(?:\d|motion|application|stipulation|request)"
            r"|order(?=dated|granting|denying|setting|regarding|re:)"
            r"|\W*in chambers\W+(?:text )?(?:only )?(?:entry\W+)?order\b|\((?:[a-z-]+ ){0,3}order(?: only)?\)"
        ),
    ),
    (
        Kind.MINUTES,
        re.compile(
            r"in chambers conference\b|jury selection$|(?:electronic )?clerk'?s'? notes$|proceedings$"
            r"|(?:jury selection|pretrial conference \([a-z ]{3,20}\)|in[- ]court (?:hearing|proceedings?)"
            r"|[a-z]{3,9} (?:\d{1,2}, )?\d{4},? (?:[a-z-]+ ){0,2}(?:hearings?|conference)"
            r"|(?:(?:motion|status|telephonic|telephone|video|zoom|evidentiary|show cause|in-person|preliminary|final"
            r"|continued|further|oral|confirmation|omnibus|chapter \d+) ){0,2}"
            r"hearing (?:on|re:?|regarding) [^.;]{1,160}?) (?<!to be )(?:was )?held\b"
        ),
    ),
    (Kind.BRIEF, re.compile(r"(?:memorandum of )?points (?:and|&) authorities\b(?! in opp)")),
    (Kind.SERVICE, re.compile(r"process receipts? and returns?\b|summons request\b")),
    (
        Kind.OTHER,
        re.compile(
            r"(?:submitted|lodged|uploaded) order\b|order (?:upload|lodged|submitted)\b"
            r"|(?:[a-z-]+ ){0,2}appearance bond\b|plea petition\b|petition to enter (?:a )?(?:plea|guilty plea)\b"
            r"|discovery plan(?:/| and )\W*(?:proposed )?scheduling order (?:filed|submitted)? ?by\b"
        ),
    ),
    (Kind.ORDER, re.compile(r"entry of order (?:granting|denying|on|re)\b")),
    (
        Kind.ORDER,
        re.compile(
            r"agreed (?:judgment )?entry\b(?= (?:resolving|granting|denying|approving|settling|on"
            r"|dismissing|re|regarding|for|and)\b)"
        ),
    ),
    (
        Kind.NOTICE,
        re.compile(
            r"re-?notice (?:of )?(?:motion )?hearing\b|\W*\(court only\)\W*motions? terminated\b"
            r"|deadlines?(?:/hearings?)? (?:re-?set|terminated|updated)\b"
        ),
    ),
    (Kind.ORDER, re.compile(r"(?:it is )?(?:hereby )?ordered(?:,? (?:that|[a-z]+ing|adjudged)\b|: )")),
    (
        Kind.ORDER,
        re.compile(
            r"so[- ]ordered[,:]? (?:re|as to|granting|denying|stipulation|letter|d\.?i|\[?\d{1,4})\b|so[- ]ordered\W*$"
            r"|(?:granted|denied|allowed|approved)[.,:;]{0,2} (?:order\b|re:? )"
            r"|memo(?:randum)? endors(?:ed|ement)\b|letter[- ]endorsed order\b|it is (?:hereby )?so ordered re\b"
            r"|(?:motion|application|request) (?:nos?\.? ?|#)?\[?\d{1,4}\]? (?:is |are )?(?:hereby )?(?:allowed|granted"
            r"|denied|approved)\b"
            r"|streamlined request .{2,200}? is approved\b"
            r"|eo:|approval (?:of (?:[\w-]+ ){0,2}(?:application|motion|admission)|by (?:the )?clerk)"
            r"|(?:clerk'?s )?stamp (?:order )?(?:granting|denying)\b|(?:standard "
            r"|joint )?discharge of (?:joint )?debtor"
        ),
    ),
    (
        Kind.MINUTES,
        re.compile(
            r"records? of proceedings?(?=[.:])"
            r"|(?:[\w.' ]{2,24} )?proceedings? memo(?:randum)?\b(?! (?:and|&) order)|minutes? of (?:hearing|\d{1,2}/)"
            r"|memo(?:randum)? to (?:the )?record\b|disposition of (?:[\w-]+ ){0,2}hearing\b"
            r"|(?:hearing|matter) (?:dropped|removed|taken off|off calendar)\b[^;]{0,120}?\b(?:granted|denied|resolved"
            r"|settled|withdrawn|moot)\b|(?:matter )?marked off\b"
            r"|(?:docket text: )?hearing held[.;:] (?:ruling|disposition|outcome)"
            r"|ep:|(?:[a-z-]+ ){0,2}hearing; (?:text )?order on\b"
            r"|civil minutes\b(?! order)|(?:[\w'.]{3,16} )?minutes? (?:sheet|proceedings?)\b|proceedings?(?: held|:)"
            r"|(?:case|cause) argued\b"
            r"|(?:jury|bench|non-jury|court) trial ?-+ ?day\b"
        ),
    ),
    (
        Kind.SERVICE,
        re.compile(r"(?:court'?s? |clerk'?s? )?(?:notice|order)s?(?: (?:or|and) (?:notice|order)s?)? and bnc cert"),
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
        re.compile(r"(?:amended |expedited )?(?:request for (?:\w+ )?transcripts?\b|transcript request\b)|ao ?-?435\b"),
    ),
    (
        Kind.OPINION,
        re.compile(
            r"(?:magistrate judge'?s? )?proposed findings (?:of fact )?(?:and|&) recommend"
            r"|(?:partial )?recommended disposition\b"
            r"|recommendation (?:re|regarding|that|of (?:the )?(?:united states |u\.s\. )?magistrate)\b"
        ),
    ),
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
    (Kind.OPINION, re.compile(r"(?:amended )?findings of fact,?(?: and| &)? conclusions of law\b(?! (?:by|filed))")),
    (Kind.SERVICE, re.compile(r"service (?:un)?executed\b|service of (?:the )?(?:summons|process|complaint)\b")),
    (Kind.SERVICE, re.compile(r"certification (?:of|re:?) (?:service|mailing)\b")),
    (
        Kind.MINUTES,
        re.compile(
            r"(?:matter:|doc\.? \d{1,4} ).{0,200}?\b(?:disposition|result|ruling): "
            r"|(?:journal entry|docket entry|record of proceedings?(?! held on)|in[- ]court hearing|courtroom "
            r"proceedings?)\b[^.;]{0,80}"
            r"\bheld\b"
            r"|(?:matter|case) (?:is |was )?taken under (?:advisement|submission)\b|hearing (?:taken )?off calendar\b"
            r"|(?:calendar|docket) call\b(?=[^.;]{0,80} held|\W*$)|pre-?trial conference - (?:initial|interim|final)\b"
        ),
    ),
    (Kind.NOTICE, re.compile(r"(?:re-?)?set conference\b(?=[^.;]{0,80} (?:re-?)?set for)")),
    (Kind.APPEARANCE, re.compile(r"(?:attorney|counsel) withdrawal\b|withdrawal of (?:attorney|counsel)\b")),
    (
        Kind.OPINION,
        re.compile(
            r"memorandum of (?:decision|opinion)\b|tentative decision\b"
            r"|(?:\[\d{5,9}\] )?(?:affirmed|reversed|vacated|dismissed|remanded|denied|enforced)\b[^.;]{0,60}; ?"
            r"terminated on the merits\b"
        ),
    ),
    (Kind.COMPLAINT, re.compile(r"cross-?claims?\b|(?:in)?voluntary petition-")),
    (
        Kind.COMPLAINT,
        re.compile(
            r"adversary case \S+ (?:.{0,600}?[):,.] (?:\d\d )?)?"
            r"(?:(?:(?:amended|joint) )?complaint|notice of removal)\b"
        ),
    ),
    (
        Kind.ORDER,
        re.compile(
            r"(?:(?:stipulated|amended|consent) ){0,2}(?:preliminary|permanent) injunction\b(?=[^;]{0,300}\bsigned"
            r" by\b)"
        ),
    ),
    (Kind.ORDER, re.compile(r"memorandum (?:regarding|re) [^;]{4,200}\. motions? referred to\b")),
    (Kind.NOTICE, re.compile(r"(?:line|praecipe)(?: (?:of|to))? withdraw|withdrawal of \[?\d{1,4}\]? ")),
    (
        Kind.NOTICE,
        re.compile(
            r"briefing letter sent\b|responses?(?: to (?:the )?(?:application|petition))? (?:is |are )?requested\b"
            r"|docketed cause\b"
        ),
    ),
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
    if (lead := _LEAD.match(line.low, begin)) and (led := _opening_at(line, lead.end())).kind is not Kind.OTHER:
        return result if _TELLS.match(line.low, led.end) else led
    return _unnamed(line, begin, result)


def _unnamed(line: PreparedText, begin: int, result: OpeningPhrase) -> OpeningPhrase:
    """The kind of a text whose first phrase has no noun that gives it: what the court does, or what follows the name
    of a party."""
    if "ing " in line.low[begin : begin + 60] and _GRANTS.match(line.low, begin):
        return OpeningPhrase(Kind.ORDER, result.start, result.noun, result.end)
    if owner := _POSSESSIVE.search(line.text, begin, begin + 200):
        return _opening_at(line, owner.end())
    return result


_GRANTS = re.compile(
    r"(?!.{0,60}\b(?:propos|unsigned|submit|lodg|upload|receiv|tender|draft|form of|notice|request|object|letter"
    r"|cop[iy]))"
    r"(?:[\w'\u2019.-]+[,:]? ){0,4}?(?:granting|denying|approving|allowing|overruling|sustaining)(?: in part)?"
    r"(?: as moot)? (?:the |[\w.]+['\u2019]s? )?[\[(#]{0,2}\d{1,5}\b"
)
"""A court's act on an entry, whatever the order is called: "AGREED ENTRY granting 41 joint motion"."""


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
    r"|(?:the )?writs? of certiorari\b[^.;]{0,60}? dismissed\b|probable jurisdiction (?:is )?noted\b"
    r"|(?:the )?appeals? (?:is |are )?dismissed\b|(?:the )?case (?:is )?(?:hereby )?dismissed (?:pursuant|with|for"
    r"|under)\b"
    r"|(?:the )?(?:chief )?justice [\w.]+(?: and justice [\w.]+)? took no part\b"
    r"|dispos(?:ed|ition)(?: of)?[:.,-] ?(?:[\w'-]+ ){0,6}?(?:affirmed|reversed|vacated|remanded|dismissed|denied"
    r"|granted)\b"
    r"|terminated on (?:the merits|procedural grounds)\b"
    r"|(?:petition for )?(?:panel )?(?:rehearing|certiorari|cert\.?)(?: en banc)? (?:is )?(?:granted|denied)\b"
    r"|(?:circuit judges?|before|panel|coram):? [^.;]{2,100}[.;] (?:the )?(?:petition|application|motion|appeal)s?\b"
    r"[^.;]{0,160}? (?:is|are) (?:hereby )?(?:granted|denied|dismissed)\b|certiorari dismissed\b"
    r"|(?:the )?(?:petition|application|motion|request|appeal)s?\b[^.;]{0,160}? (?:is|are) (?:hereby )?"
    r"(?:granted|denied|dismissed)\b"
    r"|(?:the )?(?:court (?:hereby )?(?:grants|denies|orders|adopts|dismisses)"
    r"|(?:parties|counsel|plaintiffs?|defendants?|government) (?:shall|must)"
    r"|(?:deadline|time)s?\b[^.;]{3,160}? (?:is|are) (?:hereby )?(?:further )?extended)\b"
    r"|[^.]{0,200}?\b(?:it is (?:hereby |so "
    r"|therefore )?ordered\b|(?:applicants?|appell\w+|petitioners?|respondents?|plaintiffs?"
    r"|defendants?|part(?:y|ies)|counsel|the clerk|debtors?)(?: \w+)? (?:is|are) (?:hereby )?(?:directed|ordered) to\b"
    r"|the court (?:hereby )?(?:grants|denies|orders)\b)"
)
"""Texts of orders that have no noun of an order."""


_ACTING = (
    "order", "direct", "grant", "denie", "dispos", "dismiss", "jurisdiction", "took no part", "terminated on", "shall",
    "must", "extended", "adopts",
)  # fmt: skip
_COUNSEL_CHANGES = re.compile(
    r"(?:(?:withdrawal|entry|substitution)(?: and (?:entry|withdrawal|substitution))?) of"
    r" (?:appearance|counsel|attorney)"
)
_CHARGES = re.compile(r"(?:superseding |felony |misdemeanor )*information(?=\s*(?:-|as to\b|filed|\(|$))")


def _nounless(words: list[str], rest: str) -> Kind:
    if words[:1] in (["argued"], ["reargued"], ["adjudged"]):
        return Kind.JUDGMENT if words[0] == "adjudged" else Kind.MINUTES
    if rest.startswith(("appeal of magistrate judge", "appeal of decision", "appeal of detention")):
        return Kind.MOTION
    if any(map(rest.__contains__, _ACTING)) and _THE_COURT_ACTS.match(rest):
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
        # "Response and Request for Hearing" opposes what it asks to be heard on.
        return Kind.OPPOSITION if first == Kind.OPPOSITION and last == ASKED else _served(last, phrase.words, rest)
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
    if Kind.TRANSCRIPT in nouns[:2] and nouns.index(Kind.TRANSCRIPT) < nouns.index(Kind.ORDER):
        return Kind.TRANSCRIPT
    return Kind.OPINION if Kind.OPINION in nouns else Kind.ORDER


def _last(noun: Kind | str, phrase: NounPhrase) -> Kind:
    """The kind of the last noun, except for a trustee's recommendation and for proposed papers; "Letter - Sentencing"
    has that of its first noun."""
    if noun == HEARING and isinstance(phrase.nouns[0], Kind):
        noun = phrase.nouns[0]
    recommends = noun == Kind.OPINION and phrase.words[-1].startswith("recommend")
    if (
        phrase.proposed
        or not isinstance(noun, Kind)
        or (recommends and not {"report", "findings", "memorandum"} & set(phrase.words))
    ):
        return Kind.OTHER
    return noun


_FOR_NOTICE = re.compile(
    r" for (?:special |all |courtesy |service of |electronic ){0,2}notices?\b(?! of (?!electronic))"
)
"""A creditor's "Request for Notice" in a bankruptcy is how counsel appears there."""
_OF_SERVICE = re.compile(
    r" (?:of|to) (?:receipt|service|mailing|publication|waiver|summons)|,? (?:re|regarding):? service"
)


_ASKS = re.compile(r" (?:for|to|that)\b(?! production)")
_OF_THE_CLERK = re.compile(
    r" (?:for (?:an? |the |all |certified |exemplified )*(?:cop(?:y|ies)|audio|cds?\b|recording|search|asset notice"
    r"|notices? of (?:assets?|possible)|chapter \d+|341|(?:\w+ )?meeting of creditors|information|status"
    r"|refund of|receipt|file stamp|certificate of (?:search|good)|removal from|electronic (?:notif|notic)\w*"
    r"|issuance|zoom|telephon\w+|video\w*|interpreter|disability|accommodation)"
    r"|to (?:the )?(?:clerk|be removed|remove|stop|discontinue|issue notice|notice assets|schedule (?:a )?341))\b"
)
"""What a clerk does when asked, without a judge: copies, recordings, a meeting of creditors, the notice of assets."""


def _served(noun: Kind | str, words: list[str], rest: str) -> Kind:
    if noun == ASKED:
        if rest.startswith((" for issuance of", " for summons", " to issue summons")):
            return Kind.SERVICE
        if _FOR_NOTICE.match(rest):
            return Kind.APPEARANCE
        return Kind.OTHER if _OF_THE_CLERK.match(rest) or not _ASKS.match(rest) else Kind.MOTION
    return Kind.SERVICE if _OF_SERVICE.match(rest) or "bnc" in words or "mailing" in words else Kind.OTHER


_NOTICE_OF: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.APPEARANCE,
        re.compile(
            r" of (?:[\w-]+ ){0,3}(?:appearance|(?:attorney|counsel) (?:withdrawal|substitution)|withdrawal as"
            r" (?:[\w-]+ )?(?:attorney|counsel)|lead (?:counsel|attorney)|(?:substitution|withdrawal|change"
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
    r"|(?:(?:are |is )?taken under (?:advisement|submission)|(?:are |is )?submitted)"
    r"(?=\W*$|\W*\([a-z, ]+\)|:| to (?:the )?(?:court"
    r"|\w+ judge|judge))"
    r"|(?:(?:are |is |(?:has|have) been )?terminated\b)"
    r"|re-?noted\b|event filed\b|ready for (?:decision|ruling)\b"
    r"|(?:filing )?(?:deadlines?|cut-?off)\b|(?:in limine )?(?:are |is )?due (?:by|on|\d))"
)
"""Clerks' entries about a motion: "Motions No Longer Referred: 12 MOTION", "Motion due by 2/3/2021"."""
_IS_OVER = re.compile(r" (?:is |was )?(?:withdrawn|settled|resolved|continued to)\b(?! (?:motion|application)s?\b)")
""" "Motion withdrawn in open court": a clerk's note of the day."""
_TO_THE_COURT = re.compile(
    r"[^;:]{0,100}? to (?:\d{1,5} )?(?:order|letter|notice(?! of (?:[\w-]+ ){0,2}(?:cross-)?motion)|court)"
)
_BY_THE_COURT = re.compile(r" by (?:the )?court\b")
_ITS_HEARING_SET = re.compile(r"[^.]{0,120} hearing (?:re)?set for\b")
_ITS_DAY = re.compile(r"(?: (?:to|or|and|of) [^.;,]{2,60}?)? (?:is |are )?(?:now )?due\b(?! to\b)")
_MAY_BE_DUE = frozenset({Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.ANSWER, Kind.EXHIBIT})
_DECIDED = re.compile(
    r"(?: \([^()]{1,30}\)|, (?:ecf|dkt|docket|doc)\.? (?:no\. )?\d{1,4},)? (?:is|are) (?:hereby )?(?:approved"
    r"|allowed) and (?:is )?so[- ]ordered"
    r"|(?:(?:[^.]|\b(?:docs?|dkts?|nos?|inc|corp|[a-z])\.){0,140}? (?:is |are |hereby ){0,2}(?:granted|denied)"
    r"|(?: for (?:a )?(?:writs? of )?[\w ]{4,24})?"
    r" (?:is |are |hereby ){0,2}(?:dismissed|vacated|approved|allowed|sustained|overruled))(?: in part)?"
    r"(?:\W*(?:[.;]|$|\()| by (?:the )?(?:chief )?(?:justice|court|clerk)\b| and the time is (?:further )?extended\b"
    r"| (?:re:?|as to|-) | limited to | as improvidently | under rule | with(?:out)? prejudice\b"
    r"| for (?:want|lack) of | pursuant to (?:s\. ?ct\. |frap |fed\. |rule )| and (?:the )?(?:petition|appeal)s?\b)"
    r"|(?:(?!\b(?:if|until|whether|unless|once|after|that|should|be|was|not)\b)[^.;]){0,140}? is (?:hereby )?granted"
    r" (?:pursuant to|for|to|until|through|without)\b"
)
"""Also Eastern Texas's clerk: "Unopposed First Application for Extension of Time to Answer is GRANTED pursuant to Local
Rule CV-12 for Elm Corp. to 5/5/2015"."""


_STIPULATED = re.compile(r" w/ order|\W{1,3}(?:is )?so[- ]ordered\b")


def _opposing(rest: str) -> Kind:
    if rest.startswith(" in support"):
        return Kind.BRIEF
    if _BY_THE_COURT.match(rest):
        return Kind.ORDER
    return Kind.REPLY if _TO_THE_COURT.match(rest) else Kind.OPPOSITION


def _answering(kind: Kind, rest: str) -> Kind:
    """The kind of a noun, corrected by the words behind it: a "RESPONSE in Support" opposes nothing, nor does a
    "RESPONSE to Order to Show Cause"; "Response due June 12" is the clerk's entry, and "Petition DENIED" the
    court's."""
    if kind is Kind.STIPULATION and _STIPULATED.match(rest):
        return Kind.ORDER
    if kind is Kind.OPPOSITION:
        return _opposing(rest)
    if kind in (Kind.MOTION, Kind.COMPLAINT, Kind.STIPULATION) and _DECIDED.match(rest):
        return Kind.ORDER
    if kind is Kind.MOTION and _IS_OVER.match(rest):
        return Kind.MINUTES
    if kind is Kind.MOTION and (_REFERRED.match(rest) or _ITS_HEARING_SET.match(rest)):
        return Kind.NOTICE
    if kind is Kind.COMPLAINT and rest.startswith(
        (
            " for rehearing",
            " for panel rehearing",
            " for permission",
            " to confirm",
            " to compel",
            " for attorney",
            " for fees",
            " for allowance",
            " for approval",
            " for leave",
            " for payment",
            " for compensation",
            " for appointment",
            " for final",
            " for interim",
            " for rule to show",
            " for order",
            " for release",
        )
    ):
        return Kind.MOTION
    return kind


_HELD = re.compile(
    r"(?: as to [^;:()]{2,80}?(?: \(\d+\))?| \w+ \w+| \w+)?[\s\-,]*(?:was |were )?(?:held|continued|begun|concluded"
    r"|completed|not held|adjourned)"
    r"|(?: -| and(?= plea)| re:?| on)(?! not\b| cancel| vacat| re-?set| re-?sched)(?: [a-z0-9()/'-]{1,16}){1,6}$"
    r"|\s*(?:$"
    r"|\(bk[^)]*\)|before judge)"
)
_SET = re.compile(r"\.?(?:[^.;]{0,60}? )(?:re)?(?:set|scheduled|to be held|noticed)\b")


def _hearing(rest: str) -> Kind:
    """ "Motion Hearing held …" is a minute entry; "Motion Hearing set for …" gives notice."""
    if _HELD.match(rest):
        return Kind.MINUTES
    return Kind.NOTICE if _SET.match(rest) else Kind.OTHER
