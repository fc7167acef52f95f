"""Tables of ways to write what is masked, and of what looks like it and stays. From each a list of texts is made."""

import json
from collections.abc import Iterator
from contextlib import suppress
from html import escape

_JOINS = [
    "-", " - ", " -", "- ", ".", "/", " ", "  ", " / ", ". ", "_", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212",
    "\uff0d", "\xad-", "\u200b-\u200b", "-\n", "\n", "-\r\n", "\xa0", "\u2009", "\u202f", "--", "\\",
]  # fmt: skip
_BETWEEN = [
    ": ", " ", "#", " # ", " is ", " no. ", " (Jane Roe) ", " of John A. Smith ", " for Debtor Jane Q. Roe: ", " = ",
    ":\n", " of the plaintiff, ", " and ITIN ", " | ", ' "', " of José Núñez: ", " belonging to her ", "\t",
]  # fmt: skip
_DIGITS = ["１２３", "١٢٣", "𝟏𝟐𝟑", "१२३", "1\u200b2\u200b3", "1\xad23", "1\u20602\ufeff3"]
_LABELS = [
    "SSN", "ssn", "S.S.N.", "SS#", "SS No.", "Social Security No.", "Social Security Number", "social-security number",
    "Soc. Sec. No.", "SSNs", "ＳＳＮ", "S\xadSN", "ITIN", "Taxpayer ID", "Taxpayer Identification Number",
    "Tax ID No.", "Social\nSecurity\nNumber",
]  # fmt: skip
_OTHERS = [
    ("Account No. 1234567890", "1234567890"), ("Account No. 1234-5678-9012", "1234-5678-9012"),
    ("Account No. 001234567", "001234567"), ("Account No. xx1234567", "xx1234567"),
    ("Account No. 12.345.678", "12.345"), ("account number: 0012345678", "0012345678"),
    ("Acct. # 44556677", "44556677"), ("Acct No 9876543210", "9876543210"),
    ("bank account 123456789012", "123456789012"), ("checking account of Jane Roe, 123456789", "123456789"),
    ("account number for John Smith is 12345678", "12345678"), ("a/c no. 87654321", "87654321"),
    ("Account Nos. 11112222 and 33334444", "33334444"), ("credit card number 4111 1111 1111 1111", "4111"),
    ("paid with 4111-1111-1111-1111", "4111"), ("card no. 4111111111111111", "4111111111111111"),
    ("IBAN DE89 3704 0044 0532 0130 00", "3704"), ("loan number 1234567890", "1234567890"),
    ("Account\nNo.:\n1234567890", "1234567890"), ("Account Number 1234 5678 9012", "5678"),
    ("DOB: 1 / 2 / 1980", "1980"), ("DOB of Jane Roe: 1/2/1980", "1980"), ("D.O.B. 1.2.1980", "1980"),
    ("Date of Birth: 1/2/\n1980", "1980"), ("born on the 2nd day of January, 1980", "1980"), ("DOB 01021980", "1980"),
    ("born in Lima, Peru on January 2, 1980", "1980"), ("birthday: 2 January 1980", "1980"),
    ("DOB １/２/１９８０", "８０"), ("DOB\u00a01–2–1980", "1980"),
    ("Date of birth (Jane Roe) 1980-01-02", "1980"), ("Emma Jones, a minor", "Emma"),
    ("Emma Q. Jones, a minor,", "Emma"), ("EMMA JONES, A MINOR", "EMMA"),
    ("José Núñez, an infant, by his mother", "José"), ("Order re Emma Jones, a minor child", "Emma"),
    ("minor child Emma Jones", "Emma"), ("minor children Emma Jones and Paul Jones", "Paul"),
    ("the minor plaintiff, Emma Jones", "Emma"), ("Infant Plaintiff Emma Jones", "Emma"),
    ("the minor Emma Jones", "Emma"), ("Settlement for Emma Jones, a minor, by and through", "Emma"),
    ("Emma <b>Jones</b>, a minor", "Jones"), ("minor son Paul de la Cruz", "Cruz"), ("Emma\nJones, a minor", "Emma"),
    ("Emma Smith-Jones, a minor", "Smith"), ("residing at 12 Elm Street, Mesa, AZ 85201", "Elm"),
    ("who lives at 12 Elm St.", "Elm"), ("resides at 12 Elm St, Apt. 3, Mesa, Arizona 85201", "Elm"),
    ("home address: P.O. Box 7, Mesa, AZ 85201", "Box 7"), ("living at 12 Elm St\nMesa, AZ 85201", "Elm"),
    ("Home address 12 N. Elm Avenue, Mesa, AZ", "Elm"), ("A 012 - 345 - 678", "345"), ("Alien No. 012.345.678", "345"),
    ("A\xad012-345-678", "345"), ("A０１２-３４５-６７８", "３４５"),
    ("alien number of Rosa Lim 012 345 678", "345"), ("A-Number: 012 345 678", "345"),
    ("EIN: 12 - 3456789", "3456789"), ("EIN 12.3456789", "3456789"), ("SSN 1 2 3 4 5 6 7 8 9", "7 8 9"),
    ("SSN 1-2-3-4-5-6-7-8-9", "7-8-9"), ("SSN: 123456789 and 987654321", "987654321"),
    ("SSNs of A. Roe 123 45 6789, 123 45 6780", "6780"), ("SSN •••-••-6789", "6789"),
    ("SSN (123) 45-6789", "45-6789"), ("SSN: 123 , 45 , 6789", "6789"), ("SSN 123|45|6789", "6789"),
    ("SSN 123•45•6789", "6789"), ("SSN 123-456789", "456789"), ("S. S. N. 123 45 6789", "6789"),
    ("S S N 123 45 6789", "6789"), ("SS 123 45 6789", "6789"), ("Social Security 123456789", "123456789"),
    ("Social Sec. No. 123456789", "123456789"), ("Soc Sec 123 45 6789", "6789"), ("123456789 (SSN)", "123456789"),
    ("Social Security Card 123 45 6789", "6789"), ("número de seguro social 123 45 6789", "6789"),
    ("His SSN, which stands in the complaint by mistake, is 123456789", "123456789"),
    ("taxpayer number 123456789", "123456789"), ("acct 123456789", "123456789"), ("account: 1234567890", "1234567890"),
    ("paid into account 1234567890", "1234567890"), ("Account Number(s): 1234567890", "1234567890"),
    ("Acc. No. 1234567890", "1234567890"), ("Account no 12 34 56 78", "56"), ("Visa 4111111111111111", "41111"),
    ("Amex 3782 822463 10005", "822463"), ("Passport Number: C12345678", "C12345678"),
    ("driver's license no. D1234567", "D1234567"), ("A 012.345.678", "345"), ("D O B 1/2/1980", "1980"),
    ("DOB: Jan. 2, '80", "'80"), ("birth date 02JAN1980", "1980"), ("(b. 1/2/1980)", "1980"),
    ("Emma Jones (a minor)", "Emma"), ("Emma Jones, minor", "Emma"), ("Emma Jones - a minor", "Emma"),
    ("Emma Jones, who is a minor", "Emma"), ("Emma Jones (minor child)", "Emma"), ("Emma Jones, a juvenile", "Emma"),
    ("the minor, Emma Jones, by her mother", "Emma"), ("a minor named Emma Jones", "Emma"),
    ("minor's name: Emma Jones", "Emma"), ("E.J., a minor, of 12 Elm Street, Mesa, AZ 85201", "Elm"),
    ("E.J., a minor, by her next friend Ann Roe, 12 Elm Street, Mesa, AZ 85201", "Elm"),
    ("Roe's residence, 12 Elm Street, Mesa, AZ 85201", "Elm"), ("residential address 12 Elm Street, Mesa", "Elm"),
    ("living with his parents at 12 Elm Street", "Elm"), ("a resident of 12 Elm Street", "Elm"),
    ("search of his home at 12 Elm Street", "Elm"), ("SSN xxxxx6789", "6789"),
    ("last 4 digits of the SSN: 6789", "6789"),
    ("last four of his social security number 6789", "6789"), ("SSN (last four) 6789", "6789"),
    ("Emma, a minor", "Emma"), ("on behalf of Emma, a minor child", "Emma"), ("E. Smith, a minor child", "Smith"),
    ("E.J. Smith, a minor", "Smith"), ("Emma S., a minor", "Emma"), ("Plaintiff, Emma, a minor, by Ann Roe", "Emma"),
    ("EMMA, A MINOR", "EMMA"), ("Emma (a minor)", "Emma"), ("Emma, who is a minor", "Emma"),
    ("Emma and Paul, minors", "Emma"), ("Emma Jones and Paul Smith, minors", "Emma"),
    ("Ann, Emma and Paul Jones, both minors", "Ann"), ("Juan Carlos Perez Lopez, a minor", "Juan"),
    ("minor child Emma was hurt", "Emma"), ("minor son, E. Smith", "Smith"), ("the minor, Emma, by her mother", "Emma"),
    ("a minor named Emma", "Emma"), ("the minors, Emma and Paul", "Paul"), ("<b>Emma</b>, a minor", "Emma"),
    ("home at 12 Elm Street", "Elm"), ("the family home located at 12 Elm St.", "Elm"), ("her home at 12 Elm", "Elm"),
    ("His Home at 12 Elm Street", "Elm"), ("resided at 12 Elm Street until 2019", "Elm"),
    ("residing at 100-20 Queens Blvd", "100"), ("residing at 12 West Broadway", "Broadway"),
    ("lives at One Elm Street", "Elm"), ("lives at 123 Broadway", "123"), ("lives at P.O. Box 12", "12"),
    ("lived at 12 Elm Street", "Elm"), ("her parents live at 12 Elm Street", "Elm"),
    ("his apartment at 12 Elm Street, Apt. 4", "Apt"),
    ("social security number one two three four five six oh oh two", "two"),
    ("SSN one two three, four five, six zero zero two", "six"),
    ("SSN: one-two-three four-five six-zero-zero-two", "six"),
    ("SSN one two three - 45 - six zero zero two", "45"),
    ("SSN of Jane Roe: One Two Three, Four Five, Six One One Two", "Six"),
    ("social security one twenty-three, forty-five, six thousand two", "forty"),
    ("last four digits of her SSN: six zero zero two", "six"),
    ("SSN <i>one two three, four five,</i><br>six zero zero two", "six"),
]  # fmt: skip
_BARE = [
    "123 - 45 - 6789", "123-45-\n6789", "123–45–6789", "１２３-４５-６７８９", "123\xad-45-6789",
    "123 -45- 6789", "(123-45-6789)",
]  # fmt: skip


