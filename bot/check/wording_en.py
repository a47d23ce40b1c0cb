"""English wording, by sign. Plain form: no accents, no capitals."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import either, near

_ACCOUNT = r"accounts?|access|card|profile|service|parcel|package|shipment|subscription|membership|\bacc\b|\ba/?c\b|licen[cs]e|\bsim\b"
_STOPPED = r"suspend\w*|block\w*|lock(?:ed)?\b|restrict\w*|limited|deactivat\w*|clos(?:ed|ure)|terminat\w*|on hold|disabled|frozen|paused"
_UPDATE = r"verify|confirm|update|validate|complete|re-?activate|restore|unlock|review|authenticate|resolve|correct"
_DATA = (
    r"accounts?|information|info|details|identity|address|billing|payment|profile|login|card"
    r"|membership|delivery|mailbox|password|e-?mail|\bkyc\b|\bpan\b"
)
_SECRET = (
    r"passwords?|pin\b|verification code|security code|one.time code|\botp\b|card (?:number|details)"
    r"|bank details|social security|\bssn\b|seed phrase|recovery phrase|\bcvv\b|log-?in details|the code"
)
_MONEY = r"(?:£|\$|€|rs\.? ?|usd ?|gbp ?)\d|\d+ ?(?:pounds|dollars|usd|gbp|euros?)"

DANGER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.urgency": (
            r"(?:with)?in (?:the next )?\d{1,2} ?(?:h\b|hrs?|hours?|days?|minutes?)|immediate(?:ly)?|as soon as possible|urgen(?:t|tly)\b",
            r"final (?:notice|reminder|warning|attempt)|last (?:chance|warning|reminder|notice)|expires? (?:today|soon|in|on|tonight)",
            r"before (?:midnight|it's too late)|act now|right away|action (?:is )?required|attention required|failure to|asap\b|promptly|hurry|at once",
        ),
        "words.threat": (
            near(_ACCOUNT, _STOPPED, 50),
            near(_STOPPED, _ACCOUNT, 30),
            r"legal action|arrest\w*|penalt(?:y|ies)|prosecut\w+|returned? to (?:the )?sender|late fees?|(?:in|to|the|county|high) court\b|court (?:date|order|hearing|action|case)|disconnect\w+|(?:debt|sent to|to) collections?\b|revo(?:ked|cation)",
            r"will be (?:cancell?ed|deleted|terminated|returned|lost|charged|suspended|closed|blocked)",
        ),
        "words.pay": (
            near(
                r"\bpay\b|settle|unpaid|\bowe\b|outstanding|\bfees?\b|overdue",
                r"fees?|toll|balance|invoice|parcel|package|customs|fine|charge|" + _MONEY,
                50,
            ),
            r"redelivery fee|shipping fee|customs (?:fee|charge|duty)|unpaid|outstanding (?:toll|balance|fee)|processing fee|handling fee|admin fee|registration charges?",
        ),
        "words.refund": (
            near(
                r"refund\w*|re-fund|rebate|reimburse\w*|stimulus|compensation|overpaid|overcharged|cashback|settlement",
                r"\d|claim|link|http|due|owed|eligible|pending|receive|accept|confirm|validat\w+|request",
                60,
            ),
            near(
                r"eligible|entitled|qualif\w+|owed",
                r"refund|payment|compensation|grant|relief|benefit|" + _MONEY,
                50,
            ),
        ),
        "words.prize": (
            r"congrat\w*|you(?:'ve| have|r)? (?:been )?(?:won|win\b|selected|chosen|awarded)|winn(?:er|ing)\w*|won (?:a|£|\$|\d)|prize|jackpot|lottery|lotto",
            r"gift ?cards?|free gift|claim (?:your|ur|now|code|it|a)|reward\w*|awarded|guaranteed|giveaway|bonus|raffle|1st place|surprise gift|(?:loyalty|little|tiny|small) (?:gift|reward|present)",
            r"\b(?:free|txt|text) \w+ (?:to|2) \d{4,6}|free (?:entry|ringtone|msg|camcorder|phone|nokia|camera|handset)|entitled to|mobile update|half price",
        ),
        "words.confirm": (
            near(_UPDATE, _DATA, 40),
            r"log ?in (?:to|here|now)|sign in (?:to|here|now)|click (?:here|below|the link|on the link)|follow (?:the|this) link|reschedule|re-?deliver\w*|set your delivery|shipping preferences|claim ownership",
        ),
        "words.secret": (
            near(
                r"(?:send|give|provide|enter|reply with|tell|confirm|share|text|forward|read)",
                _SECRET,
                40,
            ),
        ),
        "words.remote": (
            r"anydesk|any desk\b|team ?viewer|rustdesk|ultraviewer|quick ?support|supremo|logmein|screen ?connect|remote (?:access|control|desktop)|share your screen",
        ),
        "words.support": (
            near(
                r"computer|device|\bpc\b|windows|iphone|phone",
                r"infected|virus|hacked|compromised|malware|trojan",
                50,
            )
            + r"|microsoft support|apple support|tech support",
        ),
        "words.install": (
            near(r"install\w*|download\w*", r"\bapps?\b|\bapk\b|software|attachment|file", 30),
        ),
        "words.new_number": (
            near(
                r"\bmum\b|\bmom\b|\bdad\b|hey|hello|\bhi\b",
                r"new (?:number|phone|mobile)|temporary number|changed my number",
                80,
            ),
            near(
                r"phone|mobile|screen",
                r"broke\w*|smashed|damaged|lost|dropped|water|stolen|cracked",
                40,
            )
            + r"[^?\n]{0,120}(?:number|whatsapp|text|save)",
            r"this is my new (?:number|phone)|(?:text|message|whatsapp) me (?:on|at|back on) (?:whatsapp|this number)|save (?:this|my new) number|delete (?:the|my) old",
        ),
        "words.favour": (
            near(
                r"can you|could you|need you to|i need",
                r"transfer|lend|pay (?:a|this|for|it)|bank details|gift ?cards?|send (?:me )?(?:£|\$|€|\d)",
                60,
            )
            + r"|are you (?:available|free|at (?:your )?desk)[^\n]{0,80}(?:task|favou?r|errand|discreet)|in a meeting|can'?t talk|need a favou?r",
        ),
        "words.coupon": (
            r"(?:itunes|steam|google play|apple|amazon|vanilla|razer) (?:gift )?cards?|western union|moneygram|paysafe\w*|scratch[^.\n]{0,40}codes?|gift ?cards?[^.\n]{0,60}(?:codes?|photos?|pictures?|scratch)",
        ),
        "words.bank_alert": (
            near(
                r"transactions?|payments?|purchase|transfer|log-?in|sign-?in|activity|activities|device|charge|debit|withdraw\w*|payee|order",
                r"unusual|suspicious|unauthori[sz]ed|fraud\w*|unrecogni[sz]ed|not you|attempt\w*|detected|declined|pending|alarming|(?:was|were) (?:made|set up|added)|to dispute",
                60,
            ),
            r"if (?:this (?:was|is|be)n?'?t?(?: not)?|you did not|not) you|fraud (?:team|department|alert|dept)|new payee|has been deducted|was withdrawn|withdrawn at|if this (?:was|is|be) not|didn'?t (?:make|authori[sz]e|request)",
        ),
        "words.accomplice": (
            near(
                r"agent|advisor|adviser|officer|representative|specialist|colleague",
                r"will (?:call|contact|ring)|is trying to (?:call|reach)",
                60,
            ),
            near(r"move|transfer|send", r"(?:safe|secure|holding|temporary) account", 50),
            r"don'?t tell (?:anyone|your (?:bank|family))|keep (?:this|it) (?:confidential|between us|secret)|do not hang up|stay on the line|strictly confidential",
        ),
        "words.courier": (
            near(r"courier|driver|agent", r"collect\w*|pick up|come", 40) + r"[^\n]{0,60}card",
        ),
        "words.summons": (
            either(
                r"police|\bfbi\b|\birs\b|hmrc|interpol|europol|officer|social security",
                r"warrant|arrest|lawsuit|investigation|prosecut\w+|case (?:number|filed|against)",
                80,
            ),
        ),
        "words.windfall": (
            near(
                r"inheritance|next of kin|deceased|late (?:husband|client|father)|dying|beneficiary|unclaimed|abandoned|consignment|foundation|donat\w+",
                r"million|fund|transfer|bank|percent|%|share|\d{3}",
                100,
            ),
            r"god bless|dearest (?:one|friend|in)|business proposal|mutual benefit|barrister|u\.?s\.?\$ ?\d|(?:million|thousand) (?:us )?(?:dollars|pounds)",
        ),
        "words.loan": (
            near(
                r"loans?|credit|funding|debts?|pre-?approved",
                r"bad credit|no (?:credit )?check|instant|approved|\d ?%|pre-?approved|apply|today|cleared|written off|relief|forgiveness",
                60,
            ),
        ),
        "words.stranger": (
            r"(?:do )?you (?:still )?remember me|is this (?:still )?(?:\w+'?s? (?:number|phone)|\w+ ?\?)|are you (?:mr|mrs|ms|miss|dr)\.? ?\w+ ?\?|long time no (?:see|talk)|wrong number|sorry[^.\n]{0,20}wrong (?:number|person)",
            r"(?:my name is|this is) \w+[^?\n]{0,60}(?:nice to meet|do you remember|remember me|we met|last time)|nice to meet you|i got your (?:number|contact|profile)|found your (?:number|profile)|meet me|sexy|horny|naughty|(?:xxx|private|hot|triple x).?(?:pics|photos|video)|pics? (?:i|for you)|hook ?up|dating",
        ),
        "words.second": (
            near(
                r"recover\w*|retriev\w+|get back",
                r"(?:your|lost|stolen) (?:funds|money|losses|crypto|bitcoin|investment)|lost (?:funds|money)",
                50,
            ),
            near(
                r"scam(?:med)? (?:victims?)?|fraud victims?|data breach|victims? of",
                r"compensation|refund|recover\w*|claim|payout",
                80,
            ),
        ),
        "words.premium": (
            r"call (?:now |free |us )?(?:on )?0 ?[89]\d|per ?msg|\bppm\b|p/min|p per min|\d+p(?:er)?/?(?:min|msg)|landline[^.\n]{0,40}claim|\bcost \d+p|std (?:txt|network) rate|18\+|b4u|unsub\b|new (?:voicemail|message)s?[^.\n]{0,20}(?:call|http)|txt stop|gbp/(?:wk|week)|£\d(?:\.\d+)?/(?:wk|week|msg)|ringtones?|polyphonic",
        ),
        "words.buyer": (
            near(r"still", r"available|for sale", 30)
            + r"[^\n]{0,120}(?:e?-?mail|whatsapp|address|paypal|mover|shipper|courier)",
        ),
        "words.elsewhere": (
            near(
                r"contact|message|add|text|reply|chat|reach|join|talk",
                r"whatsapp|telegram|signal\b|hangouts|line id|kik\b|snapchat",
                40,
            ),
            r"wa\.me|t\.me/|telegram ?: ?@",
        ),
        "words.quoted": (
            r"born on \d|date of birth ?[:(]|social security number ?:|\[(?:masque|masked|nir|iban|card|carte)\]",
        ),
        "words.link": (
            r"(?:this|the|following|below) link|click\w*|tap (?:here|the|below|link)|visit\b|go ?to\b|here:|at:|open (?:them|it) here|details? ?:|see (?:it )?here|scan the",
        ),
        "words.call": (
            r"\b(?:call|dial|phone|ring|contact)\b[^.!?\n]{0,30}(?:\d[\d -]{6,}|\[phone\]|<phone>|x{6,}|us\b|now\b|immediately|landline|our (?:number|office|team))",
        ),
        "topic.parcel": (
            r"parcels?\b|packages?\b|deliver(?:y|ed)\b|shipment|usps|fedex|\bups\b|\bdhl\b|royal mail|evri|hermes|courier|an post",
        ),
        "topic.fine": (
            r"\btolls?\b|e-?z ?pass|fastrak|sunpass|txtag|parking (?:ticket|fine|charge)|traffic (?:ticket|violation)|penalty charge|\bdmv\b|dvla|\bpcn\b|peach pass|i-?pass\b",
        ),
        "topic.crypto": (
            r"bitcoins?|\bbtc\b|crypto\w*|usdt|ethereum|\beth\b|blockchain|trading|wallet|metamask|ledger|binance|coinbase|forex|investment (?:platform|opportunit\w+|plan|club|group)|stock (?:tips?|group|picks?)|guaranteed returns?",
        ),
        "topic.job": (
            near(
                r"\bjobs?\b|part.time|remote (?:work|job|position)|hiring|recruit\w*|your (?:cv|resume)|work from home|positions? (?:available|as|open)|open positions?|shortlist\w*|vacanc\w+|\bhr\b",
                r"\$|£|€|usd|daily|per day|a day|salary|earn|whatsapp|telegram|flexible|paid|income|register|wa\.me|online|rs\b",
                90,
            ),
            r"earn (?:up to )?(?:\$|£|€|\d)|make money|extra income|passive income|\d+ ?(?:taka|usd|dollars) per day",
        ),
        "topic.sextortion": (
            near(
                r"webcam|camera|video|nude|porn\w*|masturb\w+|intimate",
                r"contacts|bitcoin|pay\b|send (?:it )?to|share|release|your friends|publish",
                120,
            ),
        ),
        "topic.aid": (
            near(
                r"grant|relief|benefit|subsid\w+|rebate|allowance|medicare|health insurance|solar|warranty",
                r"eligible|qualif\w+|claim|free|approved|govt?|government|enrol\w*|quote|expired?|call",
                50,
            ),
        ),
    }
)

GENUINE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ok.code": (
            r"(?:code|passcode|otp|pin)[^.!?\n]{0,40}\b(?:is|:)? ?\d{4,8}\b|\b\d{4,8}\b[^.!?\n]{0,30}(?:is your|is the|code)",
        ),
        "ok.prevention": (
            near(
                r"beware|watch out|be aware|be careful|alert to|reports of|circulating",
                r"scams?|fraud\w*|phishing|fake|impersonat\w+|imposters?",
                60,
            ),
            r"hang up|do not (?:reply|click|respond)|don'?t (?:click|reply)|ignore (?:any|this|it)|report (?:it|them) to|fraudulent (?:emails?|texts?|calls?|messages?)",
        ),
        "ok.app": (
            r"(?:in|on|through|via|open) (?:the|your|our) (?:\w+ )?app\b|(?:log|sign) in (?:to (?:your|the) (?:app|online)|in the app)|online banking",
        ),
        "ok.warning": (
            r"do not (?:share|disclose|give)|don'?t share|never (?:share|ask)|(?:we|will|would) (?:will )?never ask|not share (?:it|this) with",
        ),
        "ok.appointment": (
            near(
                r"appointment|consultation|booking|reservation|visit",
                r"\d{1,2}[/:]\d{0,2}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|confirmed|tomorrow|\bat \d",
                60,
            ),
        ),
        "ok.delivered": (
            near(
                r"order|parcel|package",
                r"(?:is|was|has been|will be) (?:delivered|shipped|ready|dispatched|out for|on its way|collected)\w*|on its way|out for delivery",
                60,
            ),
        ),
        "ok.paid": (
            r"(?:your )?(?:order|payment|invoice|bill|direct debit)[^.!?\n]{0,50}(?:received|confirmed|is ready|available|was successful|thank you)|received (?:your|a) refund|refund[^.!?\n]{0,40}(?:has been|was) (?:paid|credited|processed|issued)|thank you for your (?:order|payment|purchase|visit)|no action (?:is )?(?:needed|required)|nothing (?:more )?to do",
        ),
        "ok.choice": (r"reply (?:yes|no|y|n|1|2|c)\b|(?:yes|y) or (?:no|n)\b",),
        "ok.stop": (r"reply stop|unsubscribe|text stop|opt.?out",),
    }
)
