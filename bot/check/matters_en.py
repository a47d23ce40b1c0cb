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
            r"\btolls?\b(?:[^ -]|[ -][^f]|[ -]f[^r]|$)|e-?z ?pass|fastrak|sunpass|txtag|parking (?:ticket|fine|charge)|traffic (?:ticket|violation)|penalty charge|\bdmv\b|dvla|\bpcn\b|peach pass|i-?pass\b",
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
            r"(?:gold|crypto|forex|short.term|online|stock|option|copy|bot) trading|trading (?:platform|account|signals?|app|bot|group|plan|profit|strategy)|\bforex\b|investment (?:platform|opportunit\w+|plan|club|group)|stock (?:tips?|group|picks?)|guaranteed returns?",
        ),
        "topic.job": (
            near(
                r"(?:one of )?(?:your|ur) (?:pictures?|posts|photos)",
                r"art ?work|art project|mural|muse\b|painting",
                80,
            ),
            r"keep (?:\d ?%|\d+ ?% of)|forward the rest|(?:use|need) your bank account for|wage \w+ \d{4}|typing home job|hr \w+\. still looking|jobs?! we reviewed|reviewed (?:ur|your) resume",
            near(
                r"\bjobs?\b|part.time|remote (?:work|job|position|role)|hiring|recruit\w*|your (?:cv|resume)|work from home|positions? (?:available|as|open)|open positions?|shortlist\w*|vacanc(?:y|ies)\b|\bhr\b|the role|online role|mystery shopper|nanny position",
                r"\$|£|€|usd|daily|per day|a day|salary|earn|whatsapp|telegram|flexible|paid|income|register|wa\.me|online|rs\b|\d+ to \d+ a|share with you|above \d\d|(?:first|a|cashier'?s) check\b",
                90,
            ),
            r"earn (?:up to )?(?:\$|£|€|\d)|make money|extra income|passive income|\d+ ?(?:taka|usd|dollars) per day|(?:wrap|sticker on|decal on) (?:your|ur) car\b|car wrap|(?:rate|like|rating|review) \d* ?(?:hotels|restaurants|videos|products)|optimi[sz]e (?:apps?|data)|(?:lucky )?(?:merge|combo) orders?|simple online tasks|mystery shopper",
        ),
        "topic.sextortion": (
            r"follower list|or (?:your|ur) (?:mum|mom|boss|wife|family|husband) sees",
            along(
                r"record(?:ed)? (?:u|you|our call)|we'?ll send your photos",
                r"usd|pay\b|\$|contacts",
                60,
            ),
            near(
                r"webcam|camera|video|nude|porn\w*|masturb\w+|intimate|pegasus|spyware|recorded (?:you|our call)|your photos",
                r"contacts|bitcoin|pay\b|send (?:it )?to|\bshare|release|your friends|publish|every follower|scan the qr",
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
                r"grant|relief|benefit|subsid\w+|rebate|allowance|medicare|health insurance|solar|warranty|insulation|boiler",
                r"eligible|qualif\w+|claim|free|approved|govt?|government|enrol\w*|expired?|call|number\b|no repayment|runs out",
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
            r"(?:code|passcode|otp|pin)[^.!?\n]{0,40}\b(?:is|:)? ?\d{4,8}\b|\b\d{4,8}\b[^.!?\n]{0,30}(?:is your|is the|code)",
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
            r"(?:just|then|please|to|always|can|\.|,) hang up\b|hang up (?:and|straight)|(?:don'?t|do not) click|ignore (?:any|this|it)|report (?:it|them) to|(?:obvs|obviously|clearly|totally|defo|definitely) (?:a )?(?:fake|scam)\b|fraudulent (?:emails?|texts?|calls?|messages?)|(?:is|it's|was) (?:a )?(?:fake|scam)\b|(?:emails?|texts?|calls?) (?:is|are) (?:fake|not from us)",
            r"(?:is|it'?s|its|was|are|were|'s|be) (?:all |just |another |only |clearly |obviously |probably |such )?(?:a (?:\w+ )?(?:con|scam|hoax)\b|scams?\b|fake\b|fakes\b|phishing|rubbish)|(?:doing|making) the rounds|(?:is|are|it'?s|one|lot of it|text|call|message|these) (?:going|doing|passing) (?:about|round|around)\b|(?:lot|load)s? of it about",
            r"(?:is|was) (?:this|that|it|yours) (?:text |email |message |one )?(?:one of those|a scam|for real|real\b|legit|genuine|from the real|actually from)|(?:i|we|you) (?:nearly|almost) (?:fell|clicked|paid|sent)|(?:don'?t|do not|dont|didn'?t) (?:fall for|be fooled)\b|tell (?:me|mum|dad|us) (?:first|before)|word for word|(?:sneaky|cheeky) (?:as|gits?|so)",
        ),
        "ok.app": (
            r"(?:in|on|through|via|check|use|with|to) (?:the|your|our) (?:\w+ ){0,2}app\b|(?:in|via|inside) (?:the |our |your |my )?\w+ app\b|\bin.app\b|app only\b|(?:log|sign) in (?:to (?:your|the) (?:app|online)|in the app)|(?:in|via|through|using) (?:your )?online banking",
            r"(?:call|ring|phone|dial|contact)(?: us| them| your bank)?(?: on| at| using| via)?(?: the)? (?:number|no\.?) on (?:the (?:back of )?)?(?:your|the|card)|(?:dial|call|ring|text) (?:159|101|611|7726)\b",
            r"(?:visit|at|in|any|to) (?:a|any|your|our|the) (?:local )?(?:branch|post office)|(?:visit|at|in) (?:any|your nearest|our) (?:\w+ )?(?:branch|shop|store|centre|counter|office)\b|\bin (?:store|branch|person)\b|with photo id\b|on our (?:web)?site|(?:at|on|in|to) (?:the )?(?:reception|box office|salon|surgery)|(?:in|from|under) (?:your )?settings|(?:at|by) the (?:desk|counter|till)|bring (?:your )?(?:photo )?id",
            r"(?:settings|account|profile|payments?|billing|security|help|menu|devices) ?(?:>|->|→) ?\w+|(?:under|via|through|inside) (?:your|my|the) (?:\w+ )?(?:account|portal|space|dashboard|profile|hub)\b|(?:pay|update|see|check|manage|add|change|approve|review|accept|upload|file|cancel|respond|sort|fix|look|register|complete|view)\b[^.!?\n]{0,20} (?:in|on) (?:your|my) (?:\w+ )?(?:portal|space|dashboard|hub|journal|inbox)\b",
            r"number (?:you'?ll find |printed |shown |which is |that'?s )?(?:on|at the back of) (?:the back of )?(?:your|the|yr|a recent|any) (?:card|bill|statement|letter|bank card|policy)|(?:ref|reference|number) on (?:your|yr|the) (?:bill|letter|notice)|(?:ring|call|dial|phone|contact) 1(?:59|01|05|11|947|930)\b",
        ),
        "ok.warning": (
            r"do not (?:share|disclose|give) (?:it|this|the|your)|don'?t share|never (?:share|give|disclose)|(?:we|we'll|we'd|will|bank|police|staff|officers?|hmrc|\w+s) (?:will |would )?never (?:ask|phone|call|text|email|send|request|tell|text)|not share (?:it|this) with|(?:won'?t|don'?t|doesn'?t) (?:ever )?(?:phone|call|text|ask|email) (?:you|about|links|for)|no one (?:from \w+ )?will ask|(?:we|\w+) (?:don'?t|won'?t|never|do not|will never) (?:text|send|put|include|use|e-?mail)(?: you)?(?: any)? (?:links?|codes)|(?:don'?t|won'?t|never|do not) need (?:you )?to (?:send|give|share|tell)|no need to (?:send|give|share) (?:us )?(?:your|any)|(?:nobody|no one|none of us|staff|we|they)(?:'ll| will| would|'d)? (?:ever |never )+(?:asks?|needs?|phones?|rings?|calls?)\b|never (?:pay|accept|scan|type|click|open)\b|don'?t (?:pay|accept|scan|type) (?:any|outside|anywhere)",
        ),
        "ok.appointment": (
            near(
                r"appointment|\bappt\b|consultation|booking|reservation|table for|check-?up|your (?:haircut|dentist|mot|jab|vaccin\w+|eye test|lesson|session|class|slot|service|blood test)",
                r"\d{1,2}[/:.]\d{0,2}|\bmon(?:day)?\b|\btue\w*|\bwed\w*|\bthu\w*|\bfri(?:day)?\b|\bsat(?:urday)?\b|\bsun(?:day)?\b|confirmed|tomorrow|\bat \d|\d ?(?:am|pm)\b",
                60,
            ),
        ),
        "ok.delivered": (
            near(
                r"order|parcel|package|item|prescription|delivery",
                r"(?:is|was|has been|will be) (?:delivered|shipped|ready|dispatched|out for|on its way|collected|with (?:your|a) neighbou?r|left (?:with|in|at)|signed)\w*|on its way|out for delivery|ready (?:to|for) (?:collect|pick)\w*|arrived at",
                60,
            ),
            r"left (?:it |your parcel )?(?:with (?:your|a) neighbou?r|in (?:the|your) (?:porch|safe place|shed))|your driver (?:is|will|\w+ will)",
        ),
        "ok.paid": (
            r"(?:your )?(?:order|payment|invoice|bill|direct debit)[^.!?\n]{0,50}(?:received|confirmed|is ready|available|was successful|thank you)|received (?:your|a) refund|refund[^.!?\n]{0,40}(?:has been|was|is) (?:paid|credited|processed|issued|initiated|sent|back)|(?:refunded|refund of) (?:£|\$|€|₹)?[\d.,]+[^.!?\n]{0,20}(?:to (?:your|the|you)|issued|goes back)",
            r"thank(?:s| you) for your (?:order|payment|purchase|visit)|no action (?:is )?(?:needed|required)|nothing (?:more |else )?(?:to do|to pay|you need)|(?:don'?t need to|do not need to|needn'?t) (?:do anything|contact us|reply)|allow (?:up to )?\d+ (?:working )?days|was received with thanks",
        ),
        "ok.choice": (
            r"reply (?:yes|y|c|1|confirm)\b(?: to| if)? ?(?:to )?(?:confirm|keep|accept|attend|book|you (?:can|will|are))|(?:yes|y|c) to confirm|reply (?:no|n|cancel|2) (?:to|if) (?:cancel|change|rebook|reschedule|you can'?t)|reply (?:yes|y) (?:or|/) ?(?:no|n) to confirm",
        ),
        "ok.stop": (r"reply stop|unsubscribe|text stop|opt.?out",),
    }
)