def list_spellings() -> list[tuple[str, str]]:
    """Texts, each with what of it must be gone."""
    return [
        *((f"SSN 123{join}45{join}6002", "6002") for join in _JOINS),
        *((f"SSN{between}123{join}45{join}6002", "6002") for between in _BETWEEN for join in ("-", " ")),
        *((f"SSN {three}-45-6002", "6002") for three in _DIGITS),
        *((f"{label}{gap}123 45 6002", "6002") for label in _LABELS for gap in (": ", " ")),
        *_OTHERS,
        *((bare, "89") for bare in _BARE),
        *((f"re {html}", "6002") for html in _HTML),
    ]


_HTML = [
    "123&#45;45&#45;6002", "123&#x2d;45&#x2D;6002", "123&ndash;45&ndash;6002", "123&hyphen;45&dash;6002",
    "<b>123</b>-45-6002", "123-<i>45</i>-6002", "<span>1</span>23-45-6002", "123<!-- x -->-45-6002",
    "<!-- 123-45-6002 -->", "<!--123-45-6002-->", "<!-- SSN <b>123</b> 45 6002 -->", "123&shy;-45&shy;-6002",
    "123&#173;-45-6002", "&#49;&#50;&#51;-45-6002", "SSN&nbsp;123&nbsp;45&nbsp;6002", "SSN<br>123 45 6002",
    "<td>SSN</td><td>123 45 6002</td>", "<ssn>123456002</ssn>", '<input value="123-45-6002">', "123-45-<br>6002",
    "&lt;b&gt;123&lt;/b&gt;-45-6002", "123&amp;#45;45&amp;#45;6002", r"123\u002d45\u002d6002",
    r"123\u002D45\u20136002", r"\u0031\u0032\u0033-45-6002", r"123\u00ad-45-6002", r"SSN:\n123 45 6002",
    r"SSN\t123\/45\/6002", r"\u003cb\u003e123\u003c/b\u003e-45-6002", r"123\\u002d45\\u002d6002",
    '{"ssn": "123456002"}', '{"account_number":"12346002"}', '{"ssn": 123456002, "x": 1}', r"123\x2d45\x2d6002",
    "<b>E. J.</b><br><i>a minor, by and through Ann Roe</i><br>6002 Elm Street<br>Mesa, AZ 85201",
    "<a href='x'>SSN</a>: 123.45.6002", "<![CDATA[123-45-6002]]>", "<p dob='1/2/6002'/> 1", "SSN 123<wbr>456002",
]  # fmt: skip
"""As files write it: in HTML, XML and JSON, and one in the other."""

