"""English wording of callers and of false family: who asks, and for what. Plain form, by sign."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import along, near

_MONEY = r"(?:£|\$|€|rs\.? ?|usd ?|gbp ?|eur ?)\d|\d+ ?(?:pounds|dollars|usd|gbp|euros?|quid)"
_MUCH = r"(?:£|\$|€|rs\.? ?)?\d[\d,]{2,}|\d ?k\b"  # three digits and more
_KIN = r"\bmum\b|\bmom\b|\bmam\b|\bmummy\b|\bdad\b|\bdaddy\b|mother|\bnan\b|\bgran(?:ny|dad|dma|dpa)?\b|\bpapa\b|\baunt(?:y|ie)\b|\buncle\b"
_CALLED = (  # who is spoken to, not of
    r"(?:^|(?:hi+|hey|hello|hiya|it'?s me|me|please|pls|sorry|yo|morning) )(?:" + _KIN + r")[ ,!.:]"
)
_CARRY = (  # what a caller makes people do
    r"transfer|\bmove|read\b|install|download|zelle|\bsend|\bbuy\b|\bgive|withdraw|validate|approve"
    r"|\bshare|press|repeat|\bpost\b|hand over|deposit|\btype|not (?:to )?(?:tell|mention)|keep (?:my|the) phone"
)
_THING = (
    r"money|code|otp|pin\b|card|account|savings|password|number|screen|app\b|voucher|cash|gold|bitcoin"
    r"|passcode|details|cashier|teller|branch|"
) + _MONEY

PEOPLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.new_number": (
            along(
                _CALLED,
                r"save this (?:one|number)|txt this one|text this one|number for now|only whatsapp|just use whatsapp",
                80,
            ),
            r"(?:mic|speakers?)(?:'s| is|s)? (?:broke\w*|bust|gone|knackered|not working)|texting (?:off|from) a (?:borrowed|friend'?s|mate'?s)",
            near(
                _CALLED,
                r"new (?:digits|sim)|switched networks|this ones? my new|washed (?:her|his|my) phone|drop\w* my phone|phone (?:broke|smashed)",
                60,
            ),
            near(
                _CALLED,
                r"new (?:number|nmbr|phone|mobile|cell)|(?:temporary|temp|borrowed) (?:number|phone|mobile)|changed? my (?:number|sim)|old (?:number|one|phone) (?:is|has|was|it)",
                80,
            ),
            near(
                r"phone|mobile|screen|\bcell\b",
                r"broke\w*|smashed|damaged|\blost|dropped|water|stolen|cracked|toilet|bath|won'?t charge",
                40,
            )
            + r"[^?\n]{0,120}(?:number|whatsapp|text|txt|save)",
            near(
                _CALLED,
                r"dropped it[^.!?\n]{0,30}(?:texting|borrow)|(?:smashed|lost|broke\w*|cracked) (?:my|the) (?:phone|cell|mobile)",
                60,
            ),
            r"(?:text|message|whatsapp) me (?:on|at|back on) (?:whatsapp|this number)|delete (?:the|my) old (?:one|num\w*|sim|phone)\b|(?:don'?t|dont) (?:use (?:the|my) old (?:num\w*|phone|sim)|(?:ring|call|text) (?:the|my) old)",
            near(
                r"new (?:number|phone|mobile|cell)|temp(?:orary)? (?:number|phone)",
                r"whatsapp me|delete|text me",
                40,
            ),
        ),
        "words.favour": (
            along(
                r"it'?s (?:me|your grandson)|\bgran(?:ny|dma|dad|dpa)\b|\bnan\b|\buncle\b|\btia\b|mom\b|mum\b|\bdad\b",
                r"in jail|police station|need bail|bail (?:money|\d)|for the lawyer|in hospital, send|held at customs|hold at customs|zelle (?:it )?to|m-?pesa \d",
                90,
            ),
            along(
                r"don'?t tell (?:mum|mom|dad|my parents)|\bno tell (?:mum|mom|dad)",
                r"\d{3}|\d ?k\b|lawyer|bail|ashamed|wire",
                60,
            ),
            along(
                r"\d{3}\b|\dk\b|pay someone|\bbills?\b",
                r"(?:pay|give) (?:it |you |u )?(?:all )?(?:u |you )?back|return (?:it )?(?:fri|mon|tom|by)\w*",
                80,
            ),
            along(
                r"(?:can'?t|wont let me|won'?t let me|locked out of) (?:log ?in|get in(?:to)?|access|open|my bank\w*)",
                r"bills?\b|\bcover\b|pay\b|transfer",
                80,
            ),
            r"screenshot (?:it |me )?when (?:it'?s )?(?:sent|gone|done)|(?:amazon|shop) (?:refuse|declined?)\w* my card|need (?:a |an )?(?:teensy |small |quick |little )?favou?r (?:asap|before|urgent)",
            near(
                r"can (?:you|u)|could (?:you|u)|need (?:you|u)(?: to)?|please|pls",
                r"(?:transfer|lend|pay|pop|put|zelle|venmo|wire|send)\b(?: \w+){0,3} (?:(?:£|\$|€|rs) ?\d{3}|\d{3,4}\b)",
                60,
            ),
            near(
                r"can (?:you|u)|could (?:you|u)|need (?:you|u) to|i need",
                r"make a (?:transfer|payment)|pay (?:a|this) (?:bill|invoice|supplier)|bank details|help with a payment|pick up (?:a few|some)? ?\w* ?\w* ?cards",
                60,
            ),
            near(
                _CALLED,
                r"(?:bail|lend|\bpay\b|payment|bill\b|rent\b|bank\w*|transfer|need)[^\n]{0,40}(?:money|due|today|app\b|payment|locked|"
                + _MUCH
                + ")",
                100,
            ),
            r"are you (?:available|free|around|at (?:your )?desk)[^\n]{0,80}(?:task|favou?r|errand|discreet|text me)|(?:discreet|quick) (?:errand|task|favou?r)|need an errand",
            r"(?:there'?s|theres|there is) (?:one more|another (?:one|payment))[^\n]{0,30}(?:"
            + _MUCH
            + ")",
        ),
        "words.coupon": (
            near(
                r"\bbuy\b|\bget\b|pick up|purchase|send|pay|need|codes?|scratch|photos?|pictures?|grab|fee|loan",
                r"(?:itunes|steam|google play|amazon|vanilla|razer|ebay) (?:gift )?(?:cards?|gold)|(?:apple|visa|target) (?:gift cards?|cards)|moneypak|one4all",
                60,
            ),
            r"(?:via|by|through|with|use) (?:western union|moneygram)|paysafe\w*|scratch[^.\n]{0,40}codes?|gift ?cards?[^.\n]{0,40}(?:send|read|text|e-?mail|forward|share|give|scratch|reply|reveal|and the|with the|show)[^.\n]{0,25}(?:codes?|photos?|pictures?|pics?|numbers?|backs?\b)|(?:codes?|photos?|pictures?|pics?) (?:of|on|from|for) (?:the |each |these |those |your )?(?:gift )?cards?[^.\n]{0,20}(?:scratch|backs?|gift|here|to me)|(?:at|via|by|with) moneypak",
        ),
        "words.accomplice": (
            near(
                r"(?:safe|protected|secured?|holding|vault) account",
                r"shift|move|transfer|across|in your name",
                40,
            ),
            r"open the app while we (?:chat|talk|speak)",
            r"(?:say|tell) [^.!?\n]{0,15}(?:branch|bank|cashier|teller)[^.!?\n]{0,10}it'?s for",
            r"(?:an?|our) (?:agent|associate|specialist|adviser) (?:is calling|calls)|secured account|(?:collect|pick up) (?:the )?cash[^\n]{0,30}(?:lawyer|magazine|password|home)",
            near(
                r"agent|advisor|adviser|officer|representative|specialist|investigator|fraud manager|case handler",
                r"(?:will|is going to|is about to|to) (?:call|contact|ring|phone|guide|collect|reach)|calls? you|is trying to (?:call|reach)",
                60,
            ),
            near(
                r"move|transfer|send|shift|put|park|migrat\w+",
                r"(?:safe|secured?|holding|vault|temporary|federal|protected) (?:account|bsb|locker)|safe account",
                50,
            ),
            near(r"new safe account|safe account", r"in your name|opened|migration", 30),
            near(
                r"read|tell|give|repeat",
                r"(?:back )?(?:to )?(?:the|our|an) (?:agent|specialist|adviser|officer)",
                50,
            ),
            r"keep (?:this|it) (?:confidential|between us|secret)|(?:do not|don'?t) hang up|stay on the line|keep this call going|strictly confidential",
            near(
                r"bank|branch|teller|cashier|staff",
                r"(?:say|tell them|said) (?:it'?s|it is|it was) for (?:a|the|furniture|your)|are suspects|not to tell",
                40,
            ),
            r"say (?:it'?s|its) for (?:a |the )?(?:kitchen|furniture|renovation|car|family|boat)|(?:pick|choose|use|select) [\"']?friends (?:and|&) family[\"']? [^\n]{0,30}(?:ignore|when|so)|ignore the warning",
        ),
        "words.courier": (
            near(r"courier|driver|agent|officer", r"collect\w*|pick up|come", 40)
            + r"[^\n]{0,60}card",
        ),
        "words.summons": (
            along(
                r"\bofficer\b|social security|interpol|\bfbi\b",
                r"number (?:has been|was|is) (?:linked|suspended)|drugs (?:in|found)|failure to cooperate",
                90,
            ),
            along(
                r"jury (?:duty|summons)|sheriff|deputy \w+",
                r"\bbond\b|settle|kiosk|\$\d|warrant",
                60,
            ),
            r"warrant prepared|sheriff will serve|complaint filed (?:against|on|for|in) (?:you|your)",
            near(
                r"\bfbi\b|\birs\b|hmrc|interpol|europol|officer|marshal|social security|\bssn\b|department|deputy|customs|police",
                r"warrants? (?:for|is|has|are|out|in|on|against)|your arrest|be arrested|lawsuit|under investigation|prosecut\w+|case (?:number|filed|against)|(?:two|2|a) warrants?|suspended|money launder\w+",
                80,
            ),
            near(
                r"warrant|lawsuit|case filed|missed (?:jury|court)|jury (?:duty|summons)|grand jury",
                r"your (?:name|arrest)|police|\bbond\b|bail|pay\b|officer|zelle|kiosk|\$",
                80,
            ),
        ),
        "words.quoted": (
            r"born on \d|date of birth ?[:(]|social security number ?:|\[(?:masque|masked|nir|iban|card|carte)\]",
        ),
        "words.new_account": (
            near(
                r"(?:\bwe|\bwe've|our|\bi|\bi've|my|owner|landlord|solicitor'?s?)\b[^.!?\n]{0,25}(?:changed?|switched|moved|new|updated|different|under audit|fresh)[^.!?\n]{0,20}(?:\bbanks?\b|bank (?:details|account)|account|sort code|iban|\bacc\b)",
                r"rent\b|invoices?|balance|salary|payments?|\bpay\b|deposit|completion|remit\w*|transfer|funds|receivables|future|payroll",
                120,
            ),
            near(
                r"rent\b|invoices?|balance|salary|payments?|\bpay\b|deposit|completion|remit\w*|monies|funds|accommodation",
                r"(?:(?:new|different|other|another|fresh|updated) (?:\w+ )?(?:bank )?(?:account|\bacc\b|bank\b|sort code|iban|one instead)|account (?:shown )?(?:below|attached)|(?:new|changed|updated) (?:bank|payment) details|eur account)",
                100,
            ),
            near(
                r"(?:old|usual|previous|earlier) (?:account|details|bank|one|letter)|account at the usual",
                r"closed|frozen|under audit|hacked|disregard|no longer|bounce",
                50,
            )
            + r"[^\n]{0,120}(?:new|instead|below|attached|from now)",
        ),
        "words.told": (
            r"had me (?:move|repeat|read|type|transfer|install|zelle|buy|confirm)|(?:asking|asked|told|wanted) me to (?:zelle|transfer|move|read|buy|install|put my card|keep my phone|delete the app)|made me (?:type|enter) my",
            along(
                r"\b(?:he|she|they|caller|rep|mine)\b",
                r"(?:asked for|needed|wanted|just number on) the (?:long card number|code|card|three digits)|delete the app and|i gave it (?:him|her|to)|needed me to set up a new bank",
                100,
            ),
            near(
                r"\b(?:he|she|they|caller|lady|man|woman|gentleman|someone|guy|rep|agent|officer|mine|manager)\b",
                r"(?:told|asked|made|got|wanted|insisted|convinced|needed|talked|had|needs?)\b[^.!?\n]{0,12}\b(?:me|i|us|him|her|dad|mum|mom|my \w+|he's)\b[^.!?\n]{0,40}(?:"
                + _CARRY
                + r")[^.!?\n]{0,50}(?:"
                + _THING
                + ")",
                40,
            ),
            near(
                r"\bi (?:read|gave|zelled|transferred|sent|moved|handed|withdrew)\b",
                r"(?:him|her|them|it to him)\b[^.!?\n]{0,30}(?:otps?|code|number|card|pin\b|money|savings|account)",
                12,
            ),
            near(
                r"claim(?:ed|ing|s) (?:to be|he was|she was|they were)|pretend\w* to be|purport\w* to be|saying (?:he|she|they) (?:was|were)|supposedly",
                r"bank|police|officer|irs|hmrc|microsoft|amazon|fraud|tax\b|court|university|technician|utility",
                50,
            ),
            near(
                r"(?:said|says|told)\b",
                r"(?:he|she|they)(?:'s|'d| was| were| is| had|'re)? [^.!?\n]{0,20}(?:from (?:my|the|our) (?:bank|fraud)|investigat\w+|suspects|ex-police|warrant|overpaid|safe account)|(?:staff|cashier|branch)[^.!?\n]{0,30}(?:investigation|suspects|involved)",
                50,
            ),
            near(
                r"(?:rang|phoned|called (?:me|us|my|dad|mum|mom|saying|asking|about)|caller id)\b",
                r"(?:asking for|wanted|(?:he|she|they|who|and) (?:needs?|needed)|give him|give her|asked)[^.!?\n]{0,40}(?:card|code|pin\b|payment|password|bank|number|digits|zelle|voucher|account)",
                90,
            ),
            along(
                r"\b(?:caller|lady|man|woman|gentleman|bloke|rep|robot|lads?|officer|investigator|utility man|recruiter)\b[^.!?\n]{0,40}\b(?:rang|phoned|called|text\w*|asked|knew|said|says|wanted|offered|insisted|told|kept|from my bank|at the door)",
                r"card (?:number|in an)|bank card|\b(?:gave|give|giving|read|moved?|hold|hand(?:ed)?|post|put|sent?|wanted|for|needs?|needed|emptied|empty|used?|cut|with|type|from|into|of) (?:up )?my (?:\w+ )?(?:card|pin|account|savings)|otps?\b|the code|six.digit|safe account|gold\b|vouchers?|zelle|moneypak|gift cards?|unless i|sort code|checking account|in an envelope|up front|teller|cashier",
                120,
            ),
            near(
                r"(?:sounded|sounds) (?:exactly |just )?like my",
                r"accident|bail|court|lawyer|cash|money|crying|wreck",
                120,
            ),
        ),
    }
)
