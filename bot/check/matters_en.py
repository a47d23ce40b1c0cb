"""What English messages are about, and how honest ones are worded. Plain form, by sign."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import along, near

_COINS = r"bitcoins?|\bbtc\b|cryptos?\b|crypto.?(?:curren|coin|asset|invest|trad|wallet|monn)\w*|ethereum|\beth\b|coinbase|binance|kraken|kucoin"
_PARCEL = (
    r"parcels?\b|packages?\b|\bpkg\b|deliver(?:y|ed)\b|shipment|usps|fedex|\bups\b|\bdhl\b|royal mail|evri"
    r"|hermes|courier|an ?post\b|your item"
)
_HITCH = (  # what keeps it, or what is to be done for it
    r"\bfees?\b|\bpay\b|unpaid|customs|duty|\bheld\b|on hold|reschedul\w+|re-?deliver\w*|failed|unable"
    r"|could ?n(?:'t|ot)|can ?not|undeliver\w+|confirm|updat\w+|verif\w+|pending|stopped|suspended"
    r"|incomplete|missing|missed|unclaimed|awaiting|waiting|http|www|click|<url>|claim|adress|wrong address"
    r"|house number|return(?:ed|s) to|reply y\b|on its way back"
)

MATTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "topic.parcel": (
            along(_PARCEL, _HITCH, 100),
            along(_HITCH, _PARCEL, 60),
        ),
        "topic.fine": (
            r"\btolls?\b(?:[^ :-]|[ -](?:[^f\W]\w*|f[^r\W]\w*|[^\w\n]+)|$)|e-?z ?pass|fastrak|sunpass|txtag|parking (?:ticket|fine|charge)|traffic (?:ticket|violation)|penalty charge|\bpcn\b|peach pass|i-?pass\b",
            along(
                r"\bdmv\b|dvla",
                r"\bfines?\b|fined|tickets?\b|toll|penalt\w+|violation|court\b|offen[cs]e|points|speeding|enforcement",
                80,
            ),
        ),
        "topic.crypto": (
            near(
                _COINS,
                r"wallet|platform|invest\w*|deposit|send|profit|earn|withdraw\w*|address|worth|account|trade|returns?|recover|payment|pay\b|unlock|http|www|\d",
                60,
            ),
            near(
                r"invest\w*|deposit\w*|send|profit|withdraw\w*|buy|\bin\b|\d|pay\b|trade|earn",
                _COINS,
                40,
            ),
            r"usdt|blockchain|metamask|seed phrase|(?:crypto|trust|trustwallt|digital|coin|defi|hot|meta) ?wallet|ledger (?:live|nano|wallet|device|support|security|account|users)|\bledger ?:|(?:connect|sync the|open a) wallet|your (?:\w+ )?wallet (?:will|is|has|have|must|was|needs?)|wallet (?:suspen|verif|synchron|connect)\w*",
            r"(?:gold|crypto|forex|short.term|online|stock|option|copy|bot) trading|trading (?:platform|account|signals?|app|bot|group|plan|profit|strategy)|\bforex\b|investment (?:platform|opportunit\w+|plan|club|group)|stock (?:tips?|group|picks?)",
        ),
        "topic.job": (
            near(
                r"(?:one of )?(?:your|ur) (?:pictures?|posts|photos)",
                r"art ?work|art project|mural|muse\b|painting",
                80,
            ),
            r"keep (?:\d ?%|\d+ ?% of)|forward the rest|home job\b|reviewed (?:ur|your) resume",
            near(
                r"\bjobs?\b|part.time|remote (?:work|job|position|role)|hiring|recruit\w*|your (?:cv\b|resume)|work from home|positions? (?:available|as|open)|open positions?|shortlisted for|vacanc(?:y|ies)\b|\bhr\b|the role|mystery shopper",
                r"\$|£|€|usd|daily|per day|a day|salary|earn|whatsapp|telegram|flexible|paid\b|wa\.me|online|\brs\b|\d+ to \d+ a|share with you|above \d\d|(?:first|a|cashier'?s) check\b",
                90,
            ),
            r"earn (?:up to )?(?:(?:\$|£|€|rs\.? ?)\d[\d,.]*k?|\d[\d,.]+k?)\b[^.!?\n]{0,11}(?:day|daily|hr|hour|week|month|each|per)|earn (?:\$|£|€)?\d+ (?:usd|dollars|euros?|pounds|taka)|extra income|passive income|(?:wrap|sticker on|decal on) (?:your|ur) car\b|car wrap|(?:rate|like|rating|review) \d* ?(?:hotels|restaurants|videos|products)|optimi[sz]e (?:apps?|data)|(?:lucky )?(?:merge|combo) orders?|simple online tasks|mystery shopper",
        ),
        "topic.sextortion": (
            r"follower list|or (?:your|ur) (?:mum|mom|boss|wife|family|husband) sees",
            along(
                r"record(?:ed)? (?:u|you|our call)|we'?ll send your photos",
                r"usd|pay\b|\$|contacts",
                60,
            ),
            near(
                r"webcam|nudes?\b|porn\w*|masturb\w+|intimate|pegasus|spyware|recorded (?:you|our call)",
                r"contacts|bitcoin|pay\b|send (?:it )?to|\bshare|release (?:it|them|the|this|all)\b|your friends|publish|every follower|scan the qr",
                120,
            ),
            near(
                r"camera|video",
                r"(?:your|ur) (?:contacts|wife|husband|boss)|bitcoin|publish|every follower",
                120,
            ),
        ),
        "topic.aid": (
            near(
                r"(?:you|u) (?:may|might|could) qualify",
                r"rates?\b|coverage|credit|plans?\b|savings|relief",
                60,
            ),
            near(
                r"grants?\b|relief|benefits?\b|subsid\w+|rebate|allowance|medicare|health insurance|solar|insulation|boiler",
                r"eligible|qualif\w+|free\b|approved|govt?\b|government|enrol\w*|no repayment|runs out",
                50,
            ),
            near(
                r"exposed to|ingested|drank|toxic|stationed|roundup|talc\w*|lejeune",
                r"eligible|entitled|recei?e?v\w+|compensation|\d+ ?k\b|settlement",
                100,
            ),
        ),
    }
)

GENUINE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ok.code": (
            r"(?:code|passcode|otp|pin)(?:[ ,-]{1,3}[a-z'()/&]+){0,7}[ :=-]{1,3}\d{4,8}\b|\b\d{4,8}\b[^.!?\n]{0,30}(?:is your|is the|code)",
            r"\b(?:code|passcode|otp|pin)(?: is| for [\w ]{2,20} is|:)? ?(?:\d{3}[ -]\d{3,4}|[x*#]{4,8})\b",
        ),
        "ok.prevention": (
            near(
                r"beware|watch out|be aware|be careful|alert to|reports of|circulating|going round|reminder|warning|pretending to be us",
                r"scams?\b|scammers?|fraudsters?|phishing|fake|impersonat\w+|imposters?|pretending",
                60,
            ),
            near(
                r"fraudsters?|scammers?|criminals|couriers claiming",
                r"send (?:texts|emails|messages)|may (?:say|call|text|pretend)|are (?:pretending|calling|texting|sending)|pretend|real (?:officers|police)",
                40,
            ),
            r"(?:just|then|please|always|can|\.|,) hang up\b|hang up (?:and|straight)|(?:don'?t|do not) click|(?:please|can|may|just|then|safely|paid,?|not,?|it,?|you,?|otherwise,?|request\w*,?) ignore (?:it|this)\b|ignore any\w* (?:\w+ )?(?:e-?mails?|texts?|calls?|messages?|emailing|calling|texting)|(?:obvs|obviously|clearly|totally|defo|definitely) (?:a )?(?:fake|scam)\b|(?:is|it's|was) (?:a )?(?:fake|scam)\b|(?:emails?|texts?|calls?) (?:is|are) (?:fake|not from us)",
            r"(?:is|it'?s|its|was|are|were|'s|be) (?:all |just |another |only |clearly |obviously |probably |such )?(?:a (?:\w+ )?(?:con|scam|hoax)\b|scams?\b|fake\b|fakes\b|phishing)|(?:doing|making) the rounds|(?:is|are|it'?s|one|lot of it|text|call|message|these) (?:going|doing|passing) (?:about|round|around)\b|(?:lot|load)s? of it about",
            r"(?:is|was) (?:this|that|it|yours) (?:text |email |message |one )?(?:one of those|a scam|for real|real\b|legit|genuine|from the real|actually from)|(?:don'?t|do not|dont|didn'?t) fall for\b",
        ),
        "ok.app": (
            r"(?:in|on|through|via|check|use|with|to) (?:the|your|our) (?:\w+ ){0,2}app\b|(?:in|via|inside) (?:the |our |your |my )?\w+ app\b|\bin.app\b|app only\b|(?:log|sign) in (?:to (?:your|the) (?:app|online)|in the app)|(?:in|via|through|using) (?:your )?online banking",
            r"(?:call|ring|phone|dial|contact)(?: us| them| your bank)?(?: on| at| using| via)?(?: the)? (?:number|no\.?) on (?:the (?:back of )?)?(?:your|the|card)|(?:dial|call|ring|text) (?:159|101|611|7726)\b",
            r"(?:visit|at|in|any|to) (?:a|any|your|our|the) (?:local )?(?:branch|post office)|(?:visit|at|in) (?:any|your nearest|our) (?:\w+ )?(?:branch|shop|store|centre|counter|office)\b|\bin (?:store|branch|person)\b|with photo id\b|on our (?:web)?site|(?:at|on|in|to) (?:the )?(?:reception|box office|salon|surgery)|(?:in|from|under) (?:your )?settings|(?:at|by) the (?:desk|counter|till)|bring (?:your )?(?:photo )?id",
            r"(?:settings|account|profile|payments?|billing|security|help|menu|devices) ?(?:>|->|→) ?\w+|(?:under|via|through|inside) (?:your|my|the) (?:\w+ )?(?:account|portal|space|dashboard|profile|hub)\b|(?:pay|update|see|check|manage|add|change|approve|review|accept|upload|file|cancel|respond|sort|fix|look|register|complete|view)\b[^.!?\n]{0,20} (?:in|on) (?:your|my) (?:\w+ )?(?:portal|space|dashboard|hub|journal|inbox)\b",
            r"number (?:you'?ll find |printed |shown |which is |that'?s )?(?:on|at the back of) (?:the back of )?(?:your|the|yr|a recent|any) (?:card|bill|statement|letter|bank card|policy)|(?:ref|reference|number) on (?:your|yr|the) (?:bill|letter|notice)|(?:ring|call|dial|phone|contact) 1(?:59|01|05|11|947|930)\b",
        ),
        "ok.warning": (
            r"do not (?:share|disclose|give) (?:it|this|the|your)|don'?t share|never (?:share|give|disclose)|(?:we|we'll|we'd|will|bank|police|staff|officers?|hmrc|\w+s) (?:will |would )?never (?:ask|phone|call|text|email|send|request|tell|text)|not share (?:it|this) with|(?:won'?t|don'?t|doesn'?t) (?:ever )?(?:phone|call|text|ask|email) (?:you|about|links|for)|(?:we|\w+) (?:don'?t|won'?t|never|do not|will never) (?:text|send|put|include|use|e-?mail)(?: you)?(?: any)? (?:links?|codes)|(?:don'?t|won'?t|never|do not) need (?:you )?to (?:send|give|share|tell)|no need to (?:send|give|share) (?:us )?your|(?:nobody|no one|none of us|staff|we|they)(?:'ll| will| would|'d)? (?:ever |never )+(?:asks?|needs?|phones?|rings?|calls?)\b|never (?:pay|accept|scan|type|click|open)\b|don'?t (?:pay|accept|scan|type) (?:any|outside|anywhere)",
        ),
        "ok.appointment": (
            near(
                r"appointment|\bappt\b|consultation with|booking (?:for|with|\w*\d\w*|is|on)\b|reservation|table for|check-?up|your (?:haircut|dentist|mot|jab|vaccin\w+|eye test|lesson|session|slot|blood test)",
                r"\d{1,2}[/:.]\d{0,2}|\bmon(?:day)?\b|\btue\w*|\bwed\w*|\bthu\w*|\bfri(?:day)?\b|\bsat(?:urday)?\b|\bsun(?:day)?\b|confirmed|tomorrow|\bat \d|\d ?(?:am|pm)\b",
                60,
            ),
        ),
        "ok.delivered": (
            near(
                r"order|parcel|package|item|prescription|delivery",
                r"(?:is|was|has been|will be) (?:delivered|shipped|ready|dispatched|out for|on its way|collected|with (?:your|a) neighbou?r|left (?:with|in|at))\w*|on its way|out for delivery|ready (?:to|for) (?:collect|pick)\w*|arrived at",
                60,
            ),
            r"left (?:it |your parcel )?(?:with (?:your|a) neighbou?r|in (?:the|your) (?:porch|safe place|shed))|your driver (?:\w+ )?will",
        ),
        "ok.paid": (
            r"\b(?:order|payment|invoice|bill|direct debit|statement)\b(?: [\w#£$€.'’-]+){0,7} (?:is|are|was|has been|been) (?:now )?(?:received|confirmed|ready|available|successful)|\b(?:order|payment) (?:[\w#-]+ )?(?:received|confirmed)|(?:bill|statement|invoice) (?:is )?(?:now )?available|received (?:your|a) refund|refund[^.!?\n]{0,40}(?:has been|was|is) (?:paid|credited|processed|issued|initiated|sent|back)|(?:refunded|refund of) (?:£|\$|€|₹)?[\d.,]+[^.!?\n]{0,20}(?:to (?:your|the|you)|issued|goes back)",
            r"thank(?:s| you) for your (?:order|payment|purchase|visit)|no action (?:is )?(?:needed|required)|nothing (?:more |else )?(?:to do|to pay|you need)|(?:don'?t need to|do not need to|needn'?t) (?:do anything|contact us|reply)|allow (?:up to )?\d+ (?:working )?days|was received with thanks",
        ),
        "ok.choice": (
            r"reply (?:yes|y|c|1|confirm)\b(?: to| if)? ?(?:to )?(?:confirm|keep|accept|attend|book|you (?:can|will|are))|(?:yes|y|c) to confirm|reply (?:no|n|cancel|2) (?:to|if) (?:cancel|change|rebook|reschedule|you can'?t)",
        ),
        "ok.stop": (r"reply stop|unsubscribe|text stop|opt.?out",),
    }
)
