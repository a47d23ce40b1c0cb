"""English wording of the parts that criminals play, by sign. Plain form: no accents, no capitals.

A boss or a pastor with an errand, a relative in trouble, an employer who needs somebody's account,
a helper who found lost money, a blackmailer; and what a person tells of such a caller.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import along, near

_SUM = r"(?:(?:£|\$|€|₹|rs\.? ?|inr ?|aud ?|cad ?|r ?)\d[\d, ]*\w?|\b\d[\d,. ]{2,}|\b\d+ ?k\b|\b\w+ (?:hundred|thousand|lakhs?|grand)\b)"
_BUSY = (
    r"(?:in|into|tied up in|stuck in) (?:a |an |the |back to back )?(?:\w+(?:'s|s')? )?(?:meetings?|conference|service|auditors?|session|seminar|board|governors)"
    r"|can'?t (?:talk|take (?:a )?calls?|pick up|speak)|calls? (?:aren'?t|are not|isn'?t) allowed|don'?t (?:call|ring)|boarding|no signal"
)
_TITLE = (
    r"(?:ceo|cfo|md\b|gm\b|director|principal|head ?teacher|pastor|vicar|fr\.? \w+|father|deacon|elder|bishop|rabbi|imam|president|chair(?:man|woman)?"
    r"|managing partner|professor|dean|provost)\b"
)
_TASK = r"(?:task|errand|favou?r|something (?:i need|for me|sorted|done)|(?:payment|transfer|wire) (?:made|done|out|sent|through)|discreet\w*|quietly)"
_TROUBLE = (
    r"(?:arrested|police caught|in custody|locked up|behind bars|in jail|courthouse|hit (?:someone|a \w+) with|car accident|fender bender"
    r"|ambulance|needs? (?:surgery|an? operation|the vet)|bag (?:was|got) (?:taken|stolen)|passport (?:was|got) (?:taken|stolen)|detained|stopped me|discharge (?:me|him|her)|in hospital)"
)
_RELEASE = r"(?:lawyer|bail|officer|judge|to release|release (?:him|her|me)|let (?:him|her|me|my) go|settle|up ?front|deposit|the bill|hospital bill|fine|fee|sort it)\b"
_YOURS = r"(?:in|into|through|via|to) (?:your|ur) (?:own |personal )?(?:bank )?(?:account|acc|a/c|monzo|revolut|card)"

ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.favour": (
            along(
                _TITLE,
                rf"\b(?:i|i've|i'?m|i'?ll|need|can|could|would|may|have|do)\b[^\n]{{0,40}}\b{_TASK}",
                120,
            ),
            near(_BUSY, rf"\b{_TASK}|need you to|gift cards?|cards\b", 70),
            along(rf"\b{_TASK}", _BUSY, 90),
            r"(?:do|handle|help with) (?:something|a thing|this|a small thing)[^.!?\n]{0,12}(?:discreetly|for me today|quietly|between us)|need (?:a|this|the|an?) (?:\w+ )?(?:payment|transfer|wire) (?:made|done|out|sent|gone)|get the (?:transfer|wire|payment)[^.!?\n]{0,30}\bout\b",
            along(
                _TROUBLE, rf"\b{_RELEASE}[^\n]{{0,60}}{_SUM}|{_SUM}[^\n]{{0,40}}\b{_RELEASE}", 120
            ),
            along(
                r"\b(?:mum|mom|mam|ma|dad|gran|nana|nan|grandma|grandad|uncle|aunty?|sis|bro|love|honey|baby|my love|dear)\b",
                r"(?:banking|bank|app|money|card)(?: app)? (?:isn'?t|is not|won'?t|not|doesn'?t)(?: \w+){0,2} (?:on|work\w*|let)\b|no banking app|locked out (?:till|until|of)[^.!?\n]{0,40}(?:\d|bank)|i owe someone|pay the excess",
                140,
            ),
            near(
                r"\b(?:pay|cover|do|settle|sort)\b[^.!?\n]{0,12} (?:it|a bill|this|one)\b[^.!?\n]{0,12} (?:for me|today|tonight)",
                r"(?:give|pay|send|return) (?:it|you) back|explain (?:it )?later|by (?:zelle|venmo|cash ?app)",
                60,
            ),
            r"(?:any|another|two different|a different|different) (?:store|shop)s? if (?:they|you|the)|then try another (?:store|shop)",
        ),
        "topic.job": (
            near(
                rf"(?:payments?|money|funds|wages|clients?|buyers?|\d ?k|cash)\b[^.!?\n]{{0,40}}{_YOURS}",
                r"keep|forward|send|withdraw|pass|return|each time|rest\b",
                90,
            ),
            r"(?:use|borrow|rent|need) (?:your|ur|my|someone'?s?|somebody'?s?) (?:bank )?account (?:for|to)\b|someone (?:w/?|with) an? \w+ (?:(?:or|and) \w+ )?account|keep the rest\b[^\n]{0,60}(?:legit|mins|easy|risk)|(?:drops?|puts?) \d[\d.]*k? in[^.!?\n]{0,12} (?:u|you) send|leave \d+ for you",
            near(
                r"\b(?:parcels?|boxes|packages)\b[^.!?\n]{0,30} (?:at|to) (?:your )?home",
                r"re-?label\w*|new label|label on|forward|ship them on|reship",
                60,
            ),
            r"(?:re-?order|top (?:it|this|that) up)[^.!?\n]{0,25}commission|lucky (?:bundle|order|set)|commission goes|(?:like|rate|review|subscribe to) (?:hotel|google|youtube|app|video|product)s?[^.!?\n]{0,30}(?:pounds|£|€|\$|rs|each|paid|earn)",
            along(
                r"(?:sent|send|receive|get) (?:you )?a (?:certified |cashier'?s )?che(?:ck|que)",
                r"pay (?:our|the|your) (?:approved )?(?:vendor|supplier)s?|keep \S+ as|remainder|balance to buy|buy a gift card|pay suppliers",
                120,
            ),
        ),
        "words.told": (
            near(
                r"\b(?:he|she|they|guy|man|lady|line|caller)\b[^.!?\n]{0,20} (?:had|got|made|talked|kept) (?:me|my \w+|us|him|her)",
                r"scratch|gift cards?|on (?:skype|video|the phone) (?:all|for)|bitcoin machine|wire|voucher|gold|atm\b|cash out",
                50,
            ),
            along(
                r"(?:police|cops?|officers?|customs|cra|irs|hmrc|debt|fine|digital arrest)\b",
                r"to his own name|i (?:sent|paid|transferred|wired) [^\n]{0,30}(?:lakh|\d{3}|google play|cards|crypto)|paid the so.called",
                80,
            ),
            near(
                r"(?:came to the door|knocked|at my door|on the doorstep)",
                r"cash up ?front|never came back|took (?:£|\$|€)?\d|pay(?:ment)? (?:now|today|up ?front)",
                90,
            ),
            along(
                r"\b(?:caller|lady|man|woman|gentleman|bloke|chap|fella|lad|guy|agent|officer|specialist|adviser|recruiter|robot|someone|they|he|she)\b[^.!?\n]{0,40} (?:rang|phoned|phones|called|said|told|wanted|asked|insisted|convinced|knew|kept)\b",
                r"(?:dollars|pounds|euros|hundred|\d) (?:of|in|worth of) (?:\w+ )?cards|bitcoin (?:machine|atm)|my memorable word|government wallet|wrap (?:the|my) (?:jewellery|cash|gold|money)|came for the (?:cash|card|money|gold)|screen went (?:dark|black|blank)|i pressed (?:approve|allow|yes|the green)|bail in cash|leave it on the doorstep|broke (?:his|her|my) fixed deposit",
                140,
            ),
            near(
                r"\bi (?:gave|told|read|sent|typed|pressed|handed|let)\b",
                r"before i (?:thought|realised|realized|knew)|i feel (?:so )?(?:stupid|sick|ashamed)|(?:so.called|\"fraud|'fraud|fake|\"police|'police) |memorable word",
                60,
            ),
            along(
                r"(?:pretend\w*|the \"?police\"?|caller|courier|kept me on (?:the phone|skype)|the (?:buyer|link|page))",
                r"(?:account|savings|money|\d{3}|grand|thousand)[^.!?\n]{0,15} (?:was |were |is |all )?(?:gone|emptied|cleared out|vanished)|wrap the|gave (?:him|her|them) (?:my|the|his|her)? ?(?:card|bank|code|details)",
                120,
            ),
        ),
        "words.windfall": (
            r"(?:leave|entrust|bequeath|will) (?:you )?(?:my|the|this) (?:fortune|estate|wealth|inheritance)|present you as (?:the )?next of kin|died (?:without issue|intestate)|(?:your name|you) (?:is |are |were |was )?on the (?:grant |winners?'? )?list|(?:empowerment|development|federal) grant|(?:choose|chose|picked|selected) (?:five|ten|\d+) people",
            near(
                r"(?:won|drawn|winner|prize|draw)\b",
                r"(?:licen[cs]ing|county|release|notary|airport|delivery|insurance|taxes?|bond|certificate)\b[^.!?\n]{0,30}(?:(?:£|\$|€|r ?)?\d|hundred|thousand)",
                100,
            ),
        ),
        "words.mentor": (
            near(
                r"(?:profit|balance|winnings?|earnings|withdraw\w*)\b",
                r"\b(?:tax|levy|deposit|fee) (?:of )?[^.!?\n]{0,15}(?:first|from outside|before)|lend you half|verification deposit",
                80,
            ),
            near(
                r"(?:start|try|begin|show you|just|put in)\b",
                r"(?:with )?(?:just |only )?(?:£|\$|€)\d{2,3}\b[^.!?\n]{0,25}(?:see how|withdraw|grow|screenshot|works)|so you see how it works",
                40,
            ),
            r"\d+ members (?:were |are |is )?(?:all )?in profit|i withdraw every|(?:tells?|shows?) me (?:exactly )?when to (?:enter|buy|sell)",
        ),
        "words.second": (
            along(
                r"(?:you (?:lost (?:£|\$|€|\d|(?:\w+ )?\w+ (?:hundred|thousand)|money|savings|everything|in|to)|were (?:scammed|deceived|defrauded)|reported)|lost (?:in|to) the|your lost (?:money|funds|coins|crypto|savings)|timeshare|(?:romance|investment|trading|crypto) (?:scheme|scam))",
                r"(?:it'?s|been|was|cash was) (?:found|seized|recovered|traced)|holding (?:pool|account)|we have a buyer|court order|class action|your share|recovery|get it back",
                140,
            ),
            r"got back every (?:cent|penny)|lost (?:coins|crypto|money) back|happened to my \w+[^\n]{0,80}(?:got (?:\w+ ){0,3}back|recovered)",
        ),
        "topic.sextortion": (
            along(
                r"\b(?:clip|film|video|recording|footage|screenshotted|pictures|nudes|intimate|recorded)\b",
                r"(?:btc|bitcoin|paypal|google play|cards|pay|\d{3}|dollars|pounds)[^\n]{0,80}(?:delete|gone|your (?:sister|wife|boss|company|family|contacts|inbox)|never hear)|(?:your|ur) (?:company'?s inbox|followers|colleagues|contacts)[^\n]{0,60}(?:by|unless|otherwise|pay|instructions|receive)",
                160,
            ),
            r"(?:all (?:your|ur) (?:followers|contacts|friends) (?:screenshotted|saved)|you(?:'ll)? never hear from (?:us|me) again|(?:the )?(?:recording|clip|video)(?:'s| is)? (?:gone|deleted) (?:once|when|if|after)|video (?:is going to|will) (?:be|go) viral)",
        ),
    }
)
