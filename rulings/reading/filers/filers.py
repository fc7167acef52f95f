"""Which parties filed a text: "by Plaintiff Parler LLC", "Document filed by …", "on behalf of …", "by All Defendants".

A name that matches no party is returned in the court's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rulings.reading.filers.court_speaks import FROM_THE_CLERK, is_entry_of_court
from rulings.reading.filers.names import PartyRoster, get_words_before_noun
from rulings.reading.references.references import EntryMention
from rulings.reading.text import PreparedText, find_closing_bracket
from rulings.vocabulary.kinds import Kind

_CUE = re.compile(
    r"\b(?=[abcdflmors])(?:(?P<sure>document filed by"
    r"|filed by (?:attorney )?(?:mr|ms|mrs|dr)\. (?:[^.;()]|\b\w\.|\b[js]r\.){2,80}? for|filed by"
    r"|received from (?:mr|ms|mrs|dr)\. (?:[^.;()]|\b\w\.){2,80}? for|on behalf of|submitted by)[:\s]+"
    r"|(?P<maybe>by:? (?:[^.;()\[]|\b\w\.){2,60}?(?<!attorney)(?<!counsel) for(?= (?:the )?(?:trustee|debtor|creditor"
    r"|other professional|plaintiff|defendant"
    r"|appell|mr\.|ms\.))|by(?: and (?:between|among)(?: the)?)?"
    r"|appearing for)[:\s]+"
    r"|(?P<party>of|for)\s+(?=(?:all "
    r"|the )?(?:plaintiff|defendant|petitioner|respondent|appell|amic|debtor|trustee|creditor"
    r"|intervenor|firm|applicant|garnishee|claimant|receiver|movant|relator|objector))"
    r"|(?P<friend>amic(?:us|i) curiae (?:brief )?of|brief of)\s+(?=[a-z])"
    r"|(?P<listed>(?:response|reply|opposition|objections?|memorandum|statement|report) of"
    r"|(?:letter|correspondence) from"
    r"|^motion of(?= [^;]{2,120}? for leave\b)|filed \(ecf\)(?= (?!appell|petitioner|respondent|amic)))\s+"
    r"|(?P<appellate>filed|filed \(ecf\)|brief(?: filed)? (?:of|for)) (?=appellant|appellee|petitioner|respondent"
    r"|amic)|(?P<from>appearance(?: filed)? (?:of|for)|(?:counsel|attorneys?) (?:for|of)(?= )"
    r"|from (?=(?:the )?(?:plaintiff|defendant|petitioner|respondent"
    r"|attorney (?:mr|ms|mrs|dr)\.)))\s*)"
)
_ROLE = re.compile(
    r"(?:(?:all|the|both|and|consol|consolidated|counter|cross|third[- ]party|intervenor|interested|non-party|nominal"
    r"|class|movant|interpleader|special|joint|liquidating|chapter \d+|mr\.|ms\.|mrs\.|dr\.)\s+)*"
    r"(?:(?:plaintiff|defendant|petitioner|respondent|appellant|appellee|applicant|debtor|creditor|trustee|claimant"
    r"|intervenor|movant|member|party|parties|amicus|amici|curiae|pltfs?\.?|defts?\.?|dfts?\.?"
    r"|garnishee|relator|objector|attorney|u\.s\. trustee"
    r"|other professional|accountant|appraiser|auctioneer|broker|examiner|financial advisor|realtor"
    r"|(?:claims(?: and noticing)?|noticing|claims and balloting) agent|ombudsman|assignee|transferee"
    r"|plan administrator"
    r"|petitioning creditor|foreign representative|stockholder|consultant|partner"
    r"|receiver|liquidator|monitor|counter[- ]?claimant"
    r"|counter[- ]?defendant|cross[- ]?claimant|cross[- ]?defendant)"
    r"(?:s\b|\(s\)|\.|'s|s')?(?:[- ]in[- ]possession| in possession|[- ]appellants?|[- ]appellees?)?[\s,:]+|(?:mr|ms"
    r"|mrs|dr)\.\s+)*"
)
_ALL = re.compile(r"(?:all\s+)(plaintiff|defendant)s?\b|(?:the\s+)?(plaintiff|defendant)s\b(?! and\b)")
_BOTH = re.compile(
    r"(?:all|the|both) parties\b|(?:the )?(?:plaintiffs? and (?:the )?defendants?"
    r"|defendants? and (?:the )?plaintiffs?)\b"
)
"""Both sides: "STIPULATION by all parties", "JOINT REPORT by Plaintiff and Defendants"."""
_NOBODY_ELSE = re.compile(
    r"['\u2019]?\s*(?:$|[.;()\[]|,?\s*(?:re|to|for|in|as|on|upon|regarding|with|against|jointly|pursuant)\b)"
)
_SIDE_ONLY = re.compile(r"(?:the\s+)?(plaintiff|defendant)s?\b")
_SEPARATOR = re.compile(r"(?:\.? ?\(\d{1,3}\))?[\s,;.&/]*(?:and\s+)?")
"""What stands between two names: a defendant has a number, "Ann Roe (1), Jane Poe (2)"."""
_ONLY_ROLE = re.compile(
    r"(?:[Tt]he\s+)?([Tt]rustee"
    r"|U\.S\.? [Tt]rustee|[Dd]ebtor|[Pp]etitioner|[Rr]espondent|[Aa]ppellant|[Aa]ppellee|[Cc]laimant)"
    r"(?=\s*(?:$|[a-z.;:,(\[]|[A-Z][a-z]+ing\b|(?:RE|Re|Of|To|For|In|Has)\b))"
)
"""A filer named by a role that only one party of the docket has: "Report by Trustee RE: …"."""
_DEBTORS = re.compile(
    r"(?:[Tt]he |[Jj]oint )?[Dd]ebtor(?:s|\(s\)| (?P<one>[12]))"
    r"(?=\s*(?:$|[a-z.;:,(\[]|[A-Z][a-z]+ing\b|(?:RE|Re|Of|To|For|In)\b))"
)
"""A couple in bankruptcy: "Filed by Debtors", "by Debtor 2"."""
_OWN_ROLE = re.compile(
    r"(?:the"
    r" )?(trustee|debtor|petitioner|respondent|appellant|appellee|claimant|plaintiff|defendant)['\u2019]?s['\u2019]? "
)
_VERSUS = re.compile(r"complaint (?:\[[^\]]{1,20}\] )?(?=\S)")
_NEW_SENTENCE = re.compile(r"\.\s+")
"""A new sentence ends the list of filers: in "Returned Executed by Elm SA. Oak Bank served on 3/13/2023" Oak Bank is
none."""
_STOP = re.compile(
    r"[(\[;<]|\.(?=filed\b)"
    r"|\.(?<!\b\w\.)(?<!\binc\.)(?<!\bmr\.)(?<!\bms\.)(?<!\bmrs\.)(?<!\bdr\.)"
    r"(?<!\bst\.)(?<!\bdeft\.)(?<!\bdefts\.)(?<!\bdft\.)(?<!\bpltf\.)(?<!\bpltfs\.)"
    r"(?<!\bcorp\.)(?<!\bco\.)(?:\s|$|\.)"
    r"|\.\.|\s{2,}|\s-+\s?w/|\s-+\s(?!the\b)|\sof\s(?=\[)|\s(?:were|was|scheduled|re|re:|to|for|in|on|against"
    r"|identifying"
    r"|supporting|urging"
    r"|with|upon|as to|regarding|dated|from|before|that|document|who|pursuant|filed|under|at|held|by|the hearing"
    r"|substituting|shortening|requesting|seeking|hearing)\b"
)
_OF_ITS_NAME = re.compile(
    r"\b(?:as|(?:receiver|trustee|servicer|agent|successor(?:s)?(?: in interest)?|custodian|nominee|assignee"
    r"|beneficiary"
    r"|administrator|attorney-in-fact|guardian|conservator|representative|committee|department|association|center"
    r"|citizens"
    r"|office|secretary|commission|alliance|coalition|council|society|institute|foundation|fund|union|bank|trust"
    r"|action))$"
)
"""A word before "for", "of" or "on" with which a name goes on: "Elm Bank, as Receiver for Oak Bank"."""
_AFTER_ASIDE = re.compile(r"(?:[a-z]+ ){2,6}\s+")
"""Words between an aside that was blanked out and the filer: "Notice of Hearing (related document(s)12) Filed by Elm
Corp."."""
_ASIDE = re.compile(r"\((?=(?:re|related)\b|\d{1,5} [a-z])")


