"""English wording of demands that need no link, by sign. Plain form: no accents, no capitals.

A code or a card to pass on, another account to pay to, money to send first, a bank to keep out of
it, cash or a card for somebody who comes to the door.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import along, near

_GIVE = (  # to whoever asks: a page has one `type` or `enter` a code, a caller has one read it out
    r"\b(?:send|tell|give|forward|read|text|share|pop|pass|quote|dictate|screenshot|whatsapp|posts?)(?:ing)?\b"
)
_NUMBER = r"(?:code|otp|pin|passcode|one.time \w+|digits|(?:\d|four|six).digit \w+|number|numbers)"
_CAME = (
    r"(?:(?:that|which|it|the|we|i|they|google|whatsapp|just|now|you(?:'ll|'ve)?|i'?ve|we'?ve|has|have|is|was|will|been|be|about) ){0,5}"
    r"(?:came|comes?|coming|sent|send|sends|got|get|gets|receive|received|arrives?|arrived|text|texts|texted|drops|pops)\b"
)
_OWNED = (  # whose account it is
    r"\b(?:my|his|her|our|their|the|\w+'s) (?:\w+(?:'s)? )?(?:wife|husband|brother|sister|cousin|partner|assistant|manager|director|boss"
    r"|colleague|friend|mate|son|daughter|bf|gf|boyfriend|girlfriend|accountant|agent|secretary|handler)(?:.in.law)?(?:'?s)?"
)
_PURSE = r"(?:account|acc\b|acct|number\b|upi\b|iban|revolut|capitec|monzo|paypal|payid|venmo|zelle|gpay|cash ?app|e-?wallet)"
_PAY = r"\b(?:pay|paid|paying|paynow|put|send|transfer|goes|donate|deposit\w*|zelle|venmo|gpay|e-transfer|wire)\b"
_LIFE = r"savings|balance|(?:all|your) (?:the |your )?(?:money|funds)|everything"
_FEES = (
    r"(?:clearance|terroris\w+|insurance|fire|quarantine|notary'?s?|registration|filing|finder'?s|licen[cs]ing|release|withdrawal"
    r"|transfer|airport|county|filing|medical|uniform|processing|reissue|agency|legal|embassy|customs|import|stamp|compliance|courier|collar|crate)"
    r" (?:\w+ ){0,2}(?:fees?|tax|bond|charges?|certificate|deposit|levy|duty|payment)"
)
_LEFT = (
    r"(?:first|beforehand|before (?:we|i|it|the|you)|up ?front|outstanding|missing|(?:is|was) (?:needed|necessary|required)|only thing"
    r"|only need|just need|at your expense|is taken|to be paid|then (?:the|your|you|it)|by (?:upi|gpay|zelle|western|e-?wallet|transfer|revolut))\b"
)
_QUIET = (
    r"\b(?:don'?t|do not|dont|not|never|no need to|without|please don'?t) (?:\w+ )?"
    r"(?:tell|telling|mention|speak|say|inform|discuss|involve|bring|raise|show|talk)\b"
)

ASKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.secret": (
            near(_GIVE, rf"\b{_NUMBER} {_CAME}", 40),
            near(
                _GIVE + r"|\b(?:text(?: me)? back|need|ask(?:ing)? only|only ask|repeat)\b",
                r"bank(?:ing)? log ?in|\bg- ?(?:number|code)|\brio code|\bcv[cv]2?\b",
                60,
            ),
            near(
                _GIVE + r"|\b(?:type|put|need|quote)\b",
                r"\b(?:code|otp|pin|passcode|digits) (?:\w+ )?(?:(?:that|which|we|i|they|you|just|now|it|will|has|have|been|is|was) ){0,3}(?:sends?|sent|sending|came|comes|texts?|texted|arrives?|drops)\b[^.!?\n]{0,12}\b(?:you|now|here|back|me|to me|came|drops)",
                40,
            ),
            rf"(?:need|what'?s|what is|what are|want) (?:the|that|your|those) (?:\w+ )?{_NUMBER} (?:that |which )?(?:you|we|they|i)\b[^.!?\n]{{0,20}}(?:sent|got|get|text|receiv\w+)",
            near(
                r"\b(?:code|pin|otp|digits|(?:\d|six).digit \w+)\b[^.!?\n]{0,20}(?:to your|to you|to ur)\b|you(?:'ll| will| should)? (?:just )?(?:get|got|receive|have)(?: now)? (?:a |an |the |some |sms )*(?:code|pin|otp|digits|text with|message with)|(?:number|code|pin|digits) by (?:text|sms)|text with (?:some|the|a few) (?:numbers|code|digits)",
                rf"{_GIVE}(?: \w+){{0,3}} (?:me|us|here|over|back|out|quick|on)\b|what does it say|type them here|read it",
                70,
            ),
            along(
                r"\b(?:code|pin|digits|text)\b[^\n]{0,40}(?:to your phone|to your number|came to you)",
                r"what does it say|read it (?:out|to)|send it (?:to|back|quick|here|over)|tell me",
                60,
            ),
            r"(?:did|have|has) (?:you |the |some |a |any )*(?:\w+ )?(?:code|digits|numbers) (?:arrive|come|came|show up|land)|what(?:'?s| is) (?:ur|your) (?:log-?in|password|memorable)\b",
            r"(?:ignore|don'?t worry|never mind)[^.!?\n]{0,20}(?:not sharing|not to share|don'?t share|mentions|it says)|(?:put|used|typed|entered) (?:in )?your number[^.!?\n]{0,20}(?:instead|by mistake|accident\w*)|accidentally (?:put|used|sent|typed)[^.!?\n]{0,20}your number",
            near(
                r"\b(?:need|want|give|tell|send|have|state|with|reply|asks? for|put|quote)",
                r"\b(?:your|ur|the|with) (?:(?:online|bank\w*|portal|account|student|current|present|net|e-?mail|apple|icloud|fsa|uni|old|user ?name|name|id|and|log-?in) ){1,4}(?:password|passcode|pass ?word|log-?in|pin)\b|\bmemorable word|mother'?s maiden|\bnetbanking (?:user|id|password)",
                50,
            ),
            near(
                r"\b(?:need|give|read|tell|send|write|want|have|take|reply)",
                r"\b(?:long number|16 digits?|card number|number (?:\+|&|and) (?:the )?(?:date|expiry|back|pin|cvv|three))|\bnumber,? (?:and|expiry|the name)[^.!?\n]{0,12}\bback\b",
                50,
            ),
            along(
                r"\b(?:long number|16 digits?|card number|number (?:and|\+|&) (?:expiry|the back))",
                r"\b(?:read|tell|give|send) (?:it|them|me|us)\b",
                40,
            ),
            r"(?:photo|picture|pic|snap|scan|image)s? of (?:both sides of |the front (?:and back )?of |the back of )?(?:your|ur|the) (?:bank|debit|credit|payment) ?cards?",
            near(
                r"\b(?:need|give|read|tell|send|show|just|want)\b",
                r"\b(?:(?:top row|front|numbers?|letters and numbers|digits) (?:of|on|off) (?:your |the |ur )?(?:\w+ ){0,4}card\b|(?:ur|your|bank|debit) card no\b|(?:mbi|medicare|red white \w+ blue) (?:number|card)|the code (?:off|from) (?:it|your card)|your social\b|the card for \w+)",
                40,
            ),
            r"just read it to (?:me|us)|user(?: ?name)?(?:/| and | & )pass(?:word)?\b|bank(?:ing)? (?:log-?in|user\w*) to (?:set|deposit|pay|test)|card n pin\b|paste the (?:link|code) that|password so (?:that )?(?:the |payroll|we)",
            r"numbers? (?:from|off|on) (?:the|your) card reader|press respond|card reader (?:by|with|near|ready|to hand)",
        ),
        "words.courier": (
            r"(?:leave|give|hand|pass)[^.!?\n]{0,20}\bcards?\b[^.!?\n]{0,15} (?:w/|with|to) (?:our|the|my|a) (?:\w+ )?(?:driver|courier|rider|agent|officer|colleague)",
            r"(?:your|ur|bank|debit|credit|old|blocked) (?:\w+ )?cards?(?: \w+){0,3} (?:in|into|inside) (?:an?|the) (?:\w+ )?envelope|cards? (?:and|with|plus) (?:the |your )?(?:pin|number|code)(?: \w+){0,2} (?:in|into|inside) (?:an?|the)|card in (?:an?|the) envelope[^.\n]{0,20}\bpin\b|\bpins? (?:in|inside|on) (?:an?|the) (?:separate |same |sealed )?(?:envelope|slip|piece)|put (?:your|the) cards? (?:out|under the mat)",
        ),
        "words.new_account": (
            near(_PAY, rf"{_OWNED} (?:own |personal |private )?{_PURSE}", 60),
            near(
                r"\b(?:have|get|want|need|would like|like) (?:my|the) (?:direct deposit|salary|pay|wages)\b",
                r"switch\w*|chang\w+|moved|updat\w+|sent to|go (?:in)?to",
                40,
            ),
            near(
                _PAY,
                r"\b(?:rent|money|deposit|invoice|balance)\b[^.!?\n]{0,12} (?:in|into|to) (?:my|our|his|her) (?:partner|wife|husband|brother|sister|son|daughter|cousin)'?s\b",
                20,
            ),
            near(
                _PAY,
                rf"\b(?:to|into|in|on) (?:my|his|her|a|the|\w+'s|\w+) (?:own )?personal (?:{_PURSE}|one\b)",
                60,
            ),
            near(
                r"\b(?:account|portal|page|link|till|machine|site|system)\b[^.!?\n]{0,12}(?:isn'?t|not|is|'s) (?:working|frozen|down|full|showing|under|in repair|blocked)",
                rf"\buse (?:mine|this|my)\b|{_PAY}[^.!?\n]{{0,20}}(?:\bme\b|mine|personal|this|here)|payid me",
                70,
            ),
            along(
                r"(?:wrong|incorrect|old) (?:iban|bsb|sort code|bank details|account (?:number|details))",
                r"correct one|right one|new one|instead",
                80,
            ),
            r"(?:updated|revised|new|changed) (?:wire|wiring|remittance|payment) (?:instructions?|details)|\b(?:we'?ve|i'?ve|we have|i have|we|i) (?:just |recently )?(?:moved|changed|switched) (?:from \w+ )?(?:to another bank|to a new bank|banks?\b|bank accounts?)",
            r"to (?:a |the |our )?new (?:bsb|sort code|iban|account no\w*|acc\b)|old (?:acct?|account|bank)(?: is|'s)? closed|to his own name|(?:paid|payable|deposited) (?:in|into|to) (?:the |my |his |her )(?:account of|personal account|recruit\w+)",
            r"account (?:name )?(?:is|'s|shows|will be) (?:in )?(?:a )?different(?: name)?(?:,| because| as|\.)",
        ),
        "words.advance": (
            near(_FEES, _LEFT, 60),
            near(_LEFT, _FEES, 40),
            r"(?:can'?t|cannot|can not|won'?t) be (?:deducted|taken (?:off|from|out of) (?:it|the (?:balance|money|sum|total)))",
            near(
                r"\b(?:half|deposit|bond|first month\w*|last month'?s rent|(?:send|pay|transfer|pop|zelle|need|take) (?:me |the |a )?(?:£|\$|€)?\d{2,}\w?)\b",
                r"(?:to hold|holds|to reserve|reserves) (?:it|her|him|them|one|the (?:room|pup|puppy|flat|house|kitten))\b",
                30,
            ),
            r"\bput (?:(?:£|\$|€)?\d[\d,.]*k?) in and\b|\bpay \d[\d,]*k? (?:and )?get \d|\d+k? (?:in )?advance,? (?:and )?\d+k? after|half (?:in )?(?:advance|payment)[^.!?\n]{0,20}(?:gpay|phonepe|upi|paytm|book)",
            r"(?:address|viewing|tickets?|pass|papers) (?:\w+ )?(?:after|once) (?:the )?(?:payment|deposit|you pay|you'?ve paid)|you pay first and|if you put the \w+ down first|first to pay (?:has|gets)",
            r"(?:i|we|i'?ve|we'?ve|he|she|buyer|bank|cheque|check)\b[^.!?\n]{0,11}(?:sent|paid|transferred|deposited|wired|refunded)[^.!?\n]{0,20} \d[\d,.]*\w? (?:instead of|rather than|not) (?:£|\$|€)?\d|(?:return|give|send)(?: \w+){0,3} (?:the )?(?:difference|excess|surplus)\b",
            near(
                r"\b(?:by|in|with|via) (?:gift cards?|moneygram|western union|money ?pak|e-?wallet|itunes|steam|google play)|(?:moneygram|gift cards?|western union|friends ?(?:&|and) ?family) only",
                r"\b(?:before|first|only|then|release|hold|crate|delivery|fee|bond|bail|insurance)\b",
                40,
            ),
            r"(?:won'?t|will not|can'?t|cannot) release [^.!?\n]{0,25}(?:until|till|unless|without)[^.!?\n]{0,25}(?:paid|pay|cleared|settled|fee|balance)|needs? a card before (?:he|she|they|we) starts?",
            r"really the last (?:one|payment|fee)\b|after that (?:no|there'?s no|nothing) more\b",
            near(
                r"(?:site|platform|airbnb|booking|vrbo|app)\b[^.!?\n]{0,12}\b(?:takes?|fees?|charges?|cut)",
                r"pay (?:me )?(?:direct(?:ly)?|outside)|bank transfer|cheaper if you|transfer",
                80,
            ),
            r"(?:can|could|please|just|if you|let'?s|request:?) pay (?:me )?outside|don'?t use the site any ?more|i'?ll cancel it on (?:there|the site)",
            r"(?:another|extra|more) (?:£|\$|€|r)?\d[\d,.]*k? [^.!?\n]{0,20}(?:for (?:the )?materials|by (?:tonight|the morning))",
        ),
        "words.accomplice": (
            near(
                _QUIET,
                r"\b(?:the |your |any |with )(?:\w+ )?(?:bank|counter|branch|cashiers?|tellers?|shop staff|counter staff|finance)\b",
                50,
            ),
            r"if (?:they|the (?:bank|cashier|teller|shop|store|branch|staff|clerk)|anyone (?:at|in) [^.!?\n]{0,20}) asks?,? (?:\w+ ){0,4}(?:it'?s|it is|they are|they'?re|the money is|say|for)\b",
            near(
                r"\b(?:move|shift|forward|transfer|send)\b",
                rf"(?:{_LIFE})\b[^.!?\n]{{0,40}}(?:across|to it\b|supervised|in two parts|new account|reserve|replacement|protected|we'?ve opened)",
                40,
            ),
            r"(?:say|tell (?:them|the (?:bank|branch|cashier|teller))) (?:that )?(?:it'?s|it is|they are|they'?re) (?:for (?:house|home|a (?:car|boat|kitchen|friend)|your own|furniture|family|personal|renovation)|to (?:buy|pay for))|stay alone in",
            r"(?:reserve|replacement|supervised|mirror|ring.?fenced) (?:current |savings )?account (?:is|in|has|for you)",
            near(
                r"\b(?:approve|accept|authori[sz]e|validate) (?:it|this|the \w+|that)|tap (?:allow|yes|approve)\b",
                r"\b(?:so|to) [^.!?\n]{0,25}(?:cancel\w*|revers\w+|block\w*|refus\w+)|pushes (?:them|him|it) out",
                24,
            ),
            r"don'?t (?:put|hang) the (?:phone|handset) down|keep (?:the|this|your) line open|i'?ll (?:stay|wait|hold) (?:here |on )?(?:and|while) you",
            r"typed? (?:in )?\d[\d,]* (?:in place of|not|instead of) \d|(?:wrap|put|post|hide) it (?:in|inside) a (?:magazine|book|newspaper)",
        ),
        "words.remote": (
            r"share (?:the |your )?screen\b|(?:take|takes) (?:remote )?control (?:of your|remotely)|control remotely|(?:connect|log) (?:in )?to your (?:pc|computer|laptop)\b|windows (?:key )?(?:and|\+) r\b|(?:be|are you|sit) in front of (?:your|the) computer|linked devices,? and (?:point|scan)|device on so the technician",
        ),
        "words.coupon": (
            near(
                r"\b(?:buy|get|need|grab|pick up|purchase|send|bring|like|wants?|manage|pay|asks?|asked|wanted|return|need(?:s|ed)?|just|\d+)\b",
                r"\b(?:google play|razer|walmart|vanilla|target|apple|steam|xbox|e-?)(?: (?:and|or) \w+)? (?:cards?|vouchers|e-?vouchers?)\b|\bcards for the (?:fine|bail|fee)",
                40,
            ),
            r"(?:gift|game|voucher|steam|apple|google|itunes|razer|vanilla|amazon|xbox)\b[^\n]{0,90}(?:picture|photo|pic|snap)s? of the backs?\b|read (?:me|us) the (?:backs?|numbers (?:on|off|under))\b|put (?:\w+ ){1,4}on a moneypak|scratch the backs?",
        ),
        "words.premium": (
            r"(?:charged at|at) premium rates?|ring back,? costs apply|calls? (?:are |is )?charged at",
        ),
    }
)
