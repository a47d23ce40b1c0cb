"""What criminals write, in French and in English: one pattern a sign, read on the plain form.

The plain form has no accents and no capitals, so the patterns have none either. Every pattern is a
list of plain alternatives with short bounded gaps, so that reading stays linear.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_G = r"[^.!?\n]{0,%d}"  # a gap inside one sentence


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")", re.IGNORECASE)


def _near(one: str, two: str, gap: int = 40) -> str:
    return rf"(?:{one}){_G % gap}(?:{two})"


_ACCOUNT = (
    r"compte|acces|dossier|profil|ligne|carte|abonnement|services?|espace|colis|droits?|vitale"
)
_ACCOUNT_EN = r"account|access|card|profile|service|parcel|package|shipment|subscription|membership"
_STOPPED = r"suspen\w+|bloqu\w+|restrein\w+|limite\b|limitee?\b|desactiv\w+|cloture\w*|resili\w+"
_STOPPED_EN = (
    r"suspend\w*|block\w*|lock(?:ed)?\b|restrict\w*|limited|deactivat\w*|clos(?:ed|ure)|terminat\w*"
    r"|on hold|disabled|frozen"
)
_UPDATE = (
    r"confirm\w+|verifi\w+|valid\w+|approuv\w+|securis\w+|mettre a jour|mettez a jour|mise a jour|actualis\w+|complet\w+"
    r"|renseign\w+|regularis\w+|rempli\w+|finalis\w+|identifi\w+|authentifi\w+"
)
_UPDATE_EN = (
    r"verify|confirm|update|validate|complete|re-?activate|restore|unlock|review|authenticate"
)
_DATA = (
    r"compte|informations?|coordonnees|identite|donnees|adresse|dossier|formulaire|profil|paiement"
    r"|moyens? de paiement|acces|identifiants?|carte|livraison|eligibilite|beneficiaire"
)
_DATA_EN = (
    r"accounts?|information|details|identity|address|billing|payment|profile|login|card|membership"
    r"|delivery|mailbox|password|e-?mail"
)
_SECRET = (
    r"mot de passe|code (?:secret|confidentiel|recu|sms|de (?:securite|validation|confirmation))"
    r"|codes? recus?|numero de (?:carte|securite sociale|compte)|carte bancaire|cryptogramme"
    r"|\brib\b|\biban\b|identifiants?(?: bancaires?)?|photo de (?:votre|la) carte|piece d'identite"
)
_SECRET_EN = (
    r"passwords?|pin\b|verification code|security code|one.time code|\botp\b|card (?:number|details)"
    r"|bank details|social security|\bssn\b|seed phrase|recovery phrase|\bcvv\b|log-?in details"
)
_MONEY = r"\d{1,6}(?:[.,]\d{1,2})? ?(?:€|euros?|eur\b)"

WORDING: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "words.urgency": _any(
            r"urgen\w+|immediatement|sans delai|delai tres court|au plus vite|dans les plus brefs",
            r"sous \d{1,2} ?h\w*|(?:dans|avant|sous) (?:les? )?(?:\d{1,2}|prochaines?) ?(?:h\b|heures?|jours?)",
            r"avant (?:minuit|ce soir|23 ?h|le \d)|dernier (?:rappel|avis|avertissement|delai)",
            r"dernieres? (?:chance|relance|notification|tentative)|expire(?:ra)? (?:aujourd|ce|dans|demain|bientot|le)",
            r"a expire|sans (?:reponse|confirmation|action|reaction)|en l'absence de|faute de quoi",
            r"aujourd'hui meme|derniers? jours?|ce jour|action requise|vite\b",
            r"(?:with)?in (?:the next )?\d{1,2} ?(?:h\b|hrs?|hours?|days?)|immediate(?:ly)?|as soon as possible",
            r"final (?:notice|reminder|warning|attempt)|last (?:chance|warning|reminder|notice)",
            r"expires? (?:today|soon|in|on|tonight)|before (?:midnight|it's too late)|act now|right away",
            r"action (?:is )?required|attention required|immediate action|failure to|asap\b",
        ),
        "words.threat": _any(
            _near(_ACCOUNT, _STOPPED, 50),
            _near(_STOPPED, _ACCOUNT, 30),
            r"majoration|majoree?s?\b|poursuites?|saisies?\b|huissier|penalites?|mise en demeure|fourriere",
            r"retourn\w+ a l'expediteur|sera (?:detruit|renvoye|retourne|annule|suspendu|perdu)\w*",
            r"frais supplementaires|perdre (?:vos|tous vos)|seront (?:perdus|supprimes)",
            _near(_ACCOUNT_EN, _STOPPED_EN, 50),
            _near(_STOPPED_EN, _ACCOUNT_EN, 30),
            r"legal action|arrest\w*|penalt(?:y|ies)|prosecut\w+|returned? to (?:the )?sender|late fees?",
            r"will be (?:cancell?ed|deleted|terminated|returned|lost|charged)",
        ),
        "words.pay": _any(
            _near(
                r"regl(?:er|ez|ement)|pay(?:er|ez|ement|able)|paiement|acquitt\w+|verse[rz]|factur\w+|frais|impaye\w*|solde[rz]?",
                r"frais|amende|peage|stationnement|colis|douane|livraison|affranchissement|facture|"
                + _MONEY,
                50,
            ),
            _near(_MONEY, r"regl\w+|pay\w+|frais|du\b|impaye\w*", 40),
            r"affranchissement|frais de (?:livraison|douane|port|dossier|reexpedition|relivraison|gestion|traitement)",
            r"impayee?s?\b|aucun affranchissement|taxes? (?:de|d')",
            _near(
                r"\bpay\b|payment|settle|unpaid|owe|outstanding|\bfees?\b",
                r"fees?|toll|balance|invoice|parcel|package|customs|fine|\$ ?\d|£ ?\d",
                50,
            ),
            r"redelivery fee|shipping fee|customs (?:fee|charge|duty)|unpaid|outstanding (?:toll|balance|fee)",
        ),
        "words.refund": _any(
            r"paye+e? (?:deux|2|x|\w{1,5}) fois|paye+e? par erreur|regle+e? (?:deux|2) fois",
            r"rembours\w+|trop.percu|acquittement|indemnis\w+|dedommag\w+|avoir de|credit d'impot",
            _near(
                r"beneficiai\w+|beneficie\w*|eligible|droit a|attribu\w+",
                r"rembours\w+|prime|cheque|aide|credit|versement|" + _MONEY,
                50,
            ),
            r"\brefund\w*|rebate|reimburse\w*|tax return|stimulus|compensation|overpaid|overcharged",
        ),
        "words.prize": _any(
            r"felicitations?|vous avez (?:gagne|ete (?:selectionne|choisi|tire))\w*|gagnant\w*|tirage|loterie|jackpot",
            r"cadeau\w*|gagne(?:r|z)\b|recompense\w*|selectionne\w*|iphone (?:a|pour) 1|offre exclusive",
            r"bon d'achat|carte cadeau|heureux (?:gagnant|elu)|coupon gratuit",
            r"congratulations|you(?:'ve| have)? (?:been )?(?:won|selected|chosen|awarded)|winner\w*|won a|prize|jackpot|lottery",
            r"gift ?card|free gift|claim (?:your|ur|now)|reward\w*|awarded|guaranteed|giveaway",
        ),
        "words.confirm": _any(
            _near(_UPDATE, _DATA, 40),
            _near(
                _DATA,
                r"(?:incomplet\w*|expire\w*|obsolete|non (?:valide|verifie|confirme)\w*|a (?:confirmer|completer|mettre a jour)|incorrect\w*|manquant\w*)",
                30,
            ),
            r"manque d'informations?|complet(?:er|ez) le formulaire|connectez.vous|suivez? (?:le|ce|les) (?:lien|instructions?)",
            r"reactiver?|reprogrammer?|replanifier?|choisir (?:un )?(?:nouveau )?creneau|modifier (?:vos|l') ?(?:preferences|adresse)",
            _near(_UPDATE_EN, _DATA_EN, 40),
            r"log ?in (?:to|here|now)|sign in (?:to|here|now)|click (?:here|below|the link|on the link)|follow (?:the|this) link|reschedule",
        ),
        "words.secret": _any(
            _near(
                r"(?:donn|communiqu|envoy|transmett|indiqu|saisi\w{0,3}|fourni\w{0,3}|entr|repond)\w*",
                _SECRET,
                40,
            ),
            _near(
                r"(?:send|give|provide|enter|reply with|tell|confirm|share|text)", _SECRET_EN, 40
            ),
        ),
        "words.remote": _any(
            r"anydesk|team ?viewer|rustdesk|ultraviewer|quick ?support|supremo|logmein|screen ?connect",
            r"prise? (?:en main|de controle) a distance|acces a distance|remote (?:access|control|desktop)",
        ),
        "words.install": _any(
            _near(
                r"install\w+|telecharg\w+|download\w*",
                r"appli\w*|\bapk\b|\bapps?\b|logiciel|software|certificat",
                30,
            ),
        ),
        "words.new_number": _any(
            _near(
                r"maman|papa|mamie|papi|coucou|mum|mom|dad|hey|hello",
                r"nouveau (?:numero|telephone|portable|tel)|new (?:number|phone|mobile)",
                80,
            ),
            _near(
                r"telephone|portable|tel|phone",
                r"cass\w+|tombe|casse|perdu|vole\b|en panne|broke\w*|smashed|damaged|lost",
                30,
            )
            + _G % 80
            + r"(?:numero|whatsapp|number|sms)",
            r"(?:c'est|voici) mon (?:numero|tel\w*) (?:temporaire|provisoire)|probleme (?:avec|de) mon (?:numero|telephone|portable)",
            r"(?:c'est|voici) mon nouveau (?:numero|tel)|this is my new (?:number|phone)",
            r"(?:ecris|contacte|reponds?).moi (?:sur|par) (?:whatsapp|ce numero)|(?:text|message) me on (?:whatsapp|this number)",
        ),
        "words.bank_alert": _any(
            _near(
                r"transactions?|virements?|paiements?|achats?|operations?|prelevements?|connexion|debit",
                r"suspect\w*|inhabituel\w*|non (?:reconnu|autorise)\w*|frauduleu\w+|en (?:cours|attente)|pas a l'origine|detecte\w*|depuis (?:un|votre) (?:nouvel|autre)",
                50,
            ),
            r"paiement refuse|anti.?fraude|service oppositions?|opposition ?:|debit en cours|ser(?:a|ont) debite\w*",
            r"si vous n'etes pas (?:a l'origine|l'auteur)|pas a l'origine|service (?:des )?fraudes?|conseiller bancaire",
            _near(
                r"transaction|payment|purchase|transfer|log-?in|sign-?in|activity|device|charge",
                r"unusual|suspicious|unauthori[sz]ed|fraud\w*|unrecogni[sz]ed|not you|attempt\w*|detected",
                50,
            ),
            r"if (?:this (?:was|is)n't|you did not|not) you|fraud (?:team|department|alert)",
        ),
        "words.courier": _any(
            _near(r"coursier|livreur|agent|courier", r"recuper\w+|cherch\w+|collect\w*|pick up", 40)
            + _G % 40
            + r"(?:carte|card)",
        ),
        "topic.parcel": _any(
            r"colis|livr(?:er|e|aison|eur)\w*|point relais|bureau de poste|chronopost|mondial relay|colissimo|entrepot|affranchi\w*",
            r"parcels?|packages?|deliver(?:y|ed)?|shipment|usps|fedex|\bups\b|\bdhl\b|royal mail|evri|hermes|courier",
        ),
        "topic.fine": _any(
            r"amendes?|contraventions?|antai|infraction|stationnement|forfait post|peages?|telepeage|ulys|crit'?air|vignette",
            r"\btolls?\b|e-?zpass|fastrak|sunpass|parking (?:ticket|fine|charge)|traffic (?:ticket|violation)|penalty charge|\bdmv\b|dvla",
        ),
        "topic.cpf": _any(
            r"\bc\.p\.f\b|\bd\.?i\.?f\b|reclamez votre formation|formation (?:prise en charge|integralement|\w+ prise|financee)",
            r"\bcpf\b|compte (?:personnel de )?formation|droits? (?:a la )?formation|credit formation|heures de formation",
        ),
        "topic.vitale": _any(
            _near(
                r"carte vitale|vitale|nouvelle carte|mutuelle",
                r"expir\w+|renouvel\w+|commander|mise a jour|disponible|obten\w+|retir\w+|recevoir|activ\w+|perim\w+",
                60,
            ),
            _near(
                r"renouvel\w+|commander|mettre a jour|activer",
                r"carte vitale|vitale|carte de (?:sante|tiers)",
                40,
            ),
        ),
        "topic.crypto": _any(
            r"bitcoins?|\bbtc\b|crypto\w*|usdt|ethereum|\beth\b|blockchain|trading|wallet|metamask|ledger|binance|coinbase",
        ),
        "topic.job": _any(
            _near(
                r"recrut\w+|emploi|offre d'emploi|teletravail|temps partiel|a domicile|job|part.time|remote work|hiring",
                r"whatsapp|telegram|euros?|€|par jour|jour\b|\$|usd|daily|per day|a day|salary|gagn\w+|earn",
                80,
            ),
            r"(?:like|noter|evaluer) des (?:videos|hotels|produits)|gagnez (?:jusqu|de l'argent|plus)|earn (?:up to|\$)|make money",
        ),
        "topic.sextortion": _any(
            _near(
                r"webcam|camera|video|images? intimes?|site pour adultes?|porn\w*|masturb\w+|nude",
                r"diffus\w+|publier|envoy\w+|contacts|proches|bitcoin|payer|send (?:it )?to|share|release",
                120,
            ),
        ),
        "words.second": _any(
            _near(
                r"recuper\w+|recover\w*|restitu\w+",
                r"(?:vos|votre|your) (?:fonds|argent|pertes?|epargne|funds|money|losses)|argent perdu|lost (?:funds|money)",
                50,
            ),
            _near(
                r"victimes? (?:d'|de l)|arnaque|scam(?:med)?|fraud victim",
                r"indemnis\w+|rembours\w+|recuper\w+|compensation|refund|recover\w*",
                80,
            ),
        ),
        "words.quoted": _any(
            r"n(?:e|ee) le \d|date de naissance|numero de securite sociale ?:|\bnir ?:|born on \d|date of birth",
            r"\[(?:masque|masked|nir|iban|card|carte|code|password)\]",
        ),
        "words.premium": _any(
            r"rappel(?:er|ez|le)[^.!?\n]{0,30}(?:messagerie|correspondant|mms|message)|mms de|messages? (?:vocal|en attente|prive)",
            r"mms non lu|message (?:vocal )?non lu|l.ecouter|ecouter (?:ici|et)|demande urgente de rendez|nouveaux? messages? sur",
            r"envo(?:i|y)\w* \w{2,12} (?:au|par sms au) \d{5}|quelqu'un (?:pense|vous|a craque)|txt \w+ to|text \w+ to \d|call (?:now )?(?:on )?09\d|per msg|ppm\b|p/min",
        ),
        "words.buyer": _any(
            _near(
                r"toujours|tjrs?|encore|still", r"dispo\w*|en vente|a vendre|available|for sale", 30
            )
            + r"[^\n]{0,120}(?:e?-?mail|whatsapp|adresse|gmail)",
        ),
        "words.link": _any(
            r"(?:le|ce|via le|sur le|avec le) lien|lien (?:ci.dessous|suivant|ici|joint)|cliqu(?:er|ez|e)|rendez.vous sur|ici ?:|suivez ici|consultez?",
            r"(?:this|the|following|below) link|click\w*|tap (?:here|the|below)|visit\b|go to\b|here:",
        ),
        "words.call": _any(
            r"(?:appel(?:er|ez)|rappel(?:er|ez)|contact(?:er|ez)|composez|joindre)[^.!?\n]{0,40}(?:\d[\d .]{5,}|\[phone\]|<phone>|x{6,}|numero|conseiller|service|vite|immediatement)",
            r"\b(?:call|dial|phone|ring|contact)\b[^.!?\n]{0,30}(?:\d[\d -]{6,}|\[phone\]|<phone>|us\b|now\b|immediately|landline)",
        ),
    }
)

# What honest services write. It lowers the doubt; it never makes a message harmless.
GENUINE: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "ok.code": _any(
            r"(?:code|mot de passe)[^.!?\n]{0,50}\b\d{4,8}\b|\b\d{4,8}\b[^.!?\n]{0,30}(?:est votre|code|is your)|\bg-\d{6}\b",
            r"(?:code|passcode|otp|pin)[^.!?\n]{0,40}\b(?:is|:)? ?\d{4,8}\b|ne (?:le )?(?:communiquez|partagez|transmettez|donnez)[^.!?\n]{0,30}(?:a personne|pas|jamais)",
            r"do not (?:share|disclose|give)|don't share|never (?:share|ask)|(?:jamais|pas) (?:a un tiers|par telephone)",
        ),
        "ok.appointment": _any(
            _near(
                r"\brdv\b|rendez.vous|appointment|consultation|vaccin\w*",
                r"\d{1,2}[/h:]\d{0,2}|lundi|mardi|mercredi|jeudi|vendredi|samedi|confirme|demain|tomorrow|\bat \d",
                60,
            ),
        ),
        "ok.delivered": _any(
            _near(
                r"colis|commande|parcel|order|package",
                r"(?:est|a ete|sera|is|was|has been) (?:disponible|livre|expedie|remis|pret|delivered|shipped|ready|out for)\w*|en cours de livraison|on its way",
                60,
            ),
        ),
        "ok.paid": _any(
            r"(?:paiement|achat|retrait)[^.!?\n]{0,40}effectue\w*",
            r"(?:votre |your )?(?:paiement|virement|facture|prelevement|commande|order|payment)[^.!?\n]{0,50}(?:a (?:bien )?ete (?:effectue|recu|enregistre|prelevee?|accepte|confirme)|bien recu|disponible|validee?|confirmee?|received|confirmed)",
        ),
        "ok.stop": _any(r"stop (?:au |sms )?\w{5}\b|stop ?: ?\d{5}|reply stop|unsubscribe"),
    }
)