_NUMBERS = [
    "2:21-cv-00031-BJR", "1:24-cr-123", "21-1234567", "No. 21-12345", "8:21-bk-12345-MW", "22-O-141", "A-001234-21",
    "05-21-01234-CV", "2021-CV-123456", "BC 123456", "123456/2021", "MDL 2741", "24A671", "01-23-0004-5678",
    "206-555-0100", "(206) 555-0100", "1-800-555-0199", "+1 206 555 0100", "206.555.0100", "555-0100",
    "206 555-0100 x12", "ABC000123", "ABC-0001234", "ABC_00012345", "DEF 001234-001250", "SMITH-000012",
    "PLTF00001234", "EX-123456", "98101-3045", "Seattle, WA 98101-3045", "AZ 85201-1234", "100-20 Queens Blvd",
    "28 U.S.C. § 1331", "42 U.S.C. 1983", "18 USC 922(g)(1)", "8 C.F.R. § 208.16", "17 CFR 240.10b-5",
    "26 U.S.C. 7431", "Fed. R. Civ. P. 12(b)(6)", "05/17/2016", "2016-05-17", "5-17-16", "May 17, 2016", "17.05.2016",
    "2016-05-17T09:30:00", "$1,234,567.89", "$ 402", "402.00", "1,234,567", "EUR 123 456 789", "127022264358",
    "035123456789", "AWAWDC-7654321", "12345678", "9:30 AM", "ISBN 978-3-16-148410-0", "US 7,123,456 B2",
    "Patent No. 10,123,456", "Reg. No. 1234567", "192.168.100.200", "pages 123-145", "lines 12-45-67", "[10]",
    "# 1 Exhibit A, # 2 Exhibit B", "Doc. 123-45", "Dkt. 123-4 at 56", "550 U.S. 544, 555-56 (2007)",
    "123 F.3d 456, 789", "2021 WL 1234567", "2021 U.S. Dist. LEXIS 123456",
]  # fmt: skip
_FRAMES = ["{}", "see {} (Entered: 05/17/2016)", "MOTION re {}; hearing set"]
_WORDS = [
    "MOTION to Redact SSN in 1234 Transcript", "Commissioner of Social Security, No. 21-1234567",
    "SSN redacted; receipt 123456789", "redact Social Security Numbers 45", "SSN, receipt number 123456789",
    "SSN was withheld, phone 206 555 0100", '{"ssn": "", "id": 123456789}', '{"ssn": null, "zip": "98101-3045"}',
    "SSN of John Smith, Case No. 21-1234567", "account ending in 1234", "Account No. xxxx1234", "Account No. 1234",
    "account no. ending 4711", "Trust Account Statement 12345678", "PRISONER TRUST ACCOUNT STATEMENT for 123456",
    "Statement of Account # 5 Exhibit", "accounting of 1/2/2020 to 3/4/2021", "credit card ending in 1234",
    "Discover Card Services 21-12345", "loan of $1,234,567.00", "Account Number, receipt 12345678",
    "on account of No. 21-1234567", "4111 1111 1111 1112", "1234 5678 9012 3456", "account no. docket 12345678",
    "a minor correction on page 12", "John Smith, a minor league pitcher", "minor changes to Exhibit A",
    "J.S., a minor", "Jane Doe, a minor", "Minor Settlement Hearing set", "MINOR ORDER Approving Compromise",
    "Approval of Minor Settlement Order", "E.J., a minor, by and through Anna Jones", "Infant Formula Products",
    "Minor League Baseball v. Smith", "John Smith, a minority shareholder", "In re Minor Child Custody Case",
    "asia minor Holdings LLC", "a Minor, by Her Guardian",
    "meeting at 230 N. First Ave., Suite 102, Phoenix, AZ 85003", "Clerk at 700 Stewart Street, Seattle, WA 98101",
    "NOTICE of Change of Address to 12 Elm St, Mesa, AZ 85201", "Resident agent at 12 Elm St, Mesa, AZ 85201",
    "Residential Funding Co. v. 12 Elm Street LLC", "hearing at 9:00 in Court Way 3", "resides in Arizona since 2019",
    "born in Mexico, ORDER of 1/2/2020", "reborn on 1/2/1980", "birth certificate 12345678",
    "DOB redacted 45 1/2/2020 order", "Date of Birth redacted; filed 1/2/2020", "airborne 1/2/2020",
    "meeting of 2021-06-15", "Year of birth: 1980", "EIN was withheld; see 1234", "therein 12-3456789",
    "Einstein 12-3456789", "Tin Cup LLC 21-1234567", "a 123456789 box", "A123456", "A01A2414", "A 206-555-0100",
    "Exhibit A 12 pages", "OFF-WHITE LLC v. A445995685", "973-43-5535",
    "https://example.org/123-45-6789/A012345678.pdf", "https://example.org/?id=A012345678", "x123-45-6789",
    "123-45-67890", "123-456-7890", "12-345-6789", "1123-45-6789", "<td>123</td><td>45</td><td>6789</td>",
    "rows 123, 45, 6789", "USCIS 45", "Alien Tort Statute, 28 U.S.C. 1350", "Agency No. 12-1234", "tax year 2019",
    "Tax ID law 12-1234", "xx/xx/1980", "Account Executive 12345678", "IBAN Holdings v. Roe", "cardinal no. 12345",
    "postcard no. 123456", "Smith, Minor v. Jones", "Katherine Minor, Plaintiff", "Asia Minor, LLC",
    "U.S. v. Juvenile Male", "Filed by Robert Minor, Esq.", "In re Juvenile Male 1", "Los Angeles Juvenile Hall",
    "Statement of account, 12 2020",
    "settlement of E.J., a minor, hearing at 700 Stewart Street, Seattle, WA 98101", "open house at 12 Elm Street",
    "ORDER approving minor settlement. Clerk at 700 Stewart Street, Seattle, WA 98101", "Section (B. 1/2/2020)",
    "Discover Bank v. Smith 21-12345", "visa application 127022264358", "receipt 127022264 (SSN redacted)",
    "domiciled in Delaware, with offices at 12 Elm Street, Mesa, AZ 85201", "Social Security 2:21-cv-00031",
    "SS 402(a)", "SSN in documents 123, 45 and 6789", "Meetings Home at 12 Elm St",
    "the minor, ABC, by her mother", "A.B. and C.D., minors", "Smith, a minority owner", "Doe, a minor",
    "J. Doe, a minor",
    "Plaintiff, a minor, by Ann Roe", "Student S., a minor", "ABC, A MINOR", "IBM, a minor player", "ABCD, a minor",
    "In Houston, a minor, E.J., was hurt", "However, a minor, E.J., was hurt", "On Tuesday, a minor in custody",
    "Additionally, a minor, E.J., was hurt", "E.J. of Mesa, Arizona, a minor", "minor child Medicaid benefits",
    "minor child Social Security benefits", "minor children Filed by Ann Roe", "the minor, Plaintiff, by Ann Roe",
    "SMITH, MINOR V. JONES", "Exhibit A, a minor edit", "The Minors, Inc. v. Smith", "a nursing home at 12 Elm Street",
    "the funeral home at 12 Elm Street", "St. Mary's Home at 12 Elm Street", "the children's home at 12 Elm Street",
    "its home at 12 Elm Street", "performed live at 12 Elm Street", "arrived home at 3 PM Monday",
    "worked from home at 12 Noon", "home office at 12 Elm Street", "Home Depot at 12 Elm Street",
    "a Delaware corporation residing at 12 Elm Street, Mesa, AZ 85201", "Smith Inc., 12 Elm Street, Mesa, AZ 85201",
    "Social Security, one of two or three programs", "SSN of one of the four plaintiffs in two cases",
    "Social Security Act, Counts One, Two, Three, Four, Five, Six and Seven",
    "SSNs; counts one, two, three, four, five, six and seven",
    "pages one, two, three, four, five, six, seven, eight, nine",
]  # fmt: skip


def list_look_alikes() -> list[str]:
    """Texts of which every character must stay."""
    return [*(frame.format(number) for number in _NUMBERS for frame in _FRAMES), *_WORDS]


def write_as_files(text: str) -> Iterator[bytes]:
    """The text as files hold it: plain in three encodings, in HTML, and in JSON with and without escapes."""
    yield text.encode()
    yield b"\xff\xfe" + text.encode("utf-16-le")
    with suppress(UnicodeEncodeError):
        yield text.encode("cp1252")
    yield f"<p>{escape(text)}</p>".encode()
    yield json.dumps({"text": text}).encode()
    yield json.dumps({"text": text}, ensure_ascii=False).encode()
    yield json.dumps({"text": f"<p>{escape(text)}</p>"}).encode()