@dataclass(frozen=True, slots=True)
class ReadFiler:
    """The filer: parties of the docket, or the court's words, and the side."""

    ids: tuple[int, ...] = ()
    text: str = ""
    side: str = ""
    span: tuple[int, int] = (0, 0)
    """Where the text names the filer, from the preposition on."""


def read_filer(
    kind: Kind, line: PreparedText, noun: int, own: Sequence[EntryMention], roster: PartyRoster
) -> ReadFiler:
    """The filer of a prepared text. Nobody where the court itself speaks."""
    clerks = FROM_THE_CLERK.match(line.low)
    noticed = bool(clerks and clerks[0].endswith("hearing"))
    if is_entry_of_court(kind, line.low) or (clerks and not noticed):
        return ReadFiler()
    owner = _trustee_who_reports(line, roster) or _owner(line, noun, roster)
    if owner.ids or owner.text:
        return _named_among(owner, _without_asides(line.low), line.text, roster)
    low = _without_asides(line.low)
    low = _RUN_ON.sub(" to", low) if "to [" in low else low
    first = own[0].start if own else len(low)
    cues = [cue for cue in islice(_CUE.finditer(low), 16) if _counts(kind, cue, own)]
    if kind is Kind.LETTER and (about := _WRITES_ABOUT.search(low)):
        cues = [cue for cue in cues if cue.start() < about.end() or not _is_of_matter(cue, first)]
    if noticed:
        cues = _cues_of_noticed(cues, low, first)
    elif any(cue["friend"] for cue in cues):
        cues = [cue for cue in cues if not cue["party"]]
    cues.sort(key=lambda cue: _weight(cue, first, low[noun : cue.start()]))
    found = _named_by(cues, kind, PreparedText(line.text, low), own, roster)
    if found.ids or found.text or found.side:
        return found
    if signer := _signer(line, roster):
        return signer
    return owner if owner.side else ReadFiler((), get_words_before_noun(line, noun)[:200])


