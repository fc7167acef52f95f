"""The words with which a court decides: "granting 20 Motion", "The Court GRANTS", "is DENIED", and notes of a single
word.

Every pattern runs over a text in lower case; the name of the last group that matched is the outcome.
"""

import re

from rulings.vocabulary.outcomes import Outcome

_A_REPORT = (
    r" (?:the |magistrate judge'?s? |said )*[\[(#]{0,2}\d{1,4}[\])]{0,2},? "
    r"(?:magistrate judge'?s? |amended |the )*(?:reports?|recommend|findings|proposed|r ?& ?r|f ?& ?r)"
)
"""What a judge adopts behind the verb: "adopting 27 Report and Recommendation"."""
_ING = {
    Outcome.IN_PART: (
        r"(?:granting|denying|sustaining|overruling|allowing),?[- ]in[- ]part"
        r"(?:,? (?:and|&) (?:granting|denying|sustaining|overruling|allowing),?[- ]in[- ]part)?,?|partially granting"
        rf"|(?:adopting|accepting|rejecting)[- ]in[- ]part(?:,? (?:and|&) \w+ing[- ]in[- ]part)?(?={_A_REPORT})"
    ),
    Outcome.MOOT: (
        r"(?:denying|finding|terminating|dismissing|deeming|overruling|striking|withdrawing)"
        r" (?:with(?:out)? prejudice )?(?:as )?moot|mooting"
        r"|(?:finding|deeming|declaring)(?= [^.;]{1,120}?\bmoot\b)"
    ),
    Outcome.WITHDRAWN: r"withdrawing(?! (?:the |of )?(?:reference|appearance|attorney|counsel|from))|deeming withdrawn",
    Outcome.DEFERRED: (
        r"deferring(?: ruling on)?|taking under (?:advisement|submission)|reserving ruling on|holding in abeyance"
    ),
    Outcome.STRICKEN: r"striking",
    Outcome.GRANTED: (
        rf"granting|waiving(?= (?:the )?prepayment)|allowing|approving|sustaining|(?:adopting|accepting)(?={_A_REPORT})"
        r"|confirming(?= \[?#?\d)|(?<=, )confirming(?= (?:[\w-]+ ){0,4}plan\b)"
    ),
    Outcome.DENIED: (
        r"denying(?: with(?:out)? prejudice)?|overruling"
        r"|rejecting(?= [^.;]{0,60}(?:report|recommend|findings|r&r))"
        r"|disapproving|disallowing (?=motion|application|request|fees)|refusing|declining(?= to )|not approving"
    ),
    Outcome.DISMISSED_WITHOUT_PREJUDICE: r"dismissing without prejudice",
    Outcome.DISMISSED_WITH_PREJUDICE: r"dismissing with prejudice",
    Outcome.DISMISSED: r"dismissing",
    Outcome.REMANDED: r"remanding",
    Outcome.AFFIRMED: r"affirming(?! in part| all\b)",
    Outcome.REVERSED: r"reversing(?! in part)",
    Outcome.VACATED: r"vacating(?! in part)",
    Outcome.STAYED: r"staying",
    Outcome.TRANSFERRED: (
        r"transferring (?:the |this )?(?:case|action|matter) to (?:the )?(?:united|u\.s|district of|northern"
        r"|southern|eastern|western|central|middle)"
    ),
}
_ED = {
    Outcome.IN_PART: (
        r"granted (?:only )?to the (?:following|limited) extent"
        r"|granted (?:only )?to the extent (?:set forth|stated|described|it\b|that\b)"
        r"|(?:granted|denied|sustained|overruled|allowed)(?:[- ]|, )in[- ]part"
        r"(?:,? (?:and|&) (?:granted|denied|sustained|overruled|allowed),?[- ]in[- ]part)?|partially granted"
    ),
    Outcome.MOOT: (
        r"(?:denied|dismissed|overruled|stricken|terminated|withdrawn|rendered|found|deemed|declared),?"
        r" (?:with(?:out)? prejudice,? )?(?:and )?(?:as |to be |as being )?moot|(?:now )?moot(?:ed)?"
    ),
    Outcome.WITHDRAWN: r"(?:deemed )?withdrawn",
    Outcome.DEFERRED: (
        r"(?<!will be )taken under (?:advisement|submission)|(?:now )?under (?:advisement|submission)"
        r"|(?:(?<=- )|(?<=is )|(?<=are )|(?<=nds )|(?<=matter ))submitted"
        r"(?! (?:by|as|that|late|un|to (?:the )?(?:jury|mediat\w+|arbitrat\w+|panel))\b)|held in abeyance|deferred"
        r"|reserved(?= for (?:trial|ruling|hearing)|\s*(?:[.;]|$))"
    ),
    Outcome.STRICKEN: r"stricken",
    Outcome.GRANTED: (
        r"(?:conditionally )?granted|approved|allowed|sustained"
        r"|(?<=plan )confirmed|(?<=plan is )confirmed|(?<=plan is hereby )confirmed"
        r"|(?<=stay )(?:lifted|annulled)"
        r"|well[- ]taken(?!,? and| but)"
    ),
    Outcome.DENIED: r"(?:conditionally )?denied|not approved|overruled|not well[- ]taken(?!,? and)",
    Outcome.DISMISSED_WITHOUT_PREJUDICE: r"dismissed without prejudice",
    Outcome.DISMISSED_WITH_PREJUDICE: r"dismissed with prejudice",
    Outcome.DISMISSED: r"dismissed",
    Outcome.REMANDED: r"remanded",
    Outcome.AFFIRMED: r"affirmed(?!,? in part)",
    Outcome.REVERSED: r"reversed(?!,? in part)",
    Outcome.VACATED: r"vacated(?!,? in part)",
    Outcome.STAYED: r"stayed",
    Outcome.SETTLED: r"settled|resolved(?! that\b)",
    Outcome.TRANSFERRED: (
        r"transferred(?= to the (?:united|u\.s|district|northern|southern|eastern|western|central|middle))"
    ),
}
_SHORT_ED = _ED | {
    Outcome.GRANTED: rf"{_ED[Outcome.GRANTED]}|awarded|so ordered(?<=endorsement: so ordered)",
    Outcome.SETTLED: r"settled(?! (?:in|on|by|upon) )|resolved(?! that\b)",
}
"""Results of a note by itself: "Fees awarded …", "ENDORSEMENT: SO ORDERED."."""
_S = {
    Outcome.IN_PART: (
        r"(?:grants|denies|sustains|overrules|allows),? in part"
        r"(?:,? (?:and|&) (?:grants|denies|sustains|overrules|allows),? in part)?"
    ),
    Outcome.MOOT: r"denies (?:with(?:out)? prejudice )?as moot|finds moot|finds(?= [^.;]{1,120}?\bmoot\b)",
    Outcome.DEFERRED: (
        r"takes under (?:advisement|submission)|takes(?= [^.;]{1,80}? under (?:advisement|submission)\b)"
        r"|reserves ruling on|defers(?: ruling on)?|holds in abeyance"
    ),
    Outcome.STRICKEN: r"strikes",
    Outcome.GRANTED: r"grants|approves|allows|sustains",
    Outcome.DENIED: r"denies|overrules",
    Outcome.DISMISSED: r"dismisses",
    Outcome.REMANDED: r"remands",
    Outcome.AFFIRMED: r"affirms(?! in part)",
    Outcome.REVERSED: r"reverses(?! in part)",
    Outcome.VACATED: r"vacates(?! in part)",
    Outcome.STAYED: r"stays",
}


