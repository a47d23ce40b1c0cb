"""English wording, by sign: what is pressed for and paid. Plain form: no accents, no capitals."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import along, near

_ACCOUNT = r"accounts?|access|card|profile|service|parcel|package|shipment|delivery|subscription|membership|\bacc\b|\ba/?c\b|licen[cs]e|\bsim\b"
_STOPPED = r"suspend\w*|blocked|(?:be|get) block\b|lock(?:ed)?\b|restrict\w*|limited|deactivat\w*|clos(?:ed|ure)|terminat\w*|on hold|disabled|frozen|paused"
_UPDATE = r"verify|confirm|update|validate|complete|re-?activate|restore|unlock|review|authenticate|resolve|correct"
_DATA = (
    r"accounts?|information|info|details|identity|address|billing|payment|profile|login|card"
    r"|membership|delivery|mailbox|password|e-?mail|\bkyc\b|\bpan\b"
)
_SECRET = (
    r"passwords?|pin\b|verification (?:code|number)|security code|one.time code|\botp\b|card (?:number|details)"
    r"|(?:your|ur|the|my|of) (?:\w+ )?bank details|social security|\bssn\b|seed phrase|recovery phrase|\bcvv\b|log-?in details|the code"
    r"|six.digit|6.digit|\bg-? ?code|bank log-?in"
)
_MONEY = r"(?:£|\$|€|rs\.? ?|usd ?|gbp ?)\d|\d+ ?(?:pounds|dollars|usd|gbp|euros?)"
_DO = (  # what is asked for, whatever it is
    r"\bpay|(?:be|not|this|if|unless|isn'?t) paid|updat|verif|confirm|complet|\bact\b|respond|repl|\bcall(?:ing|s)?\b|click|claim|submit|settle|\bfile\b"
    r"|register|activat|sign|log ?in|appeal|disput|transfer|forward|releas|rises?|collect|block|suspend|clos"
    r"|disconnect|delet|lost|cut\b|open|get it|visit|tap|enter|choose|put in|cancel|expire"
)
_HOURS = (
    r"(?:with)?in (?:the )?(?:next )?\d{1,2} ?(?:h\b|hrs?\b|hours?)"
    r"|within (?:the next )?(?:[1-3]|one|two|three) (?:business )?days"
)
_NEED = _DO + r"|contact|check|need|requir|care\b|withdraw|unauthori"  # what is asked for at once
_CALL_IF = r"(?:call|dial|ring|text)\b[^.!?\n]{0,25}\d"
_LEAD = r"http|www|\blink\b|click|tap\b|<url>|\w\.(?:com|info|net|co|cc|org|me|top|xyz)\b"

DANGER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.urgency": (
            near(_DO, _HOURS, 60),
            near(_DO, rf"(?:http)? {{2,}}(?:{_HOURS})", 20),  # a link stands between
            near(_HOURS, _DO, 40),
            near(_NEED, r"immediate(?:ly)?\b", 40),
            near(r"immediately|immediate", _NEED, 15),
            r"immediate (?:attention|response)|as soon as possible",
            along(r"urgent(?:ly)? ?[!:.-]", _DO + r"|contact|upgrade|danger", 60),
            r"^urgent|urgent(?:ly)? (?:pay\w*|action|call|message|notice|notification|alert|update|attention|response|collection|kyc|task|matter|warning|security|need\w*|require\w*|your|you|we)\b",
            r"final (?:notice|reminder|warning|attempt|alert|call\b|demand)|last (?:warning|reminder|notice|attempt)|last chance (?:to|before)",
            r"expir\w+ (?:today|tonight|at midnight)|(?:account|access|password|points?|offer|link|rewards?|gift|\bid|kyc|session|voucher)s? (?:\w+ ){0,4}expir\w+ (?:soon|in|on)\b",
            near(
                _DO,
                r"before (?:midnight|it's too late)|by midnight|right away|at once",
                40,
            ),
            near(
                r"call us|call (?:at|me on)|\bpay\b|update|verify|confirm|transfer|process|\d{3}-\d{4}|text back",
                r"asap\b",
                50,
            ),
            r"act (?:now|fast|quickly|promptly)|action required|(?:your|immediate|urgent|important|prompt|further) action is required|attention required|hurry[,!]? (?:only|while|before|offer|limited|and claim|claim|up to)|asap to resolve",
            r"failure to (?:do|comply|pay|update|verify|respond|act|confirm|complete|register|provide|submit|settle)",
        ),
        "words.threat": (
            r"officers (?:will )?attend|hold a writ|enforcement (?:officers?|agents?) (?:will|attend|visit)|number is (?:about to be )?suspended",
            r"account (?:blocked|suspended|locked|deactivated|unverified)\b|unverified acc",
            near(r"(?:your|ur|yr|this)\b[^.!?\n]{0,30}(?:" + _ACCOUNT + ")", _STOPPED, 60),
            near(
                r"(?:suspended|blocked|locked|restricted|limited|deactivated|closed|disabled|frozen|paused|(?:to|will|must) suspend)[^.!?\n]{0,20}\b(?:your|ur|yr|this)",
                _ACCOUNT,
                30,
            ),
            r"(?:card|access|acct|account|profile|sim|shipment|parcel \w+) (?:\S*[\dx*]{3,}\S* )?(?:(?:has|been|is|was|currently|temporarily|starting with \S+) )*(?:"
            + _STOPPED
            + ")",
            near(
                r"(?:account|card|access|acct|sim|service|power|electricity|licen[cs]e)s?\b",
                r"(?:is|are|has|have|was|be|been|will|gets?) (?:\w+ ){0,3}(?:" + _STOPPED + ")",
                20,
            ),
            r"(?:mails?|messages?) (?:is|are|will be|being) returned|legal action|prosecut\w+|goes back to (?:china|sender)|debt collection begins|(?:stop|avoid) (?:arrest|service restriction)|revo(?:ked|cation)|bailiffs?|(?:debt|sent to|to) collections\b",
            r"(?:be|avoid|face|under|digital|immediate|your|issued|or) arrest\w*|arrest warrant|warrant[^.!?\n]{0,30}arrest",
            near(
                r"avoid|face|incur|prevent|further|additional|extra|excess|before|prior to|risk|rises?",
                r"penalt(?:y|ies)|late (?:fee|charge)s?|surcharges?|disconnection",
                25,
            ),
            near(
                r"penalt(?:y|ies)|late fees?|arrest\b",
                r"added|begins?|rises?|accru\w+|follow|per day|issued|raised|for plate|of \d|\d{3}",
                25,
            ),
            near(
                r"taken|goes|refer\w*|sent|escalat\w+|summon\w*|appear|avoid|missed|\bor\b",
                r"court\b",
                25,
            ),
            r"court (?:date|order|action|case|summons)|disconnected (?:today|tonight|in|at|within|from|soon)|scheduled for disconnect",
            r"will (?:now )?be (?:permanently )?(?:deleted|terminated|returned|lost|suspended|blocked|disconnected|disabled|locked|forfeited|cut off)",
        ),
        "words.pay": (
            near(
                r"\bpay\b|settle|send\b",
                r"fees?\b|toll|customs|fine\b|handling|shipping|postage|duty|release|insurance",
                40,
            ),
            near(
                r"unpaid|outstanding|overdue|\bowed?\b|past due",
                r"fees?|toll|balance|invoice|parcel|package|customs|fine\b|charge|duty|trip|parking|ticket|items?\b|http",
                40,
            ),
            near(r"toll|parcel|item|parking|fee\b|bill\b", r"(?:remains|is|if|are|\d) unpaid", 40),
            along(
                r"(?:\bpay\b|settle|fee of|(?:you|u) owe|owed|unpaid)[^.!?\n]{0,20}(?:"
                + _MONEY
                + ")",
                r"http|here|\bnow\b|today|tonight|to (?:release|avoid|receive|redeliver|unlock|reschedule|claim|secure|hold|unblock|activate|cancel|keep)|within|before|handling|customs|shipping|deliver|for courier|or (?:i|court)|paypal|bitcoin|via|by (?:upi|zelle|western|link)|with (?:zelle|link)|"
                + _LEAD,
                60,
            ),
            r"redelivery fee|shipping fee|outstanding (?:toll|fee)|unpaid \$|unpaid (?:toll|fee|customs|shipping|parking)|processing fee|handling fee|admin fee|registration charges?|ha(?:s|ve) request\w* (?:a )?payment",
        ),
        "words.refund": (
            along(
                r"re-? ?fund(?:s|ed|ing)?\b|rebate|reimburse\w*|stimulus|compensation|overpaid|overcharged|overpayment|cash ?back|settlement (?:approved|leftover|fund|payment|check|list|was\b|:)",
                r"claim|\blink\b|http|www|\bdue\b|owed|eligible|pending|accept|confirm|click|process|collect|unclaimed|awaiting|waiting|available|is ready|visit|form\b|tap\b|enter\b|respond|deposit here|approved|last day|\bdial|calling|contact our|phone (?:\d|our|to)|1[ -]8\d\d|\w\.(?:com|info|net|cc|top)\b",
                60,
            ),
            near(
                r"unclaimed|\bclaim|release",
                r"re-?fund|compensation|stimulus|rebate|\bgrant|settlement|relief",
                40,
            ),
            near(
                r"eligible|entitled|qualif\w+|owed",
                r"re-?fund|payment|compensation|stimulus|rebate|grant|relief|benefit|settlement|"
                + _MONEY,
                50,
            ),
            r"unclaimed (?:refund|property|\$|\d)|refunding you|(?:want|need|trying|unable|tried|failed|like) to refund|may be owed|owed to you|duplicate charge|victims get (?:£|\$)?\d|refund(?: \+?[\d-]{7,}|_\d)|irs[ _]tax[ _]re-? ?fund|lejeune",
        ),
        "words.prize": (
            r"guaranteed the latests?|(?:txt|text) (?:word:? ?)?collect|your claim number|you(?:'ve| have)? received money",
            r"congrat\w*[^\n]{0,60}(?:0\d{9}|dial|call\b|won\b|\bwin\b|winner|selected|chosen|award\w*|prize|gift|reward\w*|\bclaim|guaranteed|free\b|collect|http)",
            r"you(?:'ve| have|r)? (?:been )?(?:won|selected|chosen|awarded|picked) (?:a|an|as|to|for (?:an?|our|£|\$|€|\d)|the|our|£|\$|€|rs|\d)|(?:mobile|number|e-?mail|name|phone|line|code|entry)[^.!?\n]{0,30}(?:has won|selected|chosen|awarded|drawn|picked)\b|(?:selected|chosen|picked|invited) to (?:receive|get|win)",
            r"(?:our|todays|lucky|sms|weekly|reward|the) winner|winners? (?:notice|list|notified|of)|(?:you|u|ve|has|have|number|profile|ticket|name|\w*[\dx]{2}) (?:just |also )?won (?:a\b|an\b|£|\$|\d)|(?:[\d,]+ ?k? ?|your |the )jackpot|jackpot (?:of|winner|prize)|(?:won|winner|winning)\b[^.!?\n]{0,25}(?:jackpot|lottery)|(?:my|kbc|jio|postcode|lucky|euro\w*|online|mega|card|world\w*|global|state|whatsapp|google|facebook) lottery|lottery (?:winner|numbers?|funds?|board|agent|prize|promotion|dep\w+|claim|jackpot|award)|(?:attn|dear|powerball):? winner|u r winning|are (?:a )?winner|(?:you|u) are awarded|(?:you|u) win:|debt is forgiven",
            near(
                r"prize|gift ?cards?|rewards?\b|awarded|giveaway|bonus|vouchers?|raffle|(?:loyalty |reward )points",
                r"claim|\bwon\b|collect|guaranteed|call\b|receive|redeem|expir\w+|reserved|await\w*|unclaimed|waiting|confirm|http|www|draw\b|yours|ship",
                50,
            ),
            near(
                r"claim|\b(?:you|u|ve|has|have) won (?:a|the|our|£|\$|\d)|\bwin\b|receive|redeem|picked|earned|guaranteed|unclaimed|free|reserved",
                r"prize|gift ?cards?|rewards?\b|bonus|vouchers?|giveaway|present\b|cash|award",
                50,
            ),
            r"claim (?:your|ur|now|code|yours|here|it (?:now|here|before|at|http))|guaranteed (?:£|\$|\d|prize|cash|award|caller)|free gift|surprise gift|(?:loyalty|little|tiny) (?:gift|reward)",
            r"free (?:entry|ringtone|camcorder|phone|nokia|camera|handset)|entitled to (?:update|ppi|£|\$|free|\d)",
        ),
        "words.confirm": (
            r"keep (?:my |your |the )?(?:same|current) password|(?:pending|undelivered|unread|incoming) (?:messages?|mails?|e-?mails?)|mail ?box (?:quota|is (?:almost )?full|storage|closure|shutdown|issue|error|account notification)|mail quota|re-?confirm your|confirm ownership",
            near(
                r"(?:"
                + _UPDATE
                + r") (?:and \w+ |with )?(?:of )?(?:your|ur|yr|ua|you|the|this|my|a few)\b[^.!?\n]{0,25}",
                _DATA,
                10,
            ),
            near(
                _UPDATE,
                r"identity|\bkyc\b|billing|password|\bpan\b|details|info(?:rmation)?s?\b|adress|bank log-?in",
                40,
            ),
            r"(?:confirm|verify|update) (?:card|bank|info|account|address|payment)|log ?in (?:here|now)|log ?in (?:to|at) (?:restore|verify|confirm|avoid|cancel|stop|redeem|keep|your (?:account|bank|online))|sign in (?:here|now|within|to avoid|to your bank)",
            r"click (?:here|below|the link|on the link)|follow (?:the|this) link|re-?deliver(?:y (?:fee|charge|cost|request|form|attempt|slot|date|time)|y? (?:now|here|by paying))|(?:schedule|arrange|request|book|confirm|pay|for|to|a|your|new) re-?deliver(?:y|ed)?\b|reschedule (?:a|your|the) deliver\w*|claim ownership|(?:correct|missing) (?:address|login)|reactivate your|ekyc",
        ),
        "words.secret": (
            near(
                r"send|give|answer|reply|read|have your",
                r"(?:your|ur|the) (?:full )?(?:social security|date of birth|security questions|access code|\d\d.word phrase|recovery word)|answers to your security",
                50,
            ),
            r"front ?(?:\+|and|/) ?back|(?:send|forward|share|text) (?:me |us )?(?:the )?(?:sms )?digits|(?:your|ur) (?:online )?bank(?:ing)? (?:log-?in|username)|account num\w* and pin|(?:debit|card) and (?:your|ur) pin|my code, what'?s it say",
            near(
                r"(?:send|give|provide|enter|reply with|tell|confirm|text (?:me|us|back|your|ur|it|pin|otp|w/|with|\w+ (?:and|&|plus|w/|with))|forward|read)\b",
                _SECRET,
                40,
            ),
            near(
                r"(?:send|give|confirm|provide|text)\b[^.!?\n]{0,12}\b(?:us|me|back)\b",
                r"account number|account no\b|security code|digits|last 4|\bdob\b|date of birth|online banking",
                30,
            ),
            near(
                r"\bshare\b",
                r"\b(?:your|ur|d|us|me)\b[^.!?\n]{0,20}(?:code|pin|password|otp|number)|\botp\b",
                30,
            ),
            r"read (?:it|them|that) back\b|what(?:'s| is|s) the (?:pin|otp)\b|bank card front|front (?:and|/) back|the three (?:digits|on the back)|numbers off the back",
        ),
        "words.remote": (
            r"any-?desk|team ?viewer|rustdesk|ultraviewer|quick ?support|supremo|logmein|screen ?connect|remote (?:access|desktop|control (?:of|to|over))|(?:gave|give|giving|took|take|has|had) remote control",
        ),
        "words.support": (
            near(
                r"computer|device|\bpc\b|windows|iphone|phone",
                r"infected|\bvirus|hacked|compromised|malware|trojan",
                50,
            ),
        ),
        "words.install": (
            near(
                r"(?:install|download)(?:ing)?\b", r"\bapps?\b|\bapk\b|software|attachment|file", 30
            ),
            r"\w+\.apk\b",
        ),
        "words.bank_alert": (
            r"not authori[sz]ed? by (?:you|u)|someone (?:has |just )?(?:sign|log)\w* ?in(?:to)? (?:to )?your|if any dispute",
            r"repl(?:y|ies) (?:1|n|no)\b[^.!?\n]{0,20}(?:approve|decline|to stop|keep it from|to cancel)|was it you (?:at|in|who)|not requested\? (?:reply|call)|payment of [^?\n]{0,30}refused",
            near(
                r"transactions?|payments?|purchase|transfer|log-?in|sign-?in|device|charge|debit|deduction|withdraw\w*|payee|zelle|payid",
                r"unusual|suspicious|unauthori[sz]ed|fraud\w*|unrecogni[sz]ed|not you|attempt\w*|detected|declined|pending|alarming|(?:was|were) made|to dispute|stopped|scheduled",
                60,
            ),
            r"(?:unusual|suspicious|unauthori[sz]ed|fraudulent|unrecogni[sz]ed) (?:\w+ ){0,2}(?:activit\w+|transactions?|log-?ins?|sign|payments?|purchases?|charges?|use\b)",
            near(
                r"(?:if (?:this|it) ?(?:(?:was|is|be)n'?t|(?:was|is|be) not) you|not you\b|if not (?:you|u)\b|not yours|wasn'?t you|didn'?t (?:make|authori[sz]e|request|do)|(?:did|do) not (?:make|authori[sz]e|perform|do)|if (?:you|u) did not)[^\n]{0,40}",
                _LEAD
                + r"|\d{3}[ -]?\d{3,4}[ -]?\d{3,4}|repl(?:y|ies)|press\b|\bagent|dispute|<phone>|\[phone\]|cancel|x{4,}",
                50,
            ),
            near(_CALL_IF, r"if (?:you|u) did not|not you\b|if not", 40),
            r"new payee|has been deducted|withdrawn at|will be debit\b|confirm (?:a|the|this) (?:recent )?transaction|fraud (?:team|dept|department)[^.!?\n]{0,40}(?:call\b|ring|text|phone|need)|did (?:you|u) (?:just )?(?:attempt|authori[sz]e|try to pay|spend|approve)|did (?:you|u) (?:just )?make[^.!?\n]{0,25}(?:payment|purchase|transfer|"
            + _MONEY
            + ")",
        ),
        "words.premium": (
            near(r"voice ?mail|missed call|message", r"0 ?8\d\d|0 ?9\d\d", 50),
            r"call (?:now |free |us )?(?:on )?0 ?(?:9\d|87)|per ?msg|\bppm\b|\d+p(?:er)?/?(?:min|msg)|\bcost \d+p|claim code|new (?:voicemail|message)s?[^.\n]{0,20}(?:call|http)|£\d(?:\.\d+)?/(?:wk|week|msg|min)|ringtones?|freemsg",
            r"line rental|\d+p (?:per|a) (?:text|message)|(?:text|txt|call|chat|tel|rply|ring|claim on|msg|on|to|now) ?(?:to |on |now )?0(?:9\d\d|87[0-3]|70[0-9])\d? ?\d{3}|\b(?:answers?|ans|rply) [\w&]{1,8}(?: or \w{1,8})? (?:to|2|ref) ?[\dx]{4,6}|\btxt (?:[a-df-np-rt-z]\w{2,}|s[a-su-z]\w+|st[a-np-z]\w+) (?:to|2) \d{4,6}|(?:£\d(?:\.\d+)?|\d+p) ?(?:/|per|a|ea|pw)? ?(?:msg|txt|week|wk|min|bid|10 days)\b|sae t&c",
        ),
        "words.link": (
            r"(?:this|following|below) link\b|(?:follow|use|open|copy|enter|visit|in|via|on|to|with) the link\b|the link (?:below|works|expires|is valid)|click(?:ing)?\b[ :.>]{0,4}(?:h+ere|on\b|below|above|the|this|that|to\b|link|http|now\b|button|your|a\b|in\b|www|verify|update|password|log|sign)|tap (?:here|the|below|link)|visit (?:our|the|this|here|http|www|us\b|h\*|[a-z][^\s.]*\.[a-z])|go ?to (?:http|www|the link|this (?:link|page|site|address)|wap|[a-z][^\s.]*\.[a-z])|(?:here|\bat) ?:\s{0,6}http|open (?:them|it) here|details? ?: ?http|see (?:it )?here|scan the (?:\w+ )?(?:qr|code|image|card)",
        ),
        "words.call": (
            r"helpline[^.!?\n]{0,15}[\dx]{3}",
            r"(?:by )?calling (?:us )?(?:on |at )?\+?1?[-\d(]{1,4}\d{3}|dial (?:the )?number",
            r"\b(?:call|dial|phone|ring|contact)\b[^.!?\n]{0,30}(?:\d[\d -]{6,}|\[phone\]|<phone>|x{6,}|immediately|landline|our (?:office|team|fraud|agent))",
            r"\b(?:call|ring|phone|contact)\b us(?: back)? ?(?:now|immediately|urgently|asap|today|right|at once|within|straight|!|$)|give us a call|\b(?:call|dial|ring) (?:(?:me|us|it|back|the|our|this|that|on|at|number|line|desk|office|agent|help\w*|support|dealer|claims|fraud|officer|free|[\d\[\]()<>x-]{5,}|\w*phone\w*) ){0,4}now\b(?:[^?]|$)",
        ),
    }
)