def _cues_of_noticed(cues: list[re.Match[str]], low: str, first: int) -> list[re.Match[str]]:
    """Who notices a hearing is named before the entries that the text names, or right behind an aside; and with whoever
    files, for whom: "filed by Ann Roe on behalf of Oak Bank"."""
    of_filer = [
        cue for cue in cues if cue["sure"] and (cue.start() < first or _AFTER_ASIDE.fullmatch(low, 0, cue.start()))
    ]
    ends = [cue.end() for cue in of_filer]
    of_client = [
        cue
        for cue in cues
        if cue not in of_filer
        and cue[0].startswith("on behalf of")
        and any(0 < cue.start() - end <= _LONGEST_SIGNER for end in ends)
    ]
    return of_filer + of_client


_LONGEST_SIGNER = 80


_WRITES_ABOUT = re.compile(r"\b(?:regarding|concerning|requesting|re)\b")


def _is_of_matter(cue: re.Match[str], first: int) -> bool:
    """Whether a cue behind "regarding" belongs to what a letter is about: "regarding health of Plaintiff", "re [34]
    MOTION to Intervene on behalf of Elm Bank"."""
    return bool(cue["party"] or cue["from"]) or (cue[0].startswith("on behalf of") and cue.start() > first)


def _named_among(owner: ReadFiler, low: str, text: str, roster: PartyRoster) -> ReadFiler:
    """Those of a whole side that the text names: in "Defendants' MOTION to Stay filed by Elm Corp." one defendant."""
    if len(owner.ids) < 2:
        return owner
    for cue in islice(_CUE.finditer(low), 16):
        found = _at(text, low, cue, roster) if cue["sure"] else ReadFiler()
        if found.ids and {*found.ids} <= {*owner.ids}:
            return found
    return owner


def _named_by(
    cues: list[re.Match[str]], kind: Kind, line: PreparedText, own: Sequence[EntryMention], roster: PartyRoster
) -> ReadFiler:
    """The filer named after the first of these cues that names a party, else the first one named."""
    low = line.low
    first = own[0].start if own else len(low)
    words, of_title = ReadFiler(), False  # ``of_title``: somebody was named; a name after the entries is theirs.
    named = bool(own and _IN_BRACKETS.match(low, first))
    for cue in cues:
        if (
            cue.start() > first
            and (of_title or (named and cue["sure"] is None))
            and not low.endswith("   ", 0, cue.start())
        ):
            break
        found = _at(line.text, low, cue, roster)
        if found.ids or (found.side and not (found.text or words.text)):
            return found
        named = named or (bool(cue["sure"] or cue["maybe"]) and _is_name(found.text))
        if not words.text and (
            cue["sure"] or found.side or _names_filer(kind, cue, found.text) or _is_partys(kind, line, cue, found.text)
        ):
            words, of_title = found, bool(found.text and (cue["sure"] or cue["maybe"]))
    return words