def _any_of(patterns: dict[Outcome, str]) -> str:
    return "|".join(f"(?P<{outcome.value}>{pattern})" for outcome, pattern in patterns.items())


ED = _any_of(_ED)
"""The results, for patterns elsewhere."""
# The look-ahead lets most words of a text fail at their first letter.
VERB = re.compile(rf"\b(?=[acdfghmnoprstvw])(?<!\bnot )(?:{_any_of(_ING)})\b")
ACTS = re.compile(
    r"\b(?:court|undersigned|panel|judge [a-z'\u2019-]{2,20})"
    r"(?:,? (?:hereby|therefore|also|further|now|accordingly|thus|orally)){0,2}[,:]?"
    rf" (?:{_any_of(_S)})\b"
)
"""The judge's own sentence: "The Court GRANTS 12 Motion"."""
GOES_ON = re.compile(rf"(?:,|;|\band)\s+(?:hereby |therefore )?(?:{_any_of(_S)})\b")
"""A further verb in such a sentence: "The Court ADOPTS 40 Report, GRANTS 12 Motion and DISMISSES the complaint"."""
_TO = {
    Outcome.IN_PART: r"(?:grant|deny),? in part(?:,? (?:and|&) (?:grant|deny),? in part)?",
    Outcome.GRANTED: r"grant|approve|sustain",
    Outcome.DENIED: r"deny|overrule",
    Outcome.DISMISSED: r"dismiss",
    Outcome.REMANDED: r"remand",
}
WILL = re.compile(
    r"(?:\bcourt (?:will|shall|must)|\b(?<!\bcount )i(?: will| shall| must)?)"
    rf"(?:,? (?:therefore|thus|accordingly|also|hereby)){{0,2}},? (?:{_any_of(_TO)})(?! leave)\b"
    r"(?![^.;]{0,160} (?:unless|if) )"
)
"""A judge's conclusion in an opinion: "the Court will grant the motion (ECF No. 12)"."""
_TOLD_ED = _ED | {
    Outcome.DEFERRED: (
        rf"{_ED[Outcome.DEFERRED]}|took(?= [^.;]{{1,80}}? under (?:advisement|submission)\b)|reserved ruling on"
    ),
}
ACTED = re.compile(
    r"\b(?:court|judge(?: [a-z'\u2019-]+)?)(?:,? (?:hereby|also|then|orally|has)){0,2},? "
    rf"(?:{_any_of(_TOLD_ED)})\b(?! (?:in|on|by) (?:its|the|an|\d))"
)
"""Minutes tell what the court did: "The Court denied 12 Motion to Suppress". In an order this would tell of earlier
days."""
WENT_ON = re.compile(
    rf"(?:,|;|\band)\s+(?:orally )?(?:{_any_of(_TOLD_ED)})(?=\s+(?:(?:the |[\w']+'s? )?(?:motions? |ecf |dkts?\.? "
    r"|docs?\.? )?(?:nos?\.? )?[\[#]?\d|(?:the|[\w']+'s?) ))"
)
WE = re.compile(
    r"\bwe (?:therefore |hereby |accordingly )?(?:(?P<affirmed>affirm(?! in part))|(?P<reversed>reverse(?! in part))"
    r"|(?P<vacated>vacate(?! in part))"
    r"|(?P<remanded>remand)|(?P<dismissed>dismiss)|(?P<denied>deny)|(?P<granted>grant))\b"
)
"""A court of appeals' sentence: "we reverse the judgment"."""
WE_GO_ON = re.compile(r"(?:,|\band) (?:we )?(?:hereby )?(?:(?P<denied>deny)|(?P<granted>grant))\b")
"""Its further verbs: "We grant the motion to stay and deny the motion to supplement"."""
RESULT = re.compile(
    r"\b(?:is|are|(?:will|shall) be|(?P<asked>be)),?\s+(?:(?:hereby|therefore|also|further"
    r"|to be|likewise|accordingly|otherwise|respectfully|thus|now|so|in all (?:things|respects)|in its entirety"
    r"|administratively|conditionally|provisionally|preliminarily|summarily|due to be"
    rf"|(?:and )?(?:the )?same is),?\s+){{0,2}}(?:{_any_of(_ED)})\b"
)
""" "be" alone decides only where it is ordered: "ORDERED that the motion be denied"."""
SHORT_RESULT = re.compile(
    rf"\b(?:motions?|applications?|requests?|petitions?|endorsement|judgment|relief|objections?|certiorari|leave"
    rf"|rehearing(?: en banc)?|case|appeal|orders?|so"
    rf" ordered|confirmation|fees|extension|adjournment|continuance|discharge"
    rf"|matter|dispute|plan|stay|adjudged to be)(?: \([\w, -]{{1,40}}\)| \d{{1,5}}"
    r"| of the (?:[a-z.]+ ){0,4}court(?: of appeals)?| from (?:the )?(?:automatic )?stay)?"
    rf"\W{{1,3}}(?:{_any_of(_SHORT_ED)})\b"
)
NOTED = re.compile(
    rf"^(?:(?:the|joint|second|\w+'s) )?(?:motion|application|petition|request)s?\b[^.;]{{0,160}}? (?:{_any_of(_ED)})"
    r"\W*(?:[.(]|$|by (?:the )?(?:chief )?(?:justice|court))"
)
"""A paper and its outcome in one line: "Motion to extend the time to file the briefs granted."."""
TITLED = re.compile(
    r"(?:^|[.;:)\]]\s|\bheld[.,;]?\s)(?:(?:the|fee|final|interim|first|second|renewed|oral and written|oral|joint"
    r"|agreed|consent|unopposed|amended|emergency|defense|usa"
    r"|[a-z]+'s?|parties'?) )"
    r"{0,4}(?:motion|application|request|objection|petition)s? (?:to|for|of|in|by)\b[^.;:()\[\]]{2,100}?"
    r"(?<! is)(?<! are)(?<! was)(?<! be)(?<! were)(?<! been)(?<! hereby)(?<! not)"
    rf" (?:{_any_of(_ED)})(?=\s*(?:[.;,(]|for (?:the )?reasons\b|on the record\b|in open court\b|with(?:out)?\b|$"
    r"|in (?:full|the (?:amount|sum))\b|as (?:requested|filed|presented|prayed)\b))"
)
"""A sentence without its verb: "HEARING HELD. MOTION TO COMPEL DENIED FOR THE REASONS ON THE RECORD"."""
HEADED = re.compile(
    r"(?:(?:[a-z]+ )?judge [a-z][\w.,' -]{2,40}: )?(?:(?:[\w-]+ ){0,3}orders?(?: entered)?"
    r"(?: as to [^:;.]{2,60})?[:.]?,? (?:noted,? and )?)?"
    rf"(?:{_any_of(_ED)}|(?P<other>noted))(?=[\s:,.\"\u201d-]{{1,3}}(?:order )?(?:re:? ?)?[\[(#]{{0,2}}\d)"
)
"""The clerk's title with the result as a participle: "ORDER: noted and granted 12 MOTION", "ORDER. Granted re: 12"."""
GROUPED = re.compile(
    rf"(?:^|(?<=[.;:] ))(?:motions? |applications? )?(?:{_any_of(_ED)})(?: ?:| --?) ?"
    r"(?=(?:dkts?\.? |ecf |docs?\.? )?(?:nos?\.? )?[\[#]?\d)"
)
""" "Motions Granted: 22 Motion to Compel. Motions Denied: 26 …"."""
TERMINATES = re.compile(r"\b(?P<other>terminating|motions? terminated:)(?= \[?#?\d)")
"""The clerk's "ORDER terminating 12 Motion": it is not pending any more, and nothing says why."""
DASHED = re.compile(rf"(?:--?|\u2013|:)\s?(?:{_any_of(_ED)})\b")
"""One line of a minute entry: "[12] MOTION to Suppress - DENIED". ``LINE`` matches what is decided, right before it."""
LINE = re.compile(
    r"\b(?:motion|application|objection|request|petition)s?\b(?:[^.;:]|(?<=\bdoc)\.|(?<=\bdkt)\.|(?<=\bno)\.){0,80}$"
)
ALONE = re.compile(
    rf"(?:(?:^|[.:;)\]]|- ?-|\b(?:hearing|conference) (?:was )?(?:not )?held,?(?: -)?|\bminute entry:?"
    r"|\bmarked off:?|\bmarked off[^.;]{0,30}? -"
    r"|\bappearances?:? [^.;]{2,120}? -|\bhearing off calendar -|\bheld(?: -|;|:))\s+|;|[\"\u201c])\(?"
    r"(?:(?:uncontested|unopposed|no (?:objection|opposition|response)s?(?: filed)?)[,;.] )?"
    rf"(?:(?:ordered|so ordered|hereby|and|same),? ){{0,2}}(?:{_any_of(_ED)})"
    r"(?=\s*(?:[.;,:()\"\u201d]|[-\u2013]+ |w/|on (?:the )?\[?\d|by (?:agreement|the parties|consent|stipulation)\b"
    r"|(?:on|by|upon) default\b|as (?:filed|requested|submitted|modified)\b|subject to\b"
    r"|and\b|as prayed\b|order\b|for (?:the )?reasons\b|on the record\b|in open court\b"
    r"|(?:there being |absent |without )?(?:no|any|timely) (?:timely )?(?:objection|opposition|response)s?\b"
    r"|in accordance with\b|(?:up)?on (?:certain )?conditions?\b|with(?:out)?\b|$))"
)
"""A court of appeals' one word: "OPINION filed: AFFIRMED."."""
PAST = re.compile(
    rf"\b(?:was|were) (?:hereby )?(?:{_any_of(_ED)})\b(?! (?:in|on|by) (?:its|an|\d))"
    r"|\((?:(?P<was_withdrawn>withdrawn)|(?P<was_moot>moot))\)"
)
"""Minutes tell it in the past: "Trustee's motion was withdrawn"."""
TOOK_BACK = re.compile(
    r"\b(?:withdraws|withdrew|has withdrawn) (?:the |his |her |its |their |said |this )?"
    r"(?:(?:oral|pending|unopposed) )?(?:motion|application|objection|request|petition)s?\b"
)
"""What a party does in court: "Trustee withdraws motion"."""
BRACKETED = re.compile(rf"\[\d{{2}}-\d{{4,6}}\s+(?:{_any_of(_ED)})(?: and \w+)?\s*\]")
"""The Fifth Circuit's: "UNPUBLISHED OPINION FILED. [21-10001 Affirmed ] Judge: ABC"."""
