"""English wording of strangers and of what they promise. Plain form, by sign."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import along, near

_OCCASION = (
    r"(?:\w+ )?(?:fair|gala|auction|exhibition|expo|conference|seminar|consulate|embassy|cruise|winery"
    r"|tour|pilates|yoga|tango|ceramics|pottery|ski|golf|tennis|gallery|wedding|clinic)\b"
)

LURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.windfall": (
            along(
                r"life'?s? savings|trunk\b|consignment",
                r"diplomat|clearance|customs|airport|delivery",
                90,
            ),
            r"(?:bear|shared?) (?:the same|your) surname|\bbarr\. \w+|estate: ?(?:£|\$|€)\d|split the \d|\d\.?\d* ?m(?:illion)? gold",
            near(
                r"inheritance|next of kin|deceased|late (?:husband|client|father|dr|mr)|dying|widow\b|unclaimed|abandoned|consignment|foundation|donate to you|donat(?:ed|ing) (?:£|\$)|never claimed|estate of",
                r"million|\bfunds?\b|transfer|\bbank\b|percent|\d ?%|\bfee\b|\btax\b|repay|\bbox\b|cheque|share|\d\.\d ?m\b|usd|you bear|charity|\d,\d{3}",
                100,
            ),
            near(
                r"\barmy\b|general in|gold (?:dust|bars?)|trunk box|diplomat\w*",
                r"\d ?kg|million|\d\.?\d*m\b|trust you|receive|consignment|card is",
                80,
            ),
            r"dearest (?:one|friend|in)|business proposal|mutual benefit|barrister|u\.?s\.?\$ ?\d+[,.]\d{3}[,.]\d|(?:million|thousand) (?:us )?(?:dollars|pounds)|repl\w+ in confidence",
        ),
        "words.loan": (
            near(
                r"loans?|credit\b|funding|debts?|pre-?approved|\blend\b",
                r"bad credit|no (?:credit )?check|instant|approved|rate \d|\d ?% interest|pre-?approved|apply now|cleared|written off|wipes? it|relief|forgiveness|same day|without collateral|w/o collateral",
                60,
            ),
        ),
        "words.stranger": (
            r"this is \w+,? how (?:are|have|r) (?:you|u)\b|meet someone sexy|find a date",
            along(
                r"gave (?:me|this) (?:your|ur|this)? ?(?:number|contact)",
                r"i'?m \w+\b|new in|you forgot|shall i|are you|plane|\bmy \w+",
                50,
            ),
            r"haven'?t (?:seen|heard from) you (?:at|in ages|since)|haven'?t you replied (?:to )?me|shall we (?:have|eat)\b[^.!?\n]{0,15}(?:dinner|tea|lunch|together)|(?:coming|going) to the (?:gallery opening|wine tasting|gala|auction|exhibition)",
            along(
                r"(?:hi|hello|dear|morning),? (?:dr|doctor)\b",
                r"poodle|\bdog\b|\bcat\b|horse|kitten|puppy",
                60,
            ),
            near(
                r"(?:hi|hello|hey|bother|excuse me|dear|morning|evening),? (?:mr|mrs|ms|miss|dr|coach|uncle|madam)\.? \w+",
                r"are you coming|did the|did you (?:get|receive)|i'?m in town|shall i|will you join|is the meeting|we met",
                30,
            ),
            along(
                r"my name is \w+|i'?m \w+, \d\d\b|i'?m \w+ from",
                r"what'?s your name|i run an? |i do import|beauty salon",
                60,
            ),
            r"strangers are|so embarrassed[^\n]{0,40}my name|profile picture (?:has|looks)|you'?re \w+ right\?|saw your (?:photo|profile|picture)",
            along(
                r"\brig\b|(?:us|un|the) army|commander|peacekeep\w+|surgeon on|on the same ward",
                r"network|darling|honey|\bfee\b|leave\b|letter|crane|voucher|widow\w*|don'?t usually|my queen",
                100,
            ),
            r"you still remember me|do you remember me|long time no (?:see|talk)|is this (?:the number|\w+'s (?:number|phone)[?,]|(?:mr|mrs|ms|miss|dr)\b)|are you (?:mr|mrs|ms|miss|dr|manager|captain|madam|coach)\b",
            r"(?:hi+|hello|hey|dear|day|noon|morning|afternoon|evening|me|bother|ay),? is (?:this|it) \w+ ?\?",
            r"\bare you (?:\w+ from (?:the|our) "
            + _OCCASION
            + r"|(?:the|a) [^.?!\n]{0,40}(?:recommended|recommends?|introduced|told me about)|the (?:realtor|interior|broker|designer))",
            near(
                r"i'?m|i am|it'?s|this is|my name is",
                r"we (?:met|shared a|rode|txted|texted|exchanged)|\b(?:from|at) the (?:"
                + _OCCASION
                + ")|do you remember|remember me\\?|you gave me your card",
                50,
            ),
            r"\bwe (?:met|shared a taxi|rode the same)[^.!?\n]{0,30}(?:at|in|on)[^.!?\n]{0,20}(?:"
            + _OCCASION
            + ")",
            near(
                r"\b(?:my|our|his|her) (?:new )?(?:assistant|secretary|butler|maid)\b",
                r"gave me|saved|typed|added|wrong|your number|recommend\w*",
                40,
            ),
            r"(?:gave me|got|found) (?:your|ur|this) (?:number|contact)[^.!?\n]{0,20}(?:pet|in my|address|assistant|clinic|chamber)|found (?:your|ur) profile|saved this number|(?:number|you) (?:is|are|was) in my (?:phone|address|contacts)|in my address book|(?:recall|remember) who you are",
            r"(?:hope )?i'?m not mistaken|not sure (?:if|whether) (?:the|this) number|(?:added|dialed|dialled|saved|got) the wrong (?:number|contact|person|digits)|gave me the wrong (?:number|digits)",
            r"wrong (?:number|person|chat|contact|digits)[^\n]{0,70}(?:kind\b|polite|forgive|friend|fate|where are you|your name|profile|i'?m \w+,|my name|nice)",
            r"(?:you|u) (?:seem|sound|look|are) (?:so |very |like |such )?(?:a )?(?:kind|polite|decent|sincere)[^.!?\n]{0,30}(?:stranger|though|where|are you|person|man\b|to reply|what)|you (?:seem|sound) (?:so |very )?(?:kind|polite|decent|nice|sincere)|you'?re very polite",
            r"(?:it'?s|this is) (?:fate|destiny)\b|what a coincidence|make (?:a )?new friends?\b|as a new friend|nice to meet you[^\n]{0,30}(?:friend|i'?m|are you|accident|as a)|nice to meet you by",
            r"hello (?:beautiful|pretty)|facebook suggest|i (?:am|'m) (?:a )?(?:widowed|divorced|single (?:lady|woman|mother))|new in (?:the )?city",
            near(
                r"sexy|horny|naughty|busty|saucy|milfs?|lonely|nudes?|intimate|singles|adult",
                r"chat\b|girls?|pics?\b|photos|videos?|vids|txt|http|call\b|single|wom[ae]n|ladies|dat(?:e|ing)\b|married|live\b",
                40,
            ),
            r"(?:xxx|private|hot|triple x|s3xy).?(?:pics|photos|videos)|pics i promised|(?:wanna|want to|want 2|ready to) (?:meet me|hook ?up)|dating (?:service|site|directory)|females wanting|(?:hot|local) (?:girls|women|singles|widow)|my s\W{1,3}n\W{1,3}a\W{1,3}p\b",
        ),
        "words.second": (
            r"lost money (?:to|2|in) (?:a )?scam|(?:get|got) (?:it|your money) b(?:a)?ck[^.\n]{0,30}(?:\bfee\b|only pay|you (?:only )?pay)|he'?s got back what i lost",
            near(
                r"recover\w*|retriev\w+|get back",
                r"(?:your|lost|stolen) (?:funds|money|losses|crypto|bitcoin|investment)|lost (?:funds|money)|your [$£€]\d",
                50,
            ),
            near(
                r"scam(?:med)? (?:victims?)?|fraud victims?|data breach|victims? of|\bhack\b|\bleak\b",
                r"compensation|refund|recover\w*|\bclaim|payout|goodwill payment",
                80,
            ),
        ),
        "words.buyer": (
            near(r"still", r"avail\w*|for sale", 30)
            + r"[^\n]{0,120}(?:e?-?mail|whatsapp|address|paypal|mover|shipper|courier|zelle|6 digit|code)",
            near(
                r"zelle|venmo|paypal|e-?transfer|cashier'?s check|escrow|depop|courier",
                r"business (?:version|account)|expand your limit|check your (?:spam|e-?mail)|full price|before (?:i|he|she) (?:come|collect)|upload|accept the request|unverified|you (?:pay|cashapp|zelle)",
                60,
            ),
            near(
                r"full price|my (?:mover|shipper|husband|brother|agent)|hubby'?s mover",
                r"zelle|paypal|check\b|e-?mail|prepay|pick (?:it )?up",
                60,
            ),
            near(
                r"verification (?:number|code)|google (?:voice|text)|6.digit|six.digit",
                r"listing|not a bot|isn'?t fake|you(?:'re| are)? real|trust|scammers",
                80,
            ),
            near(
                r"listing|not a bot|isn'?t fake|scammers",
                r"code|6.digit|google (?:voice|text|is)",
                80,
            ),
        ),
        "words.elsewhere": (
            near(
                r"contact|message|\badd\b|text me|reply|chat\b|reach|join|talk",
                r"whatsapp|telegram|teleg\b|signal\b|hangouts|line id|kik\b|snapchat",
                40,
            ),
            r"wa\.me|telegram ?: ?@|(?:whatsapp|telegram) ?:? ?[+@0]",
        ),
        "words.advance": (
            r"registry bond|deposit the [^.!?\n]{0,20}(?:bond|fee|tax)|cover it until i (?:land|arrive)",
            r"viewings? (?:is |are )?not possible|(?:first month|deposit) to hold it",
            r"(?:starter kit|transfer levy|background check|acceptance ?fee|release fee|registry charge|clearance (?:bond|certificate|levy))[^.!?\n]{0,25}\d|\d[^.!?\n]{0,12}(?:background check|starter kit|transfer levy|clearance|screening\b|agreement charges?)",
            r"deposit secures|transfer then i give|once (?:the )?deposit (?:lands|clears)",
            near(
                r"customs|officer|agent|bondsman",
                r"(?:wants?|will ask|asks?|says only|need)[^.!?\n]{0,20}(?:\d{3}|itunes|(?:£|\$|€)\d)|cover (?:it|the)",
                40,
            ),
            r"viewings? (?:only )?(?:after|once) (?:the )?(?:payment|deposit|pay)|(?:no|can'?t do|can ?not do|without) (?:a )?viewings?|(?:can'?t|cannot|can not) show (?:you )?the (?:flat|house|room)",
            near(
                r"keys?",
                r"(?:by|in) (?:the )?(?:post|courier|airbnb|mail)|post(?:ed)? (?:you )?the keys",
                30,
            )
            + r"[^\n]{0,60}(?:deposit|pay\w*|transfer)",
            near(
                r"deposit|first month|holding (?:fee|money|deposit)|reservation fee|application fee",
                r"keys|before (?:you (?:see|view|move|come)|i (?:give|send|post|release|show|can)|a viewing|touring|viewing)|i (?:am|'m) (?:abroad|working|overseas)|passport|take it off|then i|cash ?app|zelle|post",
                60,
            ),
            near(
                r"pay|send|transfer|deposit",
                r"before (?:viewing|touring|seeing|i give)|to hold the (?:puppy|flat|room|kayak|house|dog|car)|holds? (?:your|it|the) place",
                60,
            ),
            near(
                r"first pay|pay first|must (?:first )?pay|only pay|(?:pay|send|deposit|transfer)\b[^.!?\n]{0,40}first\b|up ?front|fee (?:of|is)|have to pay|charges? first",
                r"release|withdraw\w*|unlock|loan|sanction|inherit\w*|winnings|permit|visa\b|tax|insurance|delivery|certificate|claim|estate|puppy|dog|crate|courier",
                60,
            ),
            near(
                r"loan|inherit\w*|estate|job\b|puppy|dog\b|kitten|visa\b|grant|withdraw\w*|profit|winnings|starter|interview",
                r"(?:processing|release|registration|insurance|admin|doc|clearance|registry|courier|delivery|agreement|rehome|one-time|file|embassy) (?:fee|charges?|deposit)|starter kit|ship \d|tax deposit|(?:deposit|fee|pay)[^.!?\n]{0,20}first|refundable|security deposit",
                80,
            ),
            near(
                r"tickets?|tix\b|villa|room\b|flat\b|console|ps5|puppy|kitten",
                r"friends? (?:and|&|by) family|(?:as|paypal|via|by|transfer) friends only|f&f|f and f|bank transfer only|wire to|off-?site|transfer(?: friends)? only|cash ?app (?:is easiest|only)|pay direct",
                80,
            ),
        ),
        "words.mentor": (
            near(
                r"\b(?:uncle|aunt|cousin|friend|lady|mentor)\b",
                r"shares (?:the|his|her) (?:timing|signals?|tips)|works at (?:a|an|the) [^.!?\n]{0,15}exchange|could teach you",
                60,
            ),
            r"i (?:could|can) teach you[^.!?\n]{0,30}start (?:as )?small|start (?:as )?small as you like",
            r"cash ?app flip|\bflip (?:\$|£)?\d|send \d+k? i return|invest (?:r|\$|£|€|rs)? ?\d+[^.!?\n]{0,12}get (?:r|\$|£|€)? ?\d+",
            r"copy my trades?|trading signals?|signals? group|(?:guaranteed|fixed|assured) (?:daily |weekly |monthly )?(?:returns?|profits?|roi)|(?:double|triple) your (?:money|crypto|bitcoin|investment|coins)|no[ -]loss\b|deposit matched",
            near(
                r"my (?:\w+ )?(?:mentor|uncle|aunt|teacher|coach|professor|analyst)|this (?:lady|man|guy|trader|woman)'?s?|your mentor",
                r"market|trad(?:e|es|ing)|signals?|invest\w*|coins?\b|profit|crypto|bitcoin|help\b[^.]{0,20}paid|set you up|platform",
                60,
            ),
            near(
                r"\bi (?:just |have |already )?(?:turned|made|withdrew|earned|cashed out|put in)|(?:flip|turn|invest|put)\b",
                r"\d[^.!?\n]{0,12}(?:in)?to (?:£|\$|€)?\d[\d.,]*k?|(?:£|\$|€)?\d[\d.,]*k? ?(?:->|→|profit)|this (?:morning|week) (?:from|with|trading)",
                30,
            ),
            near(
                r"daily|weekly|pays?|returns?|earn|profit|interest|trade|bot\b",
                r"\d ?% (?:a|per|each|every)? ?(?:day|daily|week|weekly)|daily \d ?%",
                40,
            ),
            near(r"\d ?%", r"(?:a|per|each|every) (?:day|week)|daily|profit", 15),
            near(
                r"gold|forex|crypto|coin|short.term|options?|stock",
                r"trading|signals|node|trade with",
                15,
            )
            + r"[^\n]{0,60}(?:hobby|uncle|aunt|mentor|teach|learn|profit|week|we choose|put in|join)",
        ),
    }
)