_IN_BRACKETS = re.compile(r"\[\d{1,5}-\d")
"""In "Reply by Creditor Elm SA to [58-1] Opposition by Oak Bank", a clerk's form of the nineties, the title of the
entry in brackets and its own filer follow the bracket. In the same way any "by" after an entry is ignored once somebody
was named before it."""


def _is_name(text: str) -> bool:
    role = _ROLE.match(f"{text.lower()} ")
    return text[:1].isupper() or bool(role and role[0] and text[role.end() : role.end() + 1].isupper())


def _names_filer(kind: Kind, cue: re.Match[str], text: str) -> bool:
    """Whether a "by …" that names no known party still names the filer."""
    if cue["friend"]:
        return text[:1].isupper()
    if not cue["maybe"] and not cue["party"]:
        return False
    role = _ROLE.match(f"{text.lower()} ")
    if role and role[0] and text[role.end() : role.end() + 1].isupper():
        return True
    if not cue["maybe"] or not text[:1].isupper():
        return False
    return kind in _BY_A_NAME or cue[0].startswith("by:") or bool(_COMPANY.search(text))


_BY_A_SIGNER = frozenset({Kind.NOTICE, Kind.OTHER, Kind.SERVICE})
_NO_NAME = re.compile(
    r"(?:attorney|counsel|judge|magistrate|clerk|court|mediator|jury|written|certified|publication|hand|overnight"
    r"|express|regular|first|electronic|e-?mail|mail|telephone|video|consent|order|memorandum|stipulation|deposition"
    r"|posting|usca|deputy|probation|pretrial|u\.?s\.? (?:marshal|probation|attorney)|agreement|operation|reason|and"
    r"|way|virtue)\b",
    re.IGNORECASE,
)


def _is_partys(kind: Kind, line: PreparedText, cue: re.Match[str], text: str) -> bool:
    """Whether "by …" in a notice or the like names a party: right after the noun, "JOINDER by Ann Elm in 12 MOTION", or
    where the lawyer who signs right behind it is somebody else, "STATUS REPORT by Elm AB (Roe, Ann)"."""
    if not cue["maybe"] or kind not in _BY_A_SIGNER or not text[:1].isupper() or _NO_NAME.match(text):
        return False
    if _FIRST_NOUN.fullmatch(line.low, 0, cue.start()):
        return True
    end = cue.end() + len(text)
    signer = _SIGNED.search(line.text, end, end + 60)
    if signer is None or "withdraw" in line.low[:60] or line.text[end : signer.start()].strip(" .,"):
        return False
    return signer["last"].lower() not in text.lower()


_FIRST_NOUN = re.compile(r"(?:joinder|supplement|errata|statement|redaction|demand|addendum|adoption) ")


_COMPANY = re.compile(
    r"\b(?:inc|llc|l\.l\.c|corp|corporation|company|ltd|lp|llp|bank|n\.?a|plc|usa|united states(?: of america)?|trust"
    r"|association|u\.? ?s\.? trustee)\b\.?$",
    re.IGNORECASE,
)
"""What ends the name of a company: in a "NOTICE by Elm Bank" it is no lawyer who is named."""
_BY_A_NAME = frozenset(
    {
        Kind.MOTION,
        Kind.ANSWER,
        Kind.COMPLAINT,
        Kind.OPPOSITION,
        Kind.REPLY,
        Kind.BRIEF,
        Kind.DECLARATION,
        Kind.EXHIBIT,
        Kind.STIPULATION,
    }
)
"""Kinds whose "by …" names a filer even when it is no known party."""


def _weight(cue: re.Match[str], first_reference: int, between: str) -> tuple[int, int]:
    """Sort key of cues: first "Document filed by", then "filed by", then a "by" right after the noun ("RESPONSE by Elm
    in Opposition to MOTION by Oak"), then "filed by" after the entries that the text names ("RESPONSE by Elm to 12
    MOTION filed by Oak"), then the last "by" of the title, then one after the entries."""
    if cue["sure"]:
        certain = cue[0].startswith(("document", "on behalf"))
        return (0 if certain else 1 if cue.start() < first_reference else 3, cue.start())
    if cue["maybe"] and _NOUN_ALONE.fullmatch(between):
        return (2, cue.start())
    return (4 if cue.start() < first_reference else 5, -cue.start())


