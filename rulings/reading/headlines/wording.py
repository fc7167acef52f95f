"""The words of a docket text of which a headline is made: without numbers, filers, lawyers, clerks, fees and receipts.

Called by ``headlines``. Where the filer stood is ``FILER``, where numbers of entries stood is ``ENTRY``: what follows
them may go on with the title.
"""

import re
from collections.abc import Sequence

from rulings.reading.headlines.sentence_case import convert_to_sentence_case, is_common
from rulings.reading.headlines.stops import ENTRY, FILER, find_title_end
from rulings.reading.references.references import EntryMention
from rulings.reading.text import PreparedText, find_closing_bracket

_MARKUP = re.compile(
    r"</?[a-zA-Z]{1,8} ?/?>|<EDIT[^>]{0,80}>|(?<![\w*])\*+(?=\w)|(?<=[\w.])\*+(?!\w)|(?<![\w\".,?!])[\"\u201c]+(?=$|\s)"
)
_MARKS_UP = ("<", "*", '"', "\u201c")
_PLURAL = re.compile(r"\(s\)(?<=[a-z]\(s\))", re.IGNORECASE)
_OF_CLAIM = re.compile(r"\b(claim)\(s\): ?(?=\d+(?:\D|$))", re.IGNORECASE)
""" "Withdrawal of Claim(s): 4"."""
_ONE_COUNT = re.compile(r"\b(count)\(s\)(?= \d{1,2}(?!\d|, ?\d| and| through|-))", re.IGNORECASE)
_ONE_NAME = re.compile(
    r"\b(attorney|defendant|plaintiff|petitioner|respondent|appellant|creditor|party)\(s\)"
    r"(?= (?-i:[A-Z])[\w.'\u2019-]* (?-i:[A-Z])(?:(?! and\b| &)[^,;()]){1,30}(?:[(;]|\. |\.?$))",
    re.IGNORECASE,
)
""" "for attorney(s) Ann Roe"."""
_RULE = re.compile(r"_{2,}|~+(?:util - )?|,? with(?:out)? (?:the )?certificate of service(?! of)", re.IGNORECASE)
_OF_PANEL = re.compile(r",? re: pldgs?\.:? \([^()]{1,160}\)", re.IGNORECASE)
"""The panel on multidistrict litigation: "re: pldg. (3 in DEL/1:22-cv-00101, 5 in MDL No. 3999)"."""
_TILDE = re.compile(r"((?:order|notice|letter|minutes)) ~ (?=[A-Z])", re.IGNORECASE)
_CUE = (
    r"(?:\b(?:dkts?|docket|(?:cm/)?ecf|docs?|document|(?<!of )documents|d\.?i|d\.?e|d\.?n|pldg|entry|entries|items?"
    r"|instruments?|filing)\b"
    r"\.?:? ?(?:entr(?:y|ies)|items?|doc\.?)? ?(?:(?:nos?|numbers?)\b)?\.?:? ?#?(?:\(s\))?:? ?)"
)
_FIRST_OF_LIST = re.compile(
    r"\b(orders?|motion|application|decree|judgment):? ?\((?:i|1|a)\) ?(?=\w+ing\b)", re.IGNORECASE
)
""" "Motion for Entry of an Order: (I) Approving …"."""
_ENUMERATED = re.compile(r"\.(?<=[a-z]\.)(?: ?\(\d{1,2}\)|\d{1,2}\)) ?(?=[A-Z])")
""" "ORDER as to Ann Roe.1) A conference will be held"."""
_JOINED_WORDS = re.compile(
    r" (?:by|for|from|of|on|the|to|with)(?=[A-Z][a-z]{2})"
    r"|\b(?:Motion|Order|Notice|Application|Objection|Response)(?=(?:For|From|Granting|Of|On|Pursuant|Re|To)\b)"
)
""" "onFirst Day Motions"."""
_ONE = (
    rf"(?:[\[(] ?{_CUE}?#? ?{ENTRY}(?:-\d{{1,3}})? ?[\])]|{_CUE}?#? ?{ENTRY}(?:-\d{{1,3}}\b)?|{_CUE}\[ "
    rf"?#?{ENTRY}(?:-\d{{1,3}})? ?\])"
)
_NUMBER = re.compile(
    rf"(?=[\[(#{ENTRY}]| {ENTRY}|\b[dcepif]){_ONE}(?:(?:,| and|, and| ?&|;)? ?{_ONE}){{0,30}}", re.IGNORECASE
)
"""It begins with what one can begin with, which is quickly seen not to stand at most places."""
_CUE_MOST = 80
"""No cue with its bracket is longer."""
_CUE_ENDS = (
    "dkt", "dkts", "docket", "ecf", "doc", "docs", "document", "documents", "di", "d.i", "de", "d.e", "dn", "d.n",
    "pldg", "entry", "entries", "item", "items", "instrument", "instruments", "filing", "no", "nos", "number",
    "numbers", "(s",
)  # fmt: skip
_BRACKET = 4
"""Characters before a number that has no cue."""
_RELATED = re.compile(
    r"(?:re|ref)?[:.]? ?\(?(?:for )?related (?:to )?(?:documents?|docs?|doc #)?\.?(?:\(s\)|s)*[:.#]? ?(?=\ue001|$)"
    r"|(?:re|ref)[:.]? (?=\ue001)|(?=\ue001 [A-Z])"
    r"|(?:re|ref): (?=[A-Z])",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\((?:\d{1,4}|\ue001) (?=[A-Z])")
""" "Hearing On: [(22 Motion for Relief from Stay), (31 Motion to Dismiss)]"."""
_PERSON = re.compile(r"[A-Z][\w'\u2019.\-]*(?: [A-Z0-9][\w'\u2019.\-]*){0,3},(?: [A-Z][\w'\u2019.\-]*){0,3},?")
"""The lawyer or clerk who filed: "(Roe, Ann)", "(ztnr, )"."""
_INITIALS = re.compile(r"[A-Za-z]{1,5}[0-9]?(?:,? [A-Za-z]{0,4}[0-9]?)?[,;]? ?")
_WORDS_KEPT = 5
_UNKEPT = re.compile(
    r"\d{2}|\$|\bfees?\b|receipt|attach|entered|admin|treasury|staff|reporter|private|terminal|courtroom|\bbk\b|filed"
    r"|document|service\b|in chambers|text only|text entry"
    r"|auto-docket|interpreter|time\b|see\b|pages?\b|\baty\b|name:|e-file"
    r"|related|generic|commissioner|panel\b|\bclerk\b",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(
    rf"(?=[\s,\[;({FILER}])\s*(?:,? re:?\s*$|,? (?:filed|submitted) (?:by|on)\b|,? on behalf of\b"
    rf"|{FILER}|,? and {ENTRY}|,? {ENTRY}"
    r"|[\[;]|(?<![\d)])\(|\((?!\w{1,3}\))|,? for (?:joint )?(?:debtor|plaintiff|defendant|creditor|trustee)s? "
    r"(?-i:[A-Z])"
    r"|,? fee amount"
    r"|(?<!hapter),?\s+[\d,]+\.?$|,? to be served|,? as to [A-Z]|,? with certificate)",
    re.IGNORECASE,
)
_COMMA, _SEMICOLON, _BRACKET_ENDS = (
    re.compile(pattern) for pattern in (r",(?=[A-Za-z])", r";(?=[A-Za-z])", r"\)(?=[A-Z][a-z]{2})")
)
_PAPER = re.compile(
    r"\b(?:motion|order|notice|complaint|petition|application|response|reply|objection|opposition|answer|brief"
    r"|memorandum|declaration|affidavit|certificate"
    r"|certification|stipulation|exhibits?|statement|report|supplement|letter|request|plan|schedules?|claim|transfer"
    r"|assignment|hearing|meeting|minutes?|judgment|opinion"
    r"|transcript|summons|appearance|amendment|agreement|receipt|document|appeal|findings|recommendation|proof"
    r"|withdrawal|disclosure|appendix|discharge|dismissal|creditors|matrix|course|list|mandate|indictment"
    r"|information)s?\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = frozenset({"document", "documents", "generic document", "order", "notice"})

_ARTICLES = (" a ", " an ", " the ", " a", " an", " the")
_READ = 2_500
"""Characters from which a headline is made."""


def mark_text(line: PreparedText, start: int, filer: tuple[int, int], found: Sequence[EntryMention]) -> str:
    """The text from ``start`` on with its filer and its numbers of entries marked."""
    if FILER in line.text or ENTRY in line.text:
        line = PreparedText.of(line.text.replace(FILER, "?").replace(ENTRY, "?"))
    spans = [(mention.start, _before_bracket(line.text, mention), ENTRY) for mention in found]
    if filer[1] > filer[0]:
        spans = [span for span in spans if span[1] <= filer[0] or span[0] >= filer[1]]
        spans.append((*filer, FILER))
    stop = min(len(line.text), start + _READ)
    kept: list[str] = []
    at = start
    for begin, end, mark in sorted(span for span in spans if span[1] <= stop):
        if mark is ENTRY and (
            (
                _CHAPTER.search(line.low, max(begin - 30, 0), begin)
                and not _DECIDED.search(line.low, max(begin - 40, 0), begin)
            )
            or line.low.startswith("341 meeting", begin)
        ):
            continue
        if mark is FILER and line.low.endswith(_ARTICLES, 0, begin):
            continue  # It stands in a sentence: "received a letter from plaintiff".
        if mark is FILER:
            end = _end_of_filer(line, begin, end)
        if begin >= at:
            kept += [line.text[at:begin], f" {mark} " if mark is FILER else mark]
            at = end
    kept.append(line.text[at:stop])
    marked = "".join(kept)
    return _clean(_NEXT_ENTRY.sub(rf"\1{ENTRY}", marked) if ENTRY in marked else marked)


def _before_bracket(text: str, mention: EntryMention) -> int:
    """Where a number ends: before the bracket that was opened before its cue, "[Doc. 14]"."""
    closed = text[mention.end - 1] in "])" and text[mention.start] not in "[("
    return mention.end - closed


_NEXT_ENTRY = re.compile(rf"({ENTRY} [^{ENTRY};.]{{4,80}}?[a-z]{{2}}, )\d{{1,4}}(?= [A-Z][a-z]{{2}})")
""" "to 13 Motion to stay, 15 Support brief": the second is a number of an entry, too."""


def _clean(marked: str) -> str:
    """Without markup, with punctuation as it should be. What few texts have is looked for only where a word or a sign
    of it is found, which is quicker than a pattern."""
    if any(map(marked.__contains__, _MARKS_UP)):
        marked = _MARKUP.sub("", marked)
    low = marked.lower()
    if "pldg" in low:
        marked = _OF_PANEL.sub(". ", marked)
    if " ~ " in low:
        marked = _TILDE.sub(r"\1: ", marked)
    if "__" in low or "~" in low or "certificate of service" in low:
        marked = _RULE.sub(" ", marked)
        low = marked.lower()
    if "(s)" in low:
        marked = _ONE_COUNT.sub(r"\1", marked) if "count(s)" in low else marked
        marked = _PLURAL.sub("s", _ONE_NAME.sub(r"\1", _OF_CLAIM.sub(r"\1 ", marked)))
    marked = _join_forms(_put_blanks(marked), low)
    marked = _GLUED.sub(". ", _RUN_ON.sub(". ", marked))
    marked = _leave_out_judge(marked, low)
    if any(map(marked.__contains__, _SUBJECTS)):
        marked = _NEXT_SENTENCE.sub(r"\1. ", marked)
    if "-" in marked:
        marked = _DASHED.sub(" - ", marked)
    marked = collapse_blanks(marked)
    return _AFTER_FILER.sub(FILER, marked).strip() if FILER in marked else marked.strip()


def _put_blanks(marked: str) -> str:
    """With a blank where one was left out, between words and behind signs."""
    marked = _COMMA.sub(", ", marked)
    if _CAMEL.search(marked, 0, _CAMEL_WITHIN):
        marked = _JOINED_WORDS.sub(r"\g<0> ", marked)
    if ";" in marked:
        marked = _SEMICOLON.sub("; ", marked)
    if ")" in marked:
        if "(1)" in marked or "(i)" in marked or "(a)" in marked:
            marked = _FIRST_AND_SECOND.sub(r"\1 and ", marked)
        if any(map(marked.__contains__, _FIRSTS)):
            marked = _FIRST_OF_LIST.sub(r"\1 ", marked)
        marked = _BRACKET_ENDS.sub(") ", _ENUMERATED.sub(". ", marked))
    if ":" in marked:
        marked = _RE_JOINED.sub("e: ", _HEADED.sub(": ", marked))
    return marked


_FIRST_AND_SECOND = re.compile(
    r"(?<=of |to |or |or:|of:| 's|'s )\((?:1|i|a)\) ([^;()\ue001.]{3,90}?)[;,]? and \((?:2|ii|b)\) "
)
""" "Service of (1) Interrogatories; and (2) Requests"."""
_CAMEL = re.compile(r"[a-z](?=[A-Z])")
_CAMEL_WITHIN = 300
_FIRSTS = ("(I)", "(i)", "(1)", "(A)", "(a)")


def _join_forms(marked: str, low: str) -> str:
    """Without what a clerk's form puts between a word and what belongs to it."""
    if "fee amount" in low:
        marked = _FEE_BETWEEN.sub(" ", marked)
    if "filed re " in low or "filed re:" in low:
        marked = _FILED_RE.sub("", marked)
    if "ending:" in low or "ended:" in low or "period:" in low:
        marked = _UNTIL.sub("", marked)
    return marked


def collapse_blanks(text: str) -> str:
    """Every run of blanks as one. A prepared text has no other white space."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _end_of_filer(line: PreparedText, begin: int, end: int) -> int:
    """A filer's name ends before "as to", and before a heading: "filed by Elm Corp. ENDORSEMENT: …"."""
    if line.low.startswith(("on behalf of", ", on behalf of"), begin) and (done := _DONE.search(line.text, end)):
        end = done.start()  # The Second Circuit: "LETTER, on behalf of Appellee Elm - The Bank, Oak Inc., RECEIVED."
    heading = _HEADING.search(line.text, begin, end)
    end = heading.start() if heading else end
    return end - 3 if line.low[begin:end].endswith(" as") else end


_DONE = re.compile(
    r",? (?:FILED|RECEIVED|TRANSMITTED)\.(?=[ \[]|$)"
    r"|, (?=(?:requesting|regarding|informing|seeking|advising|re|responding|concerning|enclosing|notifying)\b)"
)
_HEADING = re.compile(r"\.\s+(?=[A-Z]{5,}\b)")
_CHAPTER = re.compile(
    r"\bclaims?(?:\(s\))?:? (?:no\.? |number |# ?)?$|\bchapter (?:\d+ (?:to|or|and|/) (?:chapter )?)?$"
    r"|\bno\. $"
)
_DECIDED = re.compile(
    r"\b(?:granting|denying|striking|staying|adopting|approving|resolving|moot|part|prejudice)[: ]{1,2}(?:the )?"
    r"(?:ecf|dkt\.?|doc\.?|docket|d\.i\.?|filing) no\. $"
)
""" "ORDER granting ECF No. 12 Stipulation"."""
_AFTER_FILER = re.compile(rf"{FILER} ?[.,](?= ?[a-z,(;.\ue000]| ?$| (?:For|To|Re|RE) )|{FILER}(?:['\u2019]s?)?(?= )")
_DASHED = re.compile(
    r"-(?=\s?[A-Z])(?:(?<=\w-)(?=\s)|(?i:(?<=\bpetition-)|(?<=\bmailing-)|(?<=\bnotice-)|(?<=\breceipt-)"
    r"|(?<=\bcreditors-)|(?<=\bsummons-)|(?<=\bservice-))|(?:(?<=xhibit [A-Z]-)|(?<=chedule [A-Z]-))(?=[A-Z]))\s?"
)
_SUBJECTS = (" The ", " This ", " Plaintiff", " Defendant", " Counsel ", " Parties ", " Any ", " All ")
_NEXT_SENTENCE = re.compile(
    r"\b([A-Z][a-z]{2,}) (?=(?:The|This|All|Any|Plaintiffs?|Defendants?|Counsel|Parties)(?:['\u2019]s|s['\u2019])? "
    r"(?:[a-z][a-z'\u2019-]* ){1,6}(?:is|are|shall|must|will)\b)"
)
""" "Response to Order to Show Cause The show cause order is satisfied"."""
_RUN_ON = re.compile(r"\.(?<=[a-z]{3}\.)(?=[A-Z][a-z]{2})")


def _leave_out_judge(marked: str, low: str) -> str:
    if "udge " not in marked or not any(map(low.__contains__, _CALLED_OFF)):
        return marked
    return _JUDGE_WITHIN.sub(" ", marked).replace("  ", " ")


_GLUED = re.compile(r"(?=This |Hearing |Signed |Redocketed )(?<=[a-z]{2})(?=(?:This|Hearing|Signed|Redocketed) [a-z])")
""" "as to Ann RoeThis is the official notice"."""
_CALLED_OFF = (" is ", " are ", " has been ", " have been ", " was ", " will be ")
_JUDGE_WITHIN = re.compile(
    r",? before (?:the )?(?:(?:Hon\.|Honorable|Chief|Senior|Magistrate|District|Bankruptcy|U\.?S\.?|United States) )*"
    r"Judge (?:(?:[A-Z]\.|[A-Z][\w'\u2019-]*+,?) ?){1,5}(?: ?in (?:[A-Z][a-z]+ )?Courtroom [\w-]{1,6})?,?"
    r" ?(?= (?:is|are|was|has been|have been|will be)\b|(?<= )(?:is|are|was|has been|have been|will be)\b)"
)
"""Before whom: "The conference set for 5/5/2021 before Judge Ann Roe in Courtroom 3 is canceled"."""
_HEADED = re.compile(r":(?<=[A-Z]{4}:)(?=[A-Z][a-z])")
""" "NOTICE:Return Receipt"."""
_RE_JOINED = re.compile(r"e:(?<=\b[Rr]e:)(?=[a-z])")
_UNTIL = re.compile(r"(?<=ending|period|.ended):(?= ?[\dA-Z])", re.IGNORECASE)
""" "for the Month Ending: 03/31/2020"."""
_FEE_BETWEEN = re.compile(
    r"\s*[.,]? fee amount:? ?\$? ?[\d.,]{1,10}[,.;]? (?=(?:and|or),? |in the alternative\b)", re.IGNORECASE
)
""" "Motion to Convert . Fee Amount $15, or in the alternative Motion to Dismiss"."""
_FILED_RE = re.compile(r"\bfiled (?=re:? )", re.IGNORECASE)
_BY_SOMEBODY = re.compile(
    r"^((?:\w+ )?(?:Motion|Application|Objection|Response|Notice|Request))\s+(?:filed )?by .{2,90}?\s(?=(?:to|for) "
    r"[A-Z])",
    re.IGNORECASE,
)


def take_out_asides(marked: str) -> tuple[str, list[str]]:
    """The text without brackets that tell nothing a reader looks for, and the titles of the entries that a bracket
    names: "(RE: related document(s) 7 Notice to Debtor)" names "Notice to Debtor"."""
    text = collapse_blanks(_without_cues(marked))
    related: list[str] = []
    kept: list[str] = []
    at = 0
    for _ in range(_BRACKETS):
        opening = _next_bracket(text, at)
        if opening is None:
            break
        end = find_closing_bracket(text, opening)
        inside = text[opening + 1 : end].rstrip(")]")
        kept.append(text[at:opening])
        if text[end - 1] not in ")]":
            at = opening + 1
            continue
        if inside.startswith("("):
            inside = _LISTED.sub(f"{ENTRY} ", inside)
        if named := _RELATED.match(inside.strip()):
            titles = read_titles(inside.strip()[named.end() :])
            related += titles
            joined = titles and _JOINED_RE.search(kept[-1])
            kept[-1] = kept[-1].rstrip(" :") + " " if joined else kept[-1]
            answers = titles and _ANSWERS_TO.search(kept[-1]) and _SAYS_MORE.match(text, end)
            kept.append(f"{titles[0]}. " if joined or answers else _gap(text, opening, end))
        else:
            said = _say_bracket(text, opening, end, inside)
            kept[-1] = _ENDS_WITH_RE.sub(" ", kept[-1]) if said.startswith("re ") else kept[-1]
            kept.append(said)
        at = end
    kept.append(text[at:])
    whole = collapse_blanks("".join(kept))
    if ENTRY in whole and "related" in whole.lower():
        whole = _RELATED_TO.sub(_say_re, whole)
    return whole.strip(), related


def _without_cues(marked: str) -> str:
    """The text without what courts write around the numbers of entries: "(Dkt. No. 12)"."""
    kept: list[str] = []
    at = 0
    while (place := marked.find(ENTRY, at)) >= 0:
        lead = marked[max(place - _CUE_MOST, at) : place].lower()
        named = lead.rstrip(" #.:()[]").endswith(_CUE_ENDS)
        found = _NUMBER.search(marked, max(place - (_CUE_MOST if named else _BRACKET), at))
        if found is None:
            break
        alone = _IS_SUBJECT.match(marked, found.end()) and _BEGINS_CLAUSE.search(
            marked, max(found.start() - _JOINS, 0), found.start()
        )
        kept += [marked[at : found.start()], " the document " if alone else f" {ENTRY} "]
        at = found.end()
    return "".join([*kept, marked[at:]])


_IS_SUBJECT = re.compile(
    r"\s*(?:(?:was|is|has|were|are|contains?)\b(?! (?:hereby )?(?:granted|denied|dismissed|moot|due))|be\b)",
    re.IGNORECASE,
)
_BEGINS_CLAUSE = re.compile(r"(?:[:.;-]|^|\bthat)\s*$")
""" "NOTE: Document 22 was filed with the wrong event": the number is the subject."""


def _say_re(found: re.Match[str]) -> str:
    return "Re " if found.string[: found.start()].rstrip().endswith(".") else "re "


_BRACKETS = 80
"""Brackets that are looked at: a text may be nothing else."""
_RELATED_TO = re.compile(rf"(?:\bre:? )?(?:for )?\brelated (?:to )?(?:documents?|docs?)?:? ?(?={ENTRY})", re.IGNORECASE)


_BEGINS = re.compile(
    r" ?(?!(?:To|For|Re|RE|In|Against|By|And|Of|On|With|From|As|Filed|Dated|Not|Set|Held)\b"
    r"|(?!(?i:hearing|meeting|corrected|amended|revised|redacted|proposed|verified|combined)\b)\w+(?:ing|ING|ed"
    r"|ED)\b)[A-Z][A-Za-z]+ "
)


_ENUMERATOR = 5
_STATES = frozenset({"proposed"})
_IN_CHAMBERS = frozenset({"in chambers", "text only"})
_MARKS = frozenset({"stricken", "sealed", "restricted", "redacted", "withdrawn", "amended", "corrected"})
_JOINED = re.compile(r"\b(?:and|or|the|of|to|a|for|in|with|on)\s*$", re.IGNORECASE)
_JOINS = 4
"""Letters of the longest of these words."""


def _gap(text: str, opening: int, end: int) -> str:
    """What stands for a bracket that is left out: a new sentence may begin after it."""
    inside = text[opening + 1 : end - 1].lower()
    if inside in _STATES or (opening == 0 and inside in _MARKS):
        return f" {text[opening + 1 : end - 1]} "
    begins = (
        inside not in _IN_CHAMBERS
        and end - opening > _ENUMERATOR
        and not _JOINED.search(text, max(len(text[:opening].rstrip()) - _JOINS, 0), opening)
        and _BEGINS.match(text, end)
        and text[:opening].rstrip()[-1:] not in (".", ",", ":", ";", "-", "")
    )
    return ". " if begins else " "


def _next_bracket(text: str, at: int) -> int | None:
    found = [place for place in (text.find("(", at), text.find("[", at)) if place >= 0]
    return min(found) if found else None


def _is_kept(text: str, opening: int, inside: str) -> bool:
    """Whether a bracket stays: part of a rule's number ("12(b)(6)"), or a few common words ("(Partial)")."""
    if opening and (text[opening - 1].isdigit() or text[opening - 1] == ")") and len(inside) <= 3:
        return True
    if _CHAPTER_TOLD.fullmatch(inside) and text[:opening].rstrip().lower().endswith("petition"):
        return True
    if (
        text[opening] == "["
        or ENTRY in inside
        or inside.lower() == "served"
        or ("," in inside and _PERSON.fullmatch(inside))
    ):
        return False
    if _INITIALS.fullmatch(inside):
        return False
    words = inside.split()
    return 0 < len(words) <= _WORDS_KEPT and not _UNKEPT.search(inside) and all(map(is_common, words))


_CHAPTER_TOLD = re.compile(r"chapter (?:7|9|1[1235])", re.IGNORECASE)
""" "Voluntary Petition (Chapter 11)"."""


def _tells_matter(text: str, opening: int, inside: str) -> bool:
    """Whether a bracket holds the matter of the type before it: "Notice of Hearing (Debtor's Motion to Sell)"."""
    if opening > _OF_TYPE_MOST or not _OF_TYPE.fullmatch(text, 0, opening) or ENTRY in inside:
        return False
    if (_NO_MATTER if text[:opening].lower().startswith("letter") else _UNKEPT).search(inside):
        return False
    return len(inside.split()) > _FEW and bool(_PAPER.search(inside, 0, 120))


def _say_bracket(text: str, opening: int, end: int, inside: str) -> str:
    """What stands for a bracket that names no entries."""
    if _is_kept(text, opening, inside):
        return text[opening:end]
    if _is_headed(text, opening, inside):
        return f"{inside} "
    if _tells_matter(text, opening, inside):
        return f"re {convert_to_sentence_case(inside) if inside.isupper() else inside} "
    return _gap(text, opening, end)


def _is_headed(text: str, opening: int, inside: str) -> bool:
    """Whether a bracket is all that follows a heading: "Corrective Entry: (Incorrect PDF attached.)"."""
    return (
        bool(_HEADING_ENDS.fullmatch(text, 0, opening)) and len(inside.split()) > _FEW and not _SAYS_TEXT.search(inside)
    )


_HEADING_ENDS = re.compile(
    r"(?:\w+ ){0,2}(?:(?:entry|correction|note|notation|remark): ?|(?:scheduling )?order, ?)", re.IGNORECASE
)
_DUE = re.compile(r"\bdue (?:by )?\d")
""" "ORDER, (Status Report due by 4/2/2021)"."""
_SAYS_TEXT = re.compile(r"\btext|no document|entered|\ue001", re.IGNORECASE)
_JOINED_RE = re.compile(r"\b(?:on|granting|denying|for(?=:)):? ?$", re.IGNORECASE)
""" "Hearing Set On (related document 40 Motion)": the bracket belongs to the sentence."""
_ANSWERS_TO = re.compile(r"\b(?:response|answer|objection|reply|opposition) to ?$", re.IGNORECASE)
_SAYS_MORE = re.compile(r" (?!Filed\b)[A-Z][a-z]+ [a-z]")
""" "Response to (related document 22 Motion for Relief) Debtor opposes the motion"."""
_ENDS_WITH_RE = re.compile(r" re:? ?$", re.IGNORECASE)
_OF_TYPE_MOST = 60
_NO_MATTER = re.compile(r"related|filed|docket|attach|receipt|\bfees?\b|entered", re.IGNORECASE)
_OF_TYPE = re.compile(
    r"(?:\w+ ){0,2}(?:notice(?: of (?:\w+ ){0,2}(?:hearing|motion|filing))?|hearing(?: (?:held|set|continued))?"
    r"|letter(?: re:?)?"
    r"|(?:affidavit|certificate|declaration|proof|certification)(?: of (?:service|mailing))?(?: re:?)?) ?",
    re.IGNORECASE,
)
_FEW = 2


def read_titles(inside: str) -> list[str]:
    """The titles in a list of entries: "7 Order on Motion to Dismiss filed by Elm, 9 Notice"."""
    titles = []
    for part in inside.split(ENTRY)[:6]:
        title = _BY_SOMEBODY.sub(r"\1 ", part.strip(" ,.:)([]"))
        end = _TITLE_ENDS.search(title)
        title = _AND.sub("", title[: end.start()] if end else title)
        short = title[: find_title_end(title, 3)[0]].strip(" ,.")
        title = title[:80] if short.lower() in _SAYS_NOTHING and ":" in title else short
        if len(title) > 3 and title[:1].isupper() and title not in titles and _names_paper(title):
            titles.append(title)
    return titles


_AND = re.compile(r",? (?:and|&) ?$")


def _names_paper(title: str) -> bool:
    return title.lower() not in _SAYS_NOTHING and bool(_PAPER.search(title, 0, 120))
