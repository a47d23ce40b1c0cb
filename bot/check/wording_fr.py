"""French wording, by sign. Plain form: no accents, no capitals."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import either, near

_ACCOUNT = r"\bcomptes?|\bacces\b|profil|\bligne\b|abonnement|services?\b|espace|\bdroits?\b|vitale|puce|\bsim\b|forfait|adresse|boite|page\b|messagerie|immatriculation|pass securite|secur.?pass|certicode|cle digitale"
_STOPPED = r"suspen(?:dues?|dus?|sions?|d|dre|dons|drons|su)\b|\bbloque(?:e|es|s)?\b|bloquage|bloquerons|restrein\w+|(?:est|ete|sera|comptes?|acces) limitee?s?\b|desactive(?:e|es|s)?\b|desactivation|clotur\w*|gele[es]*\b|interromp\w+|coupure|coupee?\b"
_UPDATE = (
    r"confirm\w+|approuv\w+|securis\w+|mettre a jour|mettez a jour|mise a jour"
    r"|actualis\w+|complet\w+|renseign\w+|regularis\w+|rempli\w+|finalis\w+|identifi\w+"
    r"|authentifi\w+|reactiv\w+"
)
_DATA = (
    r"comptes?|\binfo(?:s|rmations?)?\b|coordonnees|identite|donnees|adresse|dossier|formulaire|profil"
    r"|paiement|acces|identifiants?|cartes?|livraison|eligibilite|beneficiaire|situation|numero"
)
_SECRET = (
    r"mots? de passe|code (?:secret|confidentiel|recu|sms|pin|de (?:securite|validation|confirmation))"
    r"|codes? (?:recus?|a (?:\d|six)|qui|d'entree|arrive|de 6)|le code(?: (?:recu|sms|a |que|qui|par|stp|svp|merci|whatsapp|leboncoin|vinted|paypal|insta\w*|pour|ici|arrive|avec|dedans|provisoire|qu'on|au \d|apres|d'acces|de (?:validation|confirmation|verification|securite|la carte|recuperation|cession|connexion))|[.,!?)»:;]|\s*$)|(?:le|votre|ton) pin\b|numeros? de (?:carte|securite sociale|compte)"
    r"|cryptogramme|(?:votre|leurs?|\bl'|\bet|\+|dicter un) ?(?:rib|iban)\b|(?:\brib\b|\biban\b)[^.!?\n]{0,30}(?:du livret|des|cartes?\b|codes?\b|piece|identite|par sms|ici\b|numero)|identifiants?(?: bancaires?)?|carte bancaire|cvv"
    r"|photos? (?:recto|de (?:votre|ta|la|l'ancienne|mon|vos) ?(?:carte|piece)?)|(?:carte|piece) d'identite|carte (?:bleue|vitale)"
    r"|code au dos|passeport|mot de passe"
)
_MONEY = r"\d{1,6}(?:[.,]\d{1,2})? ?(?:€|euros?|eur\b|usd\b|\$)"
# What a message that presses wants done at once.
_DEMAND = (
    r"pay(?:er|ez|e)\b|paiement|regl(?:er|ez|ement)|vir(?:er|ez|e|ement)\b|vers(?:er|ez)\b|transfer\w+|argent|\d ?(?:€|euros?|eur\b)|\brib\b|iban"
    r"|\bcodes?\b|mots? de passe|identifi\w+|coordonnees|http|liens?\b|cliqu\w+|rappel(?:er|ez)\b|appel(?:er|ez)\b|compos\w+|contact(?:er|ez)\b"
    r"|confirm\w+|verifi\w+|valid(?:er|ez|e)\b|recharg\w+|mise a jour|mettez a jour|reactiv\w+|debloqu\w+|renouvel\w+|repond(?:re|ez|s)\b"
)
_BID = (
    r"pay(?:er|ez|e)\b|paiement|regl(?:er|ez|ement)|vir(?:er|ez)\b|vers(?:er|ez)\b|identifi\w+|http|liens?\b|cliqu\w+|(?:r?appel|compos|contact|transfer|recharg|renouvel|transmet|complet)(?:er|ez|tez|tre)\b"
    r"|confirm(?:er|ez|e|ation)\b|verifi\w+|valid\w+|mise a jour|mettez a jour|reactiv\w+|regularis\w+|debloqu\w+|repond(?:re|ez|s)\b|(?:donn|envoy|depos|ag)(?:er|ez|ir|issez)\b|\bcodes?\b|\brib\b"
    r"|requis\w*|limitee?\b|suspen\w+|suppr\w+|coup(?:e|ee|ure)\b|bloqu\w+|resili\w+|annul\w+|saisie|penalite|majoration|sinon|sans quoi|faute"
)
_AT_ONCE = r"urgen(?:t|te|ts|tes|mment|ce)\b|immediatement|immediate?\b|sans (?:plus )?(?:delai|attendre|tarder)|au plus vite|tout de suite|le plus (?:vite|rapidement)|aujourd'hui meme|action requise|avant (?:minuit|ce soir)"
_HOURS = r"(?:\d{1,2}|xx?|prochaines?|quelques|une|deux|trois) ?(?:h\b|heures?\b|minutes?\b|mi?n\b)"
_SERVICE = r"paiement|virement|achat|transaction|operation|prelevement|connexion|debit|tentative"

DANGER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.urgency": (
            either(_AT_ONCE, _DEMAND, 40),
            # “Refunded within 48 h” hurries nobody.
            either(rf"(?:sous|d'ici|dans un delai de) (?:les? )?{_HOURS}", _BID, 50),
            near(rf"(?:dans|avant) (?:les? )?{_HOURS}", _DEMAND, 40),
            near(_DEMAND, rf"dans les {_HOURS}|dans l'heure\b", 30),
            near(
                r"derni(?:er|ere)s? (?:rappel|avis|avertissement|relance|notification|tentative|delai|chance)",
                _DEMAND + r"|suspen\w+|coup\w+|immin\w+|suppr\w+|demain|ce soir|aujourd'hui",
                80,
            ),
            r"expire(?:ra|nt)? (?:aujourd|ce soir)|(?:acces|licence|antivirus|certi\w+|cle|securi\w+|pass\w*|vignette|crit'?air|abonnement|compte|messagerie|casier|support|token|carte vitale)[^.!?\n]{0,20} a expire|a expire[^.!?\n]{0,40}http",
            either(
                r"\bvite\b|rapidement",
                r"\bcartes?\b|\bcodes?\b|virement|argent|recharg\w+|http|cliqu\w+|rappel(?:er|ez)|compos(?:er|ez)|\brib\b|\d ?(?:€|euros?)|google play",
                30,
            ),
            r"expire(?:ra|nt)? (?:demain|dans les)[^.!?\n]{0,40}http",
            r"faute de quoi|repondez (?:vite|rapidement)|sans (?:reponse|confirmation|reaction|retour|nouvelles) de votre|en l'absence de (?:reponse|retour|confirmation|paiement)",
            either(
                r"sans (?:reponse|action|confirmation|retour|reglement|paiement)\b",
                r"suspen\w+|suppr\w+|detrui\w+|perdu\w*|bloqu\w+|coup(?:e|ee|ure)\b|saisie|ce soir|demain|\d{1,2} ?h\b",
                60,
            ),
            near(
                r"solde|droits?|formation|credit",
                r"expirent?\b|va expirer|vont expirer|avant expiration",
                40,
            ),
        ),
        "words.threat": (
            near(_ACCOUNT, _STOPPED, 40),
            near(_STOPPED, _ACCOUNT, 25),
            r"cartes? (?:\w+ ){0,3}(?:sera|seront|va etre|vont etre|est|a ete) (?:suspen|desactiv|annul|bloquee? (?:faute|sauf|si))\w*|cartes? (?:\w+ ){0,2}suspendue?s?\b|(?:colis|envoi|paquet) (?:\w+ ){0,2}(?:suspendu|detruit)|(?:avis|notification) de (?:majoration|saisie|poursuites?)|transmi\w+ (?:au |a la |du )?(?:tribunal|parquet|justice)",
            r"(?:evit\w+|sinon|avant|sous peine d[e']|sans quoi|pour arreter) (?:\w+ )?(?:la |une |toute |les |des |de |un )?(?:majoration|majoree?|penalites?|poursuites?|saisies?|huissier|suspension|coupure|contentieux|arrestation)|majoration (?:imminent\w*|demain|ce soir|immediat\w*|de \d|a \d)|penalites? (?:de \d|immin\w+|au.dela)",
            r"majore\w*[^.!?\n]{0,20}(?:demain|ce soir|aujourd|immin)|(?:passe|passera|porte|montera) (?:de \d+ ?(?:€|e\b|euros?|eur)? )?a \d+[^.!?\n]{0,20}(?:demain|ce soir|minuit|aujourd)",
            r"saisies? (?:immin\w+|immediat\w+|sur (?:vos|votre|salaire|compte)|de (?:vos|votre)|bancaire)|poursuites? (?:penales?|judiciaires?|engag\w+|en cours|immin\w+|seront)|mandat d'arret|arrestation",
            near(
                r"huissier|tribunal|juge\b|procureur",
                r"saisi\w*|recouvr\w+|pay(?:er|ez)|regl(?:er|ez)|procedure|mandat|demain|passera|poursui\w+|plainte|amende|condamn\w+|comparaitre|evit\w+|transmis|\d ?(?:€|euros?)",
                50,
            ),
            r"retourn\w+ a l'expediteur|sera (?:detruit|perdu)\w*|frais supplementaires|perdre (?:vos|tous vos)|seront (?:perdus|supprimes|definitivement|diffuses|publies)|transmis (?:a|au) (?:un )?huissier",
            r"penalites? (?:demain|ce soir|\d)|saisies? (?:sans|administrative)|a la saisies? |risque la fourriere|majoree? a \d|permis sera suspendu|coupure (?:a \d|electrique|vendredi|demain|ce soir)|menac\w+ de (?:mettre|saisir|couper)|avants? (?:la )?majorations?|huissier[^.!?\n]{0,40}(?:bijoux|dette)|bloquer la saisie",
            r"mise en demeure[^\n]{0,60}(?:http|appelez|reglement|payee)|carte (?:\w+ ){0,2}(?:gelee|desactivee|bloquee?)[^\n]{0,50}(?:http|verifi\w+|reactiv\w+|debloq|degele)|ser(?:a|ont) annulee?s?[^\n]{0,50}(?:sans|http|repond\w+)",
        ),
        "words.pay": (
            near(
                r"regl(?:er|ez)\b|reglement de|pay(?:er|ez)\b|acquitt(?:er|ez)\b|versez|a verser|soldez",
                r"frais|amende|peage|douane|livraison|affranchissement|factur\w+|" + _MONEY,
                40,
            ),
            r"frais de (?:livraison|douane|port|dossier|reexpedition|relivraison|traitement|deblocage|stockage) (?:de |: ?|\()?\d|frais de (?:reexpedition|relivraison|deblocage)",
            r"(?:moyennant|contre|seulement|juste) \d{1,4}(?:[.,]\d{1,2})? ?(?:€|euros?|eur\b|e\b)",
            r"affranchissement|regularis(?:er|ez) (?:votre|la|le|ma)|taxes? (?:de douane|d'importation|douani\w+)",
            near(
                r"impayee?s?\b",
                _MONEY + r"|http|regl|regularis|pay|huissier|dernier|majoration",
                60,
            ),
            near(r"supplement|complement|somme", r"a regler|a payer|a verser|de \d", 20),
            r"faute de frais|manque de (?:frais|timbre)|frais de port[^.!?\n]{0,30}(?:non|impaye|pas|a payer|a regler)",
            near(
                _MONEY + r"|[€$] ?\d{1,4}(?:[.,]\d\d)?",
                r"(?:a|reste a|restent a|sont a) (?:regler|payer|verser)|impayee?s?\b|exigibles?|de frais\b",
                20,
            )
            + r"[^\n]{0,50}(?:http|coupons?|tickets?|pour (?:clore|garder|eviter|obtenir|liberer|debloquer)|repond(?:re|ez)|avant (?:embauche|livraison)|en especes|paysafe\w*|discretion)",
            r"parmi les impayes|frais de (?:dossier|greffe|visite|timbres?|transporteur) ?\(?[€$]?(?:de |: ?)?\d|taxe de (?:levee|transfert|liberation|deblocage)|forfa.t reglementaires?",
            near(
                _MONEY,
                r"(?:par|en) (?:tickets?|coupons?|paysafe\w*|recharges?|mandat|cartes? (?:cadeaux?|prepayees?))",
                40,
            ),
        ),
        "words.refund": (
            r"paye+e? (?:deux|2|x|\w{1,5}) fois|paye+e? par erreur|regle+e? (?:deux|2) fois",
            near(
                r"rembourse(?:ment|r|ra)?s?\b|indemnis\w+|indemnites?|dedommag\w+|compensation|avoir de \d|credit d'impot|reliquat|excedent|trop.percu",
                r"\bliens?\b|http|formulaire|en attente|(?:est|sont) disponible|cliqu\w+|confirm\w+|\brib\b|iban|coordonnees|rappel(?:er|ez)|repond(?:re|ez)|identifi\w+|reclam(?:er|ez)|vous attend|validez|disposition|a recuperer|pour (?:le |la )?(?:recevoir|percevoir|toucher|recuperer)|sous \d+ ?h\b",
                70,
            ),
            near(
                r"vous (?:avez droit|etes eligible|pouvez (?:recevoir|pretendre|obtenir|recuperer)|beneficiez|allez recevoir)|eligible a|(?:recevoir|percevoir|toucher|recuperer) (?:votre|vos|un|une|le|la|l')",
                r"rembours\w+|prime|cheque|aides?\b|versement|indemni\w+|" + _MONEY,
                40,
            ),
            near(
                r"rembourse(?:ment)?|indemnite|trop.percu|credit",
                r"(?:de |: ?)\d+(?:[.,]\d{1,2})? ?(?:€|euros?|eur\b|£|chf)[^.!?\n]{0,40}(?:vous (?:attend|est (?:du|attribue|reserve))|a (?:votre|recuperer)|disponible|non (?:reclame|encaisse|percu)|en attente|carte (?:bancaire|bleue))",
                20,
            ),
            r"vous (?:informe|informons) d'une? (?:remboursement|indemnisation)|formulaire de remboursement|(?:vous recevrez|obtenir) un remboursement|eligibles? a (?:un |une )?(?:acquittement|remboursement|indemni\w+)|admissible a|(?:remboursement|indemnisation)[^\n]{0,100}(?:veuillez remplir|formulaire http)",
            r"(?:euros?|€|eur) vous (?:reviennent|sont dus|attendent)|nous vous devons (?:un|une|\d)",
            near(
                r"rembours\w+|indemnis\w+|indemnites?|dedommag\w+|avoir de \d|trop.percu|credit (?:d'impot|de taxe)|excedent",
                r"bloquee?|en souffrance|vous (?:revient|est rendue?)|droit a\b|pret\b|n'a pas pu etre",
                50,
            )
            + r"[^\n]{0,80}(?:http|agent|rappel\w*|appel(?:ez|er)|indiquez|encaissez|carte\b|\bcb\b|repond\w+|code\b|identifiant)",
            r"(?:rembours|indemnis|dedommag|trop.per|avoir de)[^\n]{0,100}(?:(?:saisissez|entrez|indiquez|renseignez|encaissez|fournissez|joignez|envoyez|transmett\w+) (?:\w+ ){0,4}(?:cartes?\b|\brib\b|\biban\b|banque|identifiant|code|passeport|piece d)|carte a renseigner|muni\w* de votre (?:cb|carte)|votre banque \?|nom de (?:votre|la) banque|anydesk|google play|(?:se fait|fait) sur carte)",
            r"(?:vous|te) donne droit a \d|vous avez\w* droits? a (?:la |une |un )?prime",
        ),
        "words.prize": (
            r"vous (?:avez|etes) (?:gagne|ete (?:selectionne|choisi|tire)|(?:le |l'|un |notre )?(?:heureux )?gagnant)\w*|tirage au sort[^.!?\n]{0,60}(?:http|lot\b|recev\w+|gagn\w+|designe\w*)|loterie[^.!?\n]{0,60}(?:gagn\w+|\d{3}|lot\b|choisi\w*|tire\w*)|jackpot",
            r"a gagne (?:la somme|\d|€|un)|felicitations?[ !,.:\n]{0,4}[^.!?\n]{0,90}(?:selectionn\w+|choisi\w*|gagn\w+|(?:avez|as|a) remport\w+|cadeau|(?:le|un|votre|ton|notre|gros|beau) lot\b|recev\w+|recois|http|iphone|tirage|participants?|tombola|offres?\b|surprise|recompense|eligible|tire\b|questionnaire|bon d'achat|debloqu\w+|opportunite|a l'occasion|cheque|profil est retenu)|(?:tu es|vous etes) notre gagnant|gagnant[^.!?\n]{0,40}(?:tombola|loterie|concours)|gagn\w+[^.!?\n]{0,60}loterie|heureux (?:gagnant|elu)|iphone (?:a|pour) 1 ?(?:€|e\b|euro\b|,)",
            near(
                r"cadeau\w*|recompense\w*|bon d'achat|carte cadeau|lot\b|coupon",
                r"offert|gratuit|reclam\w+|recevoir|recuper\w+|\blien|http|attend\w* ?[,.!:]? ?(?:http|ici\b|sur\b|activ\w+|cliqu\w+|confirm\w+|repond\w+|ne tardez)|non reclame|confirm\w+",
                50,
            ),
            r"votre (?:e?-?mail|billet|numero|ligne|adresse)[^.!?\n]{0,30}(?:remporte|sort en tete|vient d'etre (?:choisi|tire))|sera reattribue|lot principal|notification de gain|(?:attribues?|reserve) a votre (?:ligne|numero)",
        ),
        "words.confirm": (
            near(_UPDATE, _DATA, 30),
            near(
                r"verifi(?:er|ez|cation|ee?)\b|valid(?:er|ez|ation)\b",
                r"\bcomptes?\b|informations?|\binfos?\b|coordonnees|identite|donnees|profil|acces\b|identifiants?|numero|eligibilite|dossier|situation",
                20,
            ),
            near(
                r"confirm(?:er|ez|e)\b|valid(?:er|ez|e)\b|reactiv\w+|renseign(?:er|ez)|saisissez|enregistr(?:er|ez)",
                r"cartes?\b|beneficiaire|livraison|coordonnees|eligibilite",
                30,
            ),
            near(
                _DATA,
                r"incomplet\w*|obsolet\w+|non (?:valide|verifie|confirme)\w*|a (?:confirmer|mettre a jour)|incorrect\w*|erronee?s?|expire\w*",
                25,
            )
            + r"[^\n]{0,40}(?:http|confirm\w+|mett\w+ a jour|cliqu\w+|lien|rappel\w+|repond\w+)",
            near(
                r"connectez.vous",
                r"http|\blien|ici\b|pour (?:evit|confirm|verif|debloq|annul|reactiv|recevoir|percevoir)\w*",
                40,
            ),
            r"manque d'informations?|suivez? (?:le|ce|les) (?:lien|instructions?)|(?:planifi|program)\w+ (?:votre|une|la) (?:nouvelle )?livraison",
            r"reactive[rz]? (?:votre|vos|mon|le|la|l'|certi)|reprogrammer?|replanifier?|choisir (?:un )?(?:nouveau )?creneau|(?:remplir|remplissez) (?:le|ce|notre|un) (?:court )?formulaire",
        ),
        "words.secret": (
            near(
                r"(?:donn(?:e[rz]?|es|ant|iez)\b|communiqu|r?envo[iy]|transmet|indiqu|fourni|dict|lire|renseign|rentr)\w*",
                _SECRET,
                40,
            ),
            r"(?:donne|envoie|lis|transfere|renvoie|partage).moi (?:le|ce|ton|un)? ?code|me (?:renvoyer|donner|transferer|communiquer|lire|dicter) (?:le|ce|votre|un) code",
            near("photo", r"(?:de )?(?:ta|votre|la|vos) cartes?", 20),
            r"numeros? (?:de |d')?(?:ta|votre|la|vos) cartes?",  # not the one on its back
            near(
                r"repond\w+|joign\w+|joindre|transmet\w+",
                r"\brib\b|attestation|releve d'identite",
                40,
            ),
            r"mon code[^.!?\n]{0,30}(?:chez (?:vous|toi)|par erreur)|(?:mis|entre|tape|donne) ton num\w* (?:a la place|par erreur)|\bcode[^.!?\n]{0,40}par erreur|code que (?:vous|tu) (?:allez|vas|venez|viens|avez)",
            r"(?:tu vas|vous allez|t'as|tu as) (?:recevoir|avoir|recu) (?:un |le )?(?:code|sms)[^.!?\n]{0,60}(?:envoi\w*|renvoi\w*|capture|screen|donne)|capture du (?:sms|code)|texte exact du sms",
            near(
                r"saisi\w+|entr(?:er|ez|ant)\b|donn\w+|confirm\w+|\btap\w+|recopi\w+|synchron\w+|envoy\w+|indiqu\w+|renseign\w+|communiqu\w+|import\w+|verifi\w+|dict\w+|signature|photo|\blire|demand\w+|montr\w+",
                r"phrase (?:secrete|de recuperation)|(?:douze|12|24|vingt.quatre) mots",
                60,
            ),
            r"(?:phrase (?:secrete|de recuperation)|(?:12|24|douze) mots)[^\n]{0,40}(?:http|sur (?:leur|notre|la|cette) (?:site|page))",
            near(
                r"il me (?:faut|faudrait|manque)|(?:je vous|on vous) ecoute pour|(?:lisez|epelez|recopiez|confirmez|dictez).moi",
                r"(?:votre|vos|les) (?:\w+ ){0,2}(?:\biban\b|\brib\b|identifiants?|codes?\b|mots? de passe|numeros\b|acces\b|chiffres|date de naissance)|le (?:code|numero) (?:\w+ )?(?:recu|qui|de (?:la|votre) carte|de secu)",
                40,
            ),
            near(
                r"repond(?:ez|re|ant)|par retour|recopi\w+",
                r"mots? de passe|chiffres|date de naissance|numero de secu\w*|profession|code recu|references",
                60,
            ),
            near(
                r"saisi(?:r|ssez|ssant)\b",
                r"mots? de passe|identifiants?|numeros? de carte|carte bancaire|code confidentiel|cvv|cryptogramme|\biban\b",
                40,
            ),
            r"(?:trois|3) derniers chiffres|derniers chiffres (?:au dos|derriere)|quelle est votre banque|(?:le )?nom de votre banque|sur quelle banque|numero de secu[^.!?\n]{0,60}(?:date de naissance|banque|rib|iban|carte)",
        ),
        "words.remote": (
            r"anydesk|any desk\b|team ?viewer|rustdesk|ultraviewer|quick ?support|supremo|logmein|screen ?connect|hoptodesk|alpemix",
            r"prise? (?:en main|de controle) (?:de votre|a distance)|acceder? a (?:distance a )?votre (?:ordinateur|pc|ecran)|partag\w+ (?:votre|l') ?ecran",
            r"(?:a pris|prendra|prend|prenne) la main\b|session (?:a )?distante",
        ),
        "words.support": (
            near(
                r"(?:ordinateur|pc|windows|appareil|telephone|mac)\b",
                r"\binfect\w+|\bvirus\b|pirat\w+|compromis",
                50,
            )
            + r"|(?:ordinateur|pc|windows|ecran|appareil) (?:\w+ ){0,2}(?:est|reste|etait|a ete) bloque|\b(?:support|assistance|centre) (?:technique )?(?:microsoft|windows|apple)|cheval de troie|trojan",
        ),
        "words.install": (
            near(
                r"install(?:e[rsz]?|ant|ons)\b|telecharg(?:e[rsz]?|eant)\b",
                r"appli\w*|\bapk\b|logiciel|certificat|mise a jour",
                30,
            ),
        ),
        "words.coupon": (
            r"transcash|neosurf|paysafe\w*|toneo|\bpcs\b|ticket premium|coupons? (?:de )?recharge|cartes? (?:cadeaux?|google play|itunes|steam|apple)[^.!?\n]{0,60}(?:achet\w+|codes?|photos?)|western union|moneygram|mandat cash",
            near(
                r"achet\w+|prendre|prends|procur\w+",
                r"cartes? (?:cadeaux?|google play|itunes|steam|apple|amazon|carrefour)|coupons?",
                40,
            ),
            r"gratt(?:e|ez|er)\b[^.!?\n]{0,40}(?:codes?|photos?|bande|chiffres|envo\w+)|photos? des codes|cartes? (?:cadeaux? )?(?:apple|google play|steam|itunes)[^\n]{0,80}(?:gratt|photo|code|envo)\w*|carte de securite rencontre|paye[rz]? par (?:ria|western|moneygram)",
        ),
        "words.bank_alert": (
            near(
                _SERVICE,
                r"suspect\w*|inhabituel\w*|non (?:reconnu|autorise|habituel)\w*|frauduleu\w+|en (?:cours|attente)|pas a l'origine|detecte\w*|depuis (?:un|votre) (?:nouvel|autre)|initie\w*|anormal\w*",
                60,
            ),
            r"paiement refuse|anti.?fraudes?|service oppositions?|opposition ?:|ser(?:a|ont) debite\w*|mouvements? suspects?|beneficiaire (?:a ete )?ajoute",
            r"(?:si )?vous n'(?:en )?etes pas (?:a l'origine|l'auteur)|pas a l'origine|(?:si|pas) (?:ce n'est pas )?vous ?:|service (?:des )?fraudes?|conseiller bancaire",
        ),
        "words.summons": (
            r"convocation (?:judiciaire|de police|officielle)|brigade (?:de protection )?des mineurs|pedo.?pornograph\w*|cyber.?infiltration|exhibitionnis\w+|europol\b|interpol\b",
            near(
                r"commissa\w+|gendarm\w+|police|procureur|ministere de l'interieur",
                r"poursuit\w*|plainte contre vous|enquete|dossier (?:judiciaire|penal)|casier|interpell\w+|amende transactionnelle|repond\w+ (?:par|a ce)",
                80,
            ),
            near(
                r"(?:ici la |la )?(?:police|gendarmerie|brigade)",
                r"notifie|usage frauduleux|ouverture d'une procedure|date de naissance|\bbijoux\b|en especes|parler a un officier|numero de secu",
                90,
            ),
        ),
        "words.premium": (
            r"rappel(?:er|ez|le)[^.!?\n]{0,30}(?:messagerie|correspondant|mms|message)|mms de|messages? (?:vocal |prive )?en attente|messages? (?:vocal|prive)[^\n]{0,60}(?:http|rappel\w*|appel\w*|ecout\w*|consult\w*|compos\w*|suivez|lien)|mms non lu|message (?:vocal )?non lu",
            r"l.ecouter|ecouter (?:ici|et)|demande urgente de rendez|nouveaux? messages? sur|(?:un proche|un ami|une personne)[^.!?\n]{0,20}(?:essaye|tente|cherche)",
            r"appel(?:er|ez) (?:le|au|vite le|ce)? ?0 ?8 ?9",
        ),
        "words.quoted": (
            r"nee? le \d|finissant par \d|j'ai (?:tout )?votre dossier|date de naissance ?[:(]|numero de securite sociale ?:|\bnir\b ?:|votre (?:numero d'adherent|numero de secu\w*)[^.!?\n]{0,20}\d",
        ),
        "words.link": (
            r"(?:le|ce|via le|sur le|avec le|au) lien|lien (?:ci.dessous|suivant|ici|joint)|cliqu(?:er|ez|e|ant)|(?:veuillez|merci de|vous pouvez|et) vous rendre sur|(?:^|[.!?,;] ?)rendez.vous sur|ici ?: ?http|suivez ici|consultez? (?:ici|sur)|scann(?:er|ez)|flash(?:er|ez)",
        ),
        "words.call": (
            r"(?:appel(?:er|ez)|rappel(?:er|ez)|contact(?:er|ez)|composez|joindre|joignez)[^.!?\n]{0,40}(?:\d[\d .]{5,}|\[phone\]|<phone>|x{6,}|numero|conseiller|service|vite|immediatement)",
        ),
    }
)