_NOUN_ALONE = re.compile(r"[a-z-]+ (?:(?:brief|memorandum) )?")


_OF_A_PARTY = frozenset(
    {Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION, Kind.LETTER, Kind.APPEARANCE, Kind.ANSWER}
)


_ASKS_OF = re.compile(
    r"^(?:(?:[\w-]+ ){0,2}(?:motion|waiver of right|application|consent|statement|suggestion)"
    r"|application of attorney .{2,120} pro hac vice)\s+$"
)
"""The Supreme Court's form: "Motion of petitioner for leave", "Waiver of right of respondent Roe to respond"; and
Western Washington's: "APPLICATION OF ATTORNEY Ann Poe FOR LEAVE TO APPEAR PRO HAC VICE for Plaintiff Elm Corp."."""


_FROM_IN = {"from": (Kind.LETTER, Kind.OPPOSITION), "appearance": (Kind.APPEARANCE,)}


def _counts(kind: Kind, cue: re.Match[str], own: Sequence[EntryMention]) -> bool:
    """Whether a cue names the filer in this kind of text: "of Defendant X" does so only in an opposition and the like,
    before any entry that the text names."""
    if cue["friend"] is not None:
        return kind is Kind.BRIEF
    if cue["listed"] is not None:
        return kind in _OF_A_PARTY or kind is Kind.OTHER or cue["listed"].startswith(("filed", "motion"))
    if cue["from"] is not None:
        return kind in _FROM_IN.get(cue["from"].split()[0], (Kind.LETTER,))
    if cue["party"] is None:
        return True
    if _ASKS_OF.search(cue.string, 0, cue.start()):
        return True
    return kind in _OF_A_PARTY and not (own and own[0].start < cue.start())


def _without_asides(low: str) -> str:
    """Blanks out "(RE: related document(s) 30 Motion filed by …)": that filer is another filing's."""
    found = _ASIDE.search(low)
    while found is not None:
        end = find_closing_bracket(low, found.start())
        low = low[: found.start()] + " " * (end - found.start()) + low[end:]
        found = _ASIDE.search(low, end)
    return low


def _at(text: str, low: str, cue: re.Match[str], roster: PartyRoster) -> ReadFiler:
    """The filer named after a cue: a list of names with or without roles, or a whole side."""
    start = cue.end()
    said = cue.start() if cue["listed"] is None else cue.start() + cue[0].rstrip().rindex(" ")
    if _NOBODY.match(low, start):
        return ReadFiler()
    ids, end = _names(low, start, roster)
    if ids:
        return ReadFiler(tuple(ids), "", roster.side_of(ids), (said, end))
    if whole := _whole_side(low, start, said, roster):
        return whole
    if alone := _by_role(text, cue, roster):
        return alone
    stop = _stop(text, low, start)
    until = stop.start() if stop else min(len(text), start + 120)
    if client := _CLIENT.search(low, start, until):
        return _client(text, low, (cue.start(), client.end(), until), roster)
    words = _NOT_OF_NAME.split(text[start:until], maxsplit=1)[0].strip(" .,:")
    words = words if stop or until == len(text) else words.rpartition(", ")[0] or words
    if stop and stop[0] == " for" and _PERSON.fullmatch(words):
        return _client(text, low, (cue.start(), stop.end() + 1, stop.end() + 1), roster, words)
    one = _SIDE_ONLY.match(low, start)
    side = one[1] if one else ""
    if one and len(words) <= len(one[0]) + 2:
        only = roster.of_side(side)
        return ReadFiler(tuple(only) if len(only) == 1 else (), "", side, (cue.start(), one.end()))
    return ReadFiler((), _shorten(words), side, (cue.start(), start + len(words)) if cue["sure"] or side else (0, 0))


def _shorten(words: str) -> str:
    """The court's words for the filer, which end with a name: a long list is cut between two of its names."""
    words = _BEGUN.sub("", words)
    return words if len(words) <= _LONGEST else words[: max(words.rfind(", ", 0, _LONGEST), 0) or _LONGEST]


