"""French wording of four demands that need no link, by sign. Plain form: no accents, no capitals.

Another account to pay to, money to send first, gains that somebody shows, and what a person tells
of a caller who had them act.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import either, near

_BANK = r"rib\b|iban\b|coordonnees bancaires|releve d'identite bancaire|domiciliation|compte (?:bancaire|en banque)"
_DUE = (
    r"vir(?:er|ez|e)\b|virements?|vers(?:er|ez|e|ements?)\b|regl(?:er|ez|e|ements?)\b|pay(?:er|ez|e)\b|paiements?|loyers?"
    r"|acomptes?|charges|factures?|encaiss\w+|cotisations?|sommes?|caution|echeances?"
)
_OTHER = r"(?:(?:un|cet|l') ?autre|(?:un|le|ce|son|mon|notre|du|au) nouvel|(?:un|le|ce|son|mon|notre|du|au) nouveau|[,:(.] ?nouveau|(?:nos|mes) nouvelles)"
_FIRST = r"acompte|caution|arrhes|provision|depot de garantie|avance|premier (?:versement|loyer|mois)|mois de loyer|frais|timbre|assurance|consignation"
_GAIN = r"gagne[rz]?\b|gains?\b|profits?\b|benefices?\b|rendements?|plus.values?|doubl\w+|tripl\w+"
_MADE = r"(?:ne )?(?:m'a|ma|m'ont|lui a|lui ont|nous a|nous ont|l'a|l'ont|leur a|me|lui|te|nous|leur) (?:a |ont |avait |aurait )?(?:ensuite |deja |meme |aussi |alors )?fait\b"
_ASKED = (
    r"(?:m'a|ma|m'ont|lui a|lui ont|nous a|nous ont|leur a) (?:ensuite |aussi |alors )?(?:demande|dit|reclame|ordonne|conseille|propose|supplie|oblige|guidee?|convaincue?|persuadee?)"
    r"|\b(?:il|elle|on|ils|quelqu'un|dame|monsieur|gars|mec|type|homme|femme|agent|personne|conseill\w+) (?:me|lui) (?:demand(?:e|ent|ait|aient)|reclam(?:e|ent|ait))"
)
_DEMANDED = r"(?:m'a|ma|m'ont|lui a|lui ont|nous a|nous ont|leur a) (?:ensuite |aussi |alors )?(?:demande|reclame|ordonne|oblige)|\b(?:il|elle|on|ils|quelqu'un|dame|monsieur|gars|mec|type|homme|femme|agent|personne|conseill\w+) (?:me|lui) (?:demand(?:e|ent|ait|aient)|reclam(?:e|ent|ait))"
_WANTED = r"je devais|le but|la demande portait|on (?:a voulu|voulait)|(?:\bil|elle|ils|dame|monsieur|homme|conseill\w+|personne|voix|voleurs|puis) (?:me |m'|a |ont )?(?:voulait|voulaient|voulu|cherchait)"
_SAID = r"(?:(?:s'est|se) (?:presente\b|fait passer pour un|fait passer pour l|fait passer pour m|disant|disait|dit|dirait|pretend\w*|annonce\w*)|se faisant passer pour (?:un|une|le|la|l'|mon|ma)\b|pretend (?:etre|que)|pretendait|\b(?:un|une|le|la|ce|cette|mon|ma|du) (?:faux|fausse|pseudo|soi.disant|soit.disant|pretendue?))\b"
_WHO = r"banqu\w+|conseill\w+|agents?|polic\w+|gendarm\w+|technicien\w*|cpam|ameli|secu\b|assurance|mutuelle|caf\b|impots|fisc|service|enqueteur|huissier|notaire|douan\w+|antifraude|edf|enedis|microsoft|operateur|mairie|inspecteur|directeur|livreur|courtier|avocat\w*"
_ACT = (
    r"\bvir(?:er|e|es)\b|virement|valid(?:er|e|es)\b|transfer(?:er|e)\b|deplac(?:er|e)\b|vider|install\w+|telecharg\w+|dict(?:er|e)\b"
    r"|repet(?:er|e)\b|\blire\b|ajout\w+ (?:un |une )?(?:beneficiaire|compte|iban)|augmenter (?:le |mon )?plafond|retir(?:er|e)\b"
    r"|ouvrir un compte|accept\w+ (?:une|la|l')|appuyer|taper|remettre|mettre (?:la|ma|sa) carte|signer (?:sur|electro)"
    r"|dire (?:oui|«|mon|mes|le)|approuver|autoriser|confirmer|desinstaller|renvoi d'appel"
)
_KEYS = (
    r"codes?\b|mots? de passe|cvv|cryptogramme|(?:ma|sa|la|leur|notre) (?:carte|cb)\b|carte (?:bancaire|bleue|vitale|d'identite|de paiement)"
    r"|\brib\b|\biban\b|identifiants?|numero (?:de (?:carte|secu\w*|compte)|fiscal|pdl)|chiffres|secur'?pass|francec\w+|france connect"
    r"|bijoux|especes|photos? d|cartes? (?:cadeaux?|prepayees?)|coupons?|transcash|plafonds?\b|economies|epargne"
)

ASKED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.new_account": (
            either(_DUE, rf"{_OTHER} (?:{_BANK}|compte)", 80),
            r"(?:nos|mes|notre|ses|leurs?) (?:nouvelles )?coordonnees bancaires (?:ont (?:ete )?|viennent d'etre |sont )(?:change|modifi|actualis)\w*",
            r"chang(?:e|ement|er|eons) (?:de )?(?:nos|notre|mon|mes) (?:rib|iban|compte bancaire|coordonnees bancaires|domiciliation)",
            either(
                r"chang(?:e|ement|er) de (?:rib|iban|compte bancaire|coordonnees bancaires|domiciliation)",
                r"loyers?|virements? permanents?|regler|payer|reglements?|factures?|encaissement|acompte|solde",
                80,
            ),
            near(
                r"chang\w+ de banque|nouvelle banque",
                rf"{_BANK}|compte|vir(?:er|ez|ement)|envoie",
                80,
            ),
            near(
                _DUE,
                r"(?:sur|vers|au|a) (?:ce|cet|l'|le|mon|son|notre|un) ?(?:autre |nouveau |nouvel )?(?:compte|rib|iban|releve)[^.!?\n]{0,20} (?:joint|ci.joint|ci.dessous|de (?:ma|mon|notre|son|sa|ses)|au nom|d'un|partenaire|etranger|plutot)",
                60,
            ),
            near(
                _DUE,
                r"(?:sur|vers|a|au) (?:celui|compte) (?:de (?:ma|mon|notre|sa|son|la) |d[eu] )(?:femme|mari|soeur|frere|associe|fils|fille|mere|partenaire|cousin|niece)",
                60,
            ),
            r"(?:ne plus|n'utilisez plus|ne pas) (?:utiliser )?(?:l'ancien|le precedent)|(?:notre|mon|nos) (?:ancien|precedent|compte habituel)[^.!?\n]{0,40}(?:clotur|ferm|bloqu|gel|inactif|plus)\w*|l'ancien (?:compte |rib |iban )?(?:est|etait|a ete|etant) (?:clotur|ferm|bloqu|gel|inactif|en (?:audit|cours))\w*|compte habituel (?:est )?(?:gel|bloqu|clotur)\w*|utili[sz]\w+ (?:plutot )?ce (?:rib|compte|iban)",
            near(_BANK, r"remplace (?:celui|l'ancien|le precedent)|annule et remplace", 60),
            near(
                r"dorenavant|desormais|dores? et deja|a (?:compter|partir) d[eu]|prochains?",
                rf"{_DUE}",
                60,
            )
            + r"[^.!?\n]{0,60}(?:(?:iban|rib|releve) (?:joint|ci|en|au)|compte (?:de|d'un|du|au)|partenaire|service d'encaissement)",
            r"coordonnees (?:bancaires changent|de notre mandataire)|change d'etablissement bancaire|changement (?:de domiciliation|d'etablissement)|(?:sur|au|vers) (?:le |mon |son )?comptes? (?:personnels?|perso\b|du gerant)|autre nom que le notre|(?:n'utilisons|n'utiliser|utiliser) plus notre ancien compte|sur (?:ce|un autre) (?:rib|iban)\b",
        ),
        "words.advance": (
            either(
                _FIRST,
                r"avant (?:la |toute |de )?(?:visit\w+|signature|debloc\w+|l'envoi|remise|reception|expedition|vous (?:envoyer|rencontrer))|(?:sans|avant d'avoir) (?:la )?visit\w+|(?:payer|verser|payez|versez|payable|regler) d'avance|pour (?:debloquer|liberer|lancer|activer|garantir (?:votre|ta)) |avant le deblocage",
                70,
            ),
            near(
                _FIRST,
                r"(?:par|en|via) (?:mandat|western|moneygram|transcash|coupons?|recharges?|pcs\b|tickets?|neosurf|cartes? prepayees?|paypal entre|crypto|bitcoin)",
                60,
            ),
            near(
                r"(?:dernier|seul)s? (?:frais|paiement|versement)|(?:il (?:ne )?(?:manque|reste)|reste (?:plus )?(?:a|qu'a)) (?:plus )?(?:que |a |juste )?(?:payer |regler |verser )?",
                r"frais|timbre|taxe|assurance|caution|douane|notaire|depot",
                30,
            ),
            near(
                r"\b(?:pret|credit|financement|fonds|heritage|succession|gain|retrait|transfert|virement|animal|chiot|chaton|visa|indemnisation|aide)s?\b",
                r"(?:frais|assurance|timbre|taxe|caution|depot) (?:\w+ ){0,3}(?:de |: ?|a )?\d+ ?(?:€|e\b|euros?|eur\b|pour cent|%)",
                90,
            ),
            either(
                r"debloqu\w+|debloc\w+|deverrouill\w+|retirer (?:tout|tes|vos|l)",
                r"depose[rz]\b|depot\b|complement|la difference|versement|taxe|\bfrais (?:de|d')|redemand\w+",
                70,
            ),
            near(
                r"(?:payer|verser|envoyer|regler) (?:\w+ ){0,3}(?:frais|acompte|caution|avance|formation|kit|dossier)",
                r"(?:contrat|embauche|poste|mission|salaire|rembours\w+|livraison|visite|remise des cles|cles)",
                60,
            ),
            r"kit de (?:demarrage|depart)|(?:payer|regler) (?:la|ma|votre|sa) (?:formation|visite medicale) (?:obligatoire|avant|d'abord)|frais (?:administratifs|de (?:visa|legalisation|transfert|greffe|notaire|courtage)) (?:de |: ?)\d",
            near(
                r"(?:je suis|actuellement|nous sommes|je vis|je travaille) (?:en deplacement|a l'etranger|en mission|en mer|muted?|mutee?|au |en )",
                r"cles?\b|caution|virement|airbnb|location|courrier",
                90,
            ),
            near(
                r"badge|formation|visite medicale|materiel|equipement|uniforme",
                r"(?:a votre charge|a acheter|coute|payez|a payer)[^.!?\n]{0,60}rembours\w+|rembours\w+ (?:sur|avec|a) (?:la |le |votre )?(?:premier|premiere)",
                60,
            ),
            r"\bcles?\b[^.!?\n]{0,40}(?:par (?:transporteur|courrier|chronopost|coursier|la poste)|des (?:que|reception))|(?:virement|acompte|reservation)[^.!?\n]{0,40}(?:j'arrete les visites|je ferme l'annonce|garder la place)|visite (?:se fait |seulement )?(?:uniquement )?en visio",
            near(
                r"avancer|une avance|il (?:ne )?(?:manque|faut)|reception|paiement",
                r"(?:la |une |de la |le |un )?(?:taxe de|provision\b|tampon|certificat|droits de|levee des)[^.!?\n]{0,40}(?:euros?|€|scelles|succession|necessaire|soit|douane|notaire)",
                40,
            ),
            near(
                r"solde|retrait|retirer",
                r"rechargez|rajoutez|depose[rz]?\b|depot (?:equivalent|de)",
                60,
            ),
            near(
                r"reclam(?:e|ent)|paye[rz]?|verse[rz]?|regle[rz]?",
                r"(?:l'|une |la |le )(?:assurance|caution|lettre de|timbre|certificat|badge|pass\b)[^.!?\n]{0,20}(?:\d+ ?(?:€|euros?)|a l'agent)",
                30,
            ),
            r"tant que (?:vous|tu) n'avez? pas (?:paye|regle|verse)|visiter avant",
        ),
        "words.mentor": (
            either(
                r"\bmentor|\bcoach\b|\bprof(?:esseur)?\b|\btraders?\b|\bgourou|\b(?:mon|ma|le|la|notre|son) (?:gestionnaire|courtier|analyste|experte?|tradeuse|assistante)\b",
                rf"\btrading|\bcryptos?\b|cryptomonn\w+|bitcoin|\binvest\w+|\bsigna(?:l|ux)\b|\bplacements?\b|\b(?:{_GAIN})",
                60,
            ),
            near(
                r"j'ai (?:deja |bien |aussi |juste )?(?:retire|gagne|recu|encaisse|touche|mis|place|investi)|on m'a verse",
                r"(?:\d|x) ?(?:€|e\b|euros?|eur\b|%|k\b|\$)",
                30,
            )
            + r"[^.!?\n]{0,50}(?:en (?:\d+|x|une|deux|trois) ?(?:h\b|heures?|jours?|semaines?|mois)|grace a|ce matin|hier soir|sans rien faire|(?:mise|depart|placement)|et (?:recu|retire|gagne)|ecri[st])",
            near(
                r"signa(?:l|ux)\b|copi(?:e|er|ez)\b",
                r"trad\w+|position\w*|a \d{1,2} ?h|groupe|pour cent|%|vip|telegram|ordres",
                40,
            ),
            near(
                _GAIN,
                r"garanti\w*|assure(?:s|es)?\b|sans risque|par (?:jour|semaine|mois)|(?:en|chaque) (?:une |\d+ )?(?:jours?|semaines?|heures?|h\b)|quotidien\w*",
                40,
            ),
            r"(?:doubl|tripl)\w+ (?:ton|votre|ta|leur|tes|vos|la|sa) (?:argent|mises?|capital|investissements?|epargne|depot)|sans (?:aucun )?risque[^.!?\n]{0,40}(?:retir|invest|gagn|mise)\w*",
            r"palier (?:gold|vip|premium|argent|or)\b|matchs? (?:arranges?|truques?|fixes?)|resultats? fixes?|paris? (?:surs|gagnants?)|(?:depot|mise|investissement) (?:minimum|de depart|initiale?|minimal)",
            near(
                r"invest\w+|plac(?:er|ez|ement)|mise[zr]?\b",
                rf"(?:{_GAIN}|retir\w+|recev\w+|recois) [^.!?\n]{{0,20}}\d",
                60,
            ),
            r"(?:palier|niveau) (?:gold|vip|premium|platinum)|(?:premiere )?mise de \d+[^.!?\n]{0,30}(?:fructifi|rapport|doubl)\w*|comment (?:il|elle|je|j'ai) (?:investi\w*|place)|compte demo\b",
        ),
        "words.told": (
            near(_MADE, rf"{_ACT}|{_KEYS}", 40),
            near(_DEMANDED, _KEYS, 70),
            rf"(?:{_ASKED}) (?:de |d'|a )(?:lui |leur |les |le |la |l'|me |m'|tout |ne pas )?(?:{_ACT})",
            near(
                r"\b(?:voulait|veut|voulaient|voudrait|exige\w*|insist\w+|tenai\w+|tient|demandait|demande|demandaient|propos\w+|suffi\w+|faudrait|fallait|ordonn\w+)",
                rf"(?:que|qu'|a ce que) (?:je|ma|mon|elle|il|nous|mamie|papi)\b[^.!?\n]{{0,30}}(?:lise|dicte|donne|valide|accepte|vire|transfere|installe|remette|retire|repete|tape|ouvre|confirme|communique|photographie|approuve|clique|appuie|depose|envoie (?:le|la|une|mon|ma|les) (?:code|carte|photo|rib))|(?:{_KEYS})[^.!?\n]{{0,40}}(?:au telephone|a voix haute|pendant l'appel|en direct)",
                30,
            ),
            near(_SAID, _WHO, 40)
            + rf"[^\n]{{0,80}}(?:{_KEYS}|{_ACT}|a (?:valide|donne|lu|remis|vire)|d'argent|\d ?€)",
            r"(?:j'ai|je lui ai|elle a|il a|mamie a|ma mere a|mon pere a|ai) (?:tout |deja |aussi |donc |bien )?(?:lu|dicte|donne|communique|transmis|tape|valide|repete|confirme)[^.!?\n]{0,25}(?:code (?:recu|sms|qui|a |de (?:securite|validation|la carte))|chiffres|cvv|derriere la carte|mots? de passe|numeros? de (?:la |ma |sa )?carte|identifiants|ma carte|sa carte|ses codes|mes codes)|(?:j'ai|je lui ai|elle a|il a) (?:tout )?remis (?:\w+ )?(?:ma|sa|mes|ses|la|les) (?:cartes?|codes?|bijoux|especes)",
            r"(?:repeter|dire|repetant|disant|repete\w*|prononcer) (?:deux fois |trois fois )?[«\"']? ?(?:oui\b[, ]+(?:j'accepte|a tout|deux|trois|plusieurs)|j'accepte|oui [»\"])",
            near(
                r"(?:mon|ma|mes|notre) (?:pere|mere|papa|maman|voisine?|tante|oncle|grand.mere|grand.pere|belle.\w+|mari|femme|fils|fille|collegue)|maman|papa|mamie|papi|mami|papy",
                r" (?:a|ont|avait|s'est fait) (?:tout |deja |presque )?(?:remis|vire|donne|lu|dicte|retire|valide|repete|guider|confie|paye|laisse entrer|envoye|convainc\w*|transfere)",
                40,
            )
            + rf"[^.!?\n]{{0,80}}(?:{_KEYS}|\d{{3}} ?(?:€|euros?)|\bor\b|policier|technicien|faux|agent|coursier|compte)",
            r"(?:quelqu'un|un (?:monsieur|homme|type|gars|agent|collegue|coursier|taxi)|une (?:dame|femme)|(?:un|le) policier) (?:\w+ ){0,3}(?:va|doit|viendra\w*|viendrait|passera\w*|passerait|vient|arrive) (?:\w+ ){0,3}(?:chercher|recuperer|prendre|la prendre)?[^.!?\n]{0,30}(?:carte|bijoux|especes|enveloppe|pochette|ordinateur|a l'abri)",
            near(
                _WANTED,
                rf"{_KEYS}|\bsolde\b|virement|beneficiaire|piece d'identite|liquide|recto verso|\brio\b|notification|ou je (?:mets|rangeais|range)|louis d'or",
                60,
            ),
            near(
                r"je dois|il (?:me |lui )?(?:fallait|faudrait|suffi\w+)|il (?:me|lui) faut|(?:il|elle|on|ils) (?:veut|veulent|demande|propose)\b",
                r"beneficiaire|codes? (?:recus?|envoye|sms|par)|seize chiffres|chiffres (?:recus?|de la carte|au dos|envoye)|cvv|virement test|compte d'attente|rester injoignable|notification de (?:ma|la) banque",
                50,
            ),
            r"rester injoignable|interdit d'en parler|d'en parler a (?:personne|ma famille|la famille)|mise? en garde contre les escrocs|remerciee? pour mon calme|(?:numero|nom) affiche (?:est|etait) (?:bien )?(?:le vrai|le bon|celui)|ne prevenir personne",
            near(
                r"(?:petit.?fils|petite.?fille|neveu|niece|mon fils|ma fille|soeur|frere)",
                r"accident|garde a vue|renverse|blesse|hopital|prison|qui pleurait",
                70,
            )
            + r"[^\n]{0,80}(?:caution|especes|liquide|avocate?\b|en billets|de l'or\b)",
            r"(?:m'appell?e|m'avait appele|a appele|a telephone|a rappele|coup de fil|appel (?:de|recu)|(?:au|par) telephone|bout du fil)[^\n]{0,90}(?:dict(?:er|ais|ait)|lisant|lui lire|cartes? prepayees?|identifiants?\b|seize chiffres|zero euro|donnez.moi la carte|avec l'iban|\ben (?:liquide|especes)|relever (?:tous )?(?:les|mes) plafonds|caution par|recu par (?:texto|sms))",
        ),
    }
)