_LONGEST = 200
_BEGUN = re.compile(
    r",? (?:as |its )?(?:assignees and/or )?(?:successors?|assignee|servicer|solely|as)$", re.IGNORECASE
)
"""The first words of what the filer is besides, where that was cut: "Elm Bank, Successor" of "in interest"."""
_NOT_OF_NAME = re.compile(
    r"(?:\s|\.\s?)(?=(?:Chapter 1[123] Plan|Government Proof|Proofs? of Claim|Summary of|Incomplete Filings?"
    r"|Schedules? [A-J]\b"
    r"|Section 316|[Nn]ew [Aa]ddress|Declaration Concerning|Statement of Financial)\b)|\s(?:for|to|of|on|and|with|ex "
    r"rel)\.?$"
)
"""What clerks write behind the name of who files a petition: what is due."""


def _by_role(text: str, cue: re.Match[str], roster: PartyRoster) -> ReadFiler | None:
    """The filer named after a cue by a role alone: "Filed by Debtors", "Report by Trustee"."""
    if (both := _DEBTORS.match(text, cue.end())) and (debtors := roster.debtors(both["one"] or "")):
        return ReadFiler(tuple(debtors), "", "", (cue.start(), both.end()))
    if (role := _ONLY_ROLE.match(text, cue.end())) and len(of_type := roster.of_type(role[1].lower())) == 1:
        return ReadFiler(tuple(of_type), "", roster.side_of(of_type), (cue.start(), role.end(1)))
    return None


_INSIDE_A_NAME = re.compile(
    r" (?:With|In|On|Upon|Before|At|Under|From)(?: (?:&|[A-Z][a-z][\w'\u2019-]*)){1,4}?,?"
    r" (?:LLC|L\.L\.C|Inc|Corp|Ltd|LLP|L\.?P)\b"
)
"""Of a company, in the court's letters: "Clear With Elm LLC"."""


def _stop(text: str, low: str, start: int) -> re.Match[str] | None:
    """Where a name that begins at ``start`` ends."""
    for stop in islice(_STOP.finditer(low, start, start + 300), 6):
        if _INSIDE_A_NAME.match(text, stop.start()):
            continue
        if (
            stop[0] not in (" for", " on", " to")
            or low.endswith(" bank", start, stop.start())
            or not _OF_ITS_NAME.search(low, start, stop.start())
        ):
            return stop
    return None


_CLIENT = re.compile(
    r"/\s?(?=(?:trustee|debtor|creditor|plaintiff|defendant|petitioner|respondent|other professional)\b)"
)
"""Who signs, and for whom, in one bankruptcy court's form: "Declaration by: Jane Roe/ Creditor Elm SA"."""


def _whole_side(low: str, start: int, cue: int, roster: PartyRoster) -> ReadFiler | None:
    """A whole side, or both: "All Plaintiffs", "Defendants", "the parties"."""
    if (everyone := _ALL.match(low, start)) and _NOBODY_ELSE.match(low, everyone.end()):
        side = everyone[1] or everyone[2]
        return ReadFiler(tuple(roster.of_side(side)), "", side, (cue, everyone.end()))
    if (both := _BOTH.match(low, start)) and _NOBODY_ELSE.match(low, both.end()):
        return ReadFiler((*roster.of_side("plaintiff"), *roster.of_side("defendant")), "", "", (cue, both.end()))
    return None


_PERSON = re.compile(r"(?:[Aa]ttorney )?(?:[A-Z][\w.'\u2019-]* ){1,3}[A-Z][\w'\u2019-]+(?:,? (?:Jr|Sr|II|III)\.?)?")


def _client(text: str, low: str, places: tuple[int, int, int], roster: PartyRoster, words: str = "") -> ReadFiler:
    """The client of the one who signs ("filed by Jane Doe for USA"), else ``words``, or the text's name for the client.
    ``places``: where the cue starts, and where the client's name starts and ends."""
    cue, start, until = places
    ids, end = _names(low, start, roster)
    if ids:
        return ReadFiler(tuple(ids), "", roster.side_of(ids), (cue, end))
    return ReadFiler((), words or text[start:until].strip(" .,:"), "", (0, 0))


_NOBODY = re.compile(
    r"(?:himself|herself|itself|themselves|re|(?:the )?(?:clerk|court|deputy clerk)|(?:(?:senior|chief|magistrate"
    r"|district|u\.?s\.?)"
    r" )*judge|reply|response|transcript|(?:e-?)?mail|fax|first class|electronic|separate|agreement|telephone)\b"
)
_SIGNED = re.compile(r"\((?P<last>[^(),]{2,40}), (?P<first>[^(),]{2,40})\)\s*(?=$|\(|[A-Z])")
_TRUSTEES_OWN = re.compile(r"\bi, (?P<name>[^,;]{3,60}), having been appointed trustee\b")


def _signer(line: PreparedText, roster: PartyRoster) -> ReadFiler | None:
    """The party whose own name CM/ECF puts at the end: a trustee, or a litigant without a lawyer."""
    signed = list(islice(_SIGNED.finditer(line.text), 12))[-1:]
    for one in signed:
        low = f"{one['first']} {one['last']}".lower()
        ids, end = roster.match(low, 0)
        if ids and end == len(low):
            return ReadFiler(tuple(ids), "", roster.side_of(ids))
    return None


def _trustee_who_reports(line: PreparedText, roster: PartyRoster) -> ReadFiler | None:
    """ "I, Ann Roe, having been appointed trustee of the estate …, report that"."""
    if "having been appointed trustee" not in line.low or not (own := _TRUSTEES_OWN.search(line.low)):
        return None
    ids, _ = roster.match(line.low, own.start("name"))
    return ReadFiler(tuple(ids), "" if ids else line.text[own.start("name") : own.end("name")], "")


_RUN_ON = re.compile(r"(?<=[a-z])to (?=\[\d)")
""" "Objection by United States Trusteeto [125-1] Application": the same court's form has lost a blank."""


def _names(low: str, start: int, roster: PartyRoster) -> tuple[list[int], int]:
    """The parties named one after the other from ``start`` on, and the index after the last."""
    found: list[int] = []
    at = end = start
    missed = False
    for _ in range(200):
        ids, after = roster.match(low, at)
        if not ids and (role := _ROLE.match(low, at)):
            ids, after = roster.match(low, role.end())
            if not ids and role[0].strip():
                ids, after = roster.match_surname(low, role.end())
        if not ids:
            further = _NEXT_NAME.search(low, at, at + 60) if found else None
            if further is None or missed or _STOP.search(low, max(end, at - 1), further.start()):
                break
            missed, at = True, further.end()
            continue
        found.extend(party for party in ids if party not in found)
        end = after
        separator = _SEPARATOR.match(low, after)
        if separator and (_NEW_SENTENCE.fullmatch(separator[0]) or separator[0].startswith("..")):
            break
        at = separator.end() if separator else after
    return found, end


_NEXT_NAME = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
"""A name in a list that matches no party, such as a misspelt one, does not end the list; a second one does."""
_AGAINST = re.compile(r"\svs?\.?\s")


def _of_role(role: str, end: int, roster: PartyRoster, *, several: bool) -> ReadFiler:
    """The filer named by a role: "Trustee's Final Report", "Plaintiff's MOTION", or "Defendants' MOTION" for
    several."""
    side = role if role in ("plaintiff", "defendant") else ""
    ids = (
        roster.of_side(side)
        if side
        else roster.debtors()
        if (role, several) == ("debtor", True)
        else roster.of_type(role)
    )
    return (
        ReadFiler(tuple(ids), "", roster.side_of(ids), (0, end))
        if len(ids) == 1 or several
        else ReadFiler((), "", side)
    )


def _owner(line: PreparedText, noun: int, roster: PartyRoster) -> ReadFiler:
    """The filer named in front: the possessive before the noun in "Parler LLC's ANSWER …"; the complaining side in
    "Complaint [96-90894] Roe vs. Poe"."""
    if (case := _VERSUS.match(line.low)) and _AGAINST.search(line.low, case.end(), case.end() + 120):
        ids, end = _names(line.low, case.end(), roster)
        return ReadFiler(tuple(ids), "", roster.side_of(ids), (case.end(), end))
    ids, end = _names(line.low, 0, roster) if noun else ([], 0)
    if ids and end >= noun - 6:
        return ReadFiler(tuple(ids), "", roster.side_of(ids), (0, end))
    if (own := _OWN_ROLE.match(line.low)) and (own.end() <= noun or not noun):
        return _of_role(own[1], own.end(), roster, several=own[0].endswith(("s' ", "s\u2019 ")))
    return ReadFiler()
