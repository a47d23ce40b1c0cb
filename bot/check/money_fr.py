"""French wording of money asked under a pretext, by sign. Plain form: no accents, no capitals.

Money first, to somebody else's account, in secret, past the site of sale; the officer, the clerk
and the tradesman who take it; the cheque without a name.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import along, near

_PRICE = r"\d{2,5}(?:[ .]\d{3})? ?(?:€|euros?\b|eur\b|e\b|balles|chf\b|francs)"
_SUM = r"\d{2,5}\b"
_CASH = r"(?:en )?(?:especes|liquide|cash)\b"
_NO_NAME = r"(?:sans (?:ordre|nom|l'ordre)|(?:en|a) blanc|(?:l')?ordre (?:vide|libre|en blanc))"

MONEY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.new_account": (
            r"\b(?:pas|plus) (?:sur |vers )?(?:l'autre|l'ancien|le precedent|l'habituel) (?:compte|rib|iban)?[.!,]?(?:$|[\n.!,])|annule et remplace le (?:rib|releve)|(?:sur|vers|au|a) (?:ce|mon|le) ?(?:second|deuxieme) (?:compte|rib|iban)\b",
            near(
                r"(?:confie|cede|delegue|externalise|transfere) (?:ses|son|nos|notre|leurs?|l[ea]s?) (?:encaissements?|factur\w+|creances|recouvrement|comptabilite|loyers)|affactur\w+|\bfactor\b|fusionn\w+|rachete\w*|changement de (?:gestionnaire|syndic|proprietaire|bailleur|prestataire)",
                r"\biban\b|\brib\b|compte (?:ci.?joint|joint|suivant|ci.dessous|indique|en)|(?:a verser|a solder|a regler|a virer|payables?) (?:sur|au|a)\b",
                120,
            ),
            along(
                r"(?:n'est|n'etait|n'est jamais|n'a) (?:pas|jamais|toujours pas) (?:ete )?(?:arrive|passe|recu|credite|abouti)e?\b|(?:a|ete|est) (?:rejete|refuse|bloque|echoue|revenu|retourne)e?s?\b|rejettera",
                r"(?:re?faire|renvoy\w+|refaites?|refais|recommenc\w+|re-?vir\w+|remettre|faire) (?:le |la |un |l'|votre |ton )?(?:virement |paiement |\d+ )?(?:\w+ ){0,3}(?:sur|vers|a|au) (?:ce|un|le|mon|l'|notre) ?(?:second|autre|nouveau|nouvel|deuxieme|compte|rib|iban)",
                160,
            ),
            near(
                r"j'ai change|on a change|nous avons change|vient de changer|changement",
                r"de banque",
                40,
            )
            + r"[^\n]{0,160}(?:mettez|mettre|mets|vire[rz]?|verse[rz]?|paye[rz]?|paie|paye|salaire|solde|loyer|nouveau rib|nouvel iban|ce compte)",
            near(
                r"(?:loyers?|quittances?|charges|cotisations?|echeances?|solde|facture|salaire|acompte)",
                r"(?:est |sont )?(?:desormais |maintenant )?a (?:verser|virer|regler|payer|solder) (?:desormais |maintenant )?(?:sur|au|a l[ea']|sur l[ea']) ?(?:compte|rib|iban) (?:joint|ci|ouvert|suivant|au nom|de|en|[a-z]{2}\d)",
                60,
            ),
            near(
                r"virements?|paiement|vire[rz]?\b|solde|acompte|loyer|caution|regle(?:r|z|ment)\b|vers(?:er|ez|ement)\b|cheque|\d ?(?:€|euros?)",
                r"(?:a l'ordre de|au nom de|sur le compte de|a) (?:ma|mon) (?:compagne|femme|mari|epouse|conjointe?|soeur|frere|cousine?|associee?|copine|copain|belle.\w+)\b",
                30,
            ),
        ),
        "words.buyer": (
            r"\bhors (?:du )?(?:site|plateforme|appli\w*|leboncoin|airbnb|vinted|booking|abritel)\b|(?:passe[rz]?|paye[rz]?|regle[rz]?|faire|fait) (?:\w+ ){0,3}(?:en direct|sans passer par (?:le|la|l') ?(?:site|plateforme|appli\w*))|(?:(?:le|la|l') ?(?:site|plateforme|appli\w*)|airbnb|leboncoin|vinted|booking|abritel) (?:me |nous )?(?:prend|prennent|prelevent|preleve|ponctionne|bouffe|facture|garde) (?:trop|beaucoup|\d+ ?%|une (?:grosse |enorme )?commission|des frais|\d)",
            near(
                r"acompte|paiement|reservation|virement",
                r"(?:par|via|sur|de) (?:la|le|l') ?(?:plateforme|site|appli\w*|airbnb|booking|abritel|leboncoin)[^.!?\n]{0,20}(?:a echoue|est refuse|n'a pas|ne (?:marche|passe|fonctionne)|est bloque|n'est pas passe)",
                40,
            ),
        ),
        "words.advance": (
            r"premier qui (?:vire|paye|paie|verse|envoie|regle)\w* (?:est )?(?:servi|l'a|l'aura|gagne|le prend)|(?:si|des que) (?:tu|vous) (?:\w+ )?(?:verse[sz]?|vire[sz]?|paye[sz]?|envoie[sz]?|envoyez|payez|virez|versez) (?:les |l'|un |une |\d)[^\n]{0,60}(?:retire|reserve|enleve|bloque|garde|supprime|arrete|stoppe|expedie|envoie|lance)",
            near(
                r"(?:pas|aucune|impossible)[^.!?\n]{0,20}(?:de )?visites?|visites? (?:impossibles?|pas possibles?|interdites?|annulees?)|pas (?:de |en )(?:remise en )?mains? propres?|(?:j'|je |suis |nous sommes |actuellement )(?:suis )?a l'etranger",
                r"acompte|arrhes|vire[rsz]?\b|virement|verse[rsz]?\b|caution|paye[rz]?|avance|\d{2,} ?(?:€|euros?)",
                140,
            ),
            near(
                r"acompte|arrhes|avance|reservation|caution|provision|premier versement|depot",
                r"pas de visite|visites? (?:impossibles?|pas possibles?)|impossible (?:de|a) visiter|je suis (?:a l'etranger|en deplacement|en mission)|(?:montrera|visiterez|visiterez|visite) (?:\w+ ){0,3}(?:une fois|apres|des que) (?:paye|l'acompte|le versement|regle|verse)",
                100,
            ),
            r"(?:frais|droits?|timbres?|taxe|cotisation) (?:d'|de |du )?(?:attribution|reservation de logement|dossier prioritaire|inscription prioritaire|placement|activation du dossier|mise en relation|selection|casting|book|liberation|transmission|scellement)\b|(?:cheque|virement|versement) de (?:provision|consignation|garantie|reservation)\b|consignee?s? sur (?:le|un) compte",
            r"\d{2,5} ?(?:€|euros?|e|balles)? (?:d'avance|le dossier\b)|(?:arrhes|acompte|avance) (?:de |: ?)?\d{2,5}\b[^.!?\n]{0,40}(?:je (?:vous |te )?(?:la |le )?(?:garde|reserve|bloque|retiens)|pour retenir)|\d{2,5} ?(?:€|euros?)? (?:en )?(?:especes|liquide|cash)[^\n]{0,30}moitie (?:maintenant|avant)",
            near(
                r"(?:pret|credit|fonds|banque centrale|heritage|heritez|succession|notaire|renonciation|virement|retrait|gains?)\b",
                r"(?:timbre|taxe|droit|cachet|tampon)s? (?:fiscal |fiscaux )?(?:de |: ?)?\d{2,5}\b",
                90,
            ),
            near(
                r"attribution|\bhlm\b|logement social|mairie|prefecture|titre de sejour|permis|liste d'attente",
                r"(?:remonter|passer devant|en sort|accelerer|faire avancer)[^\n]{0,90}\d{3}|\d{3} (?:en especes|cash|le dossier)|pas le dire",
                120,
            ),
            along(
                r"(?:votre|ton) (?:chat|chien|chienne|chatte|animal|affiche|annonce)|recueilli\w*|adopt\w+|refuge|chiots?\b|chatons?\b|\bfret\b|je (?:l'ai|vous l'ai) retrouve\w*",
                rf"(?:vaccins?|passeport|puce|caisse|cage|veto|veterinaire|transport|don|rage|quarantaine|certificat|frais)\b[^.!?\n]{{0,40}}\b(?:{_PRICE}|{_SUM})|\b(?:{_PRICE}|{_SUM})[^.!?\n]{{0,15}} pour (?:le |la |les )?(?:\w+ )?(?:vaccins?|passeport|puce|caisse|cage|veto|transport|quarantaine|certificat)",
                120,
            ),
            near(
                r"\b(?:contre|moyennant|sous reserve d'|apres)",
                r"(?:un |une )?(?:acompte|arrhes|provision|consignation|versement|avance) de \d",
                12,
            ),
            near(
                r"(?:premier|petit|simple) (?:versement|acompte|depot) (?:de )?\d+",
                r"tout de suite|maintenant|aujourd'hui|immediat\w*|sinon",
                40,
            ),
            near(
                r"(?:deuxieme|second|nouveau|autre|dernier|premier) (?:depot|versement|frais|timbre|papier)|(?:faut|manque|veut|veulent) encore (?:un |une |\d+)|passer devant",
                r"identique|faut encore \d|pour (?:forcer|debloquer|liberer|passer|finir|lancer|valider)|(?:timbre|taxe|depot|certificat|papier) [^.!?\n]{0,30}\d{2,}",
                50,
            ),
            near(
                r"depot|versement|somme|argent|montant|\d{3,5} ?(?:€|euros?)?",
                r"(?:sur|montre[rz]?|voir)[^.!?\n]{0,40}compte[^.!?\n]{0,60}(?:je (?:te|vous)|nous vous|on (?:te|vous)) (?:le |la |les )?(?:rend\w*|renvo\w+|restitu\w+|reverse\w*|rembours\w+)",
                40,
            ),
            near(
                r"\b(?:esprits?|rituel|sacrifice|travail occulte|desenvout\w+|bougies?|offrande|retour (?:de l'|d')?(?:etre aime|affection)|\bvoyan\w+|\bmedium|\bmarabout|\bmage\b|chere ame\b)",
                rf"reclament|(?:le|du|sauf) materiel|le double|{_PRICE}|offres? \d{{2,}}|deposiez vos|cheque",
                80,
            ),
            r"tu (?:offres|donnes|verses|mets) \d{2,5}[^\n]{0,60}tu (?:en )?(?:recois|touches|recuperes) \d|cercle d'abondance",
            near(
                r"\bbook\b|shooting|casting|badge|kit|uniforme|formation|materiel",
                rf"(?:a|de) {_PRICE}[^.!?\n]{{0,40}}(?:rembours\w+|deduit|rendu)",
                40,
            ),
            near(
                r"reservation|inscription|prime de risque|garantie|caution|honoraires|liste des (?:proprietaires|logements|locations|biens)",
                rf"(?:coute|de|a) {_PRICE}[^.!?\n]{{0,60}}(?:par (?:virement|carte)|non remboursable|deduit\w*|consign\w+)|consign\w+ sur",
                50,
            ),
        ),
        "words.pay": (
            near(r"cheques?", _NO_NAME, 25)
            + r"|(?:laisse[rz]?|laissant) (?:le nom|l'ordre|le beneficiaire)[^.!?\n]{0,15}(?:vide|en blanc|libre)|ne (?:mettez|remplissez|marquez) pas l'ordre",
            near(
                r"(?:votre|vos) (?:toit\w*|tuiles?|gouttieres?|combles|facade|cheminee|allee|volets|charpente|haie|chaudiere|detecteurs?|serrure|matelas|extincteurs?)|ramonage|chantier|termites|punaises|demoussage|elagage|serrurier|depanneur|diagnostic",
                rf"{_SUM}[^.!?\n]{{0,20}} {_CASH}|{_CASH} au lieu|{_CASH} ou cheque|acompte|cheque|au lieu de \d|faites.moi \d+|virement instantane",
                140,
            ),
        ),
        "words.favour": (
            along(
                r"(?:votre|ta|ton|sa|son) (?:mari|femme|epouse|epoux|fils|fille|petit.fils|petite.fille|mere|pere|proche|ami|neveu|niece|mutuelle|assurance)[^\n]{0,100}(?:malaise|accident|hopital|operation|operer|bloc\b|injection|blesse\w*|clinique|retenue?|ambulance|rapatri\w+)|\bavant le bloc\b|(?:l'|sa |son )(?:assurance|mutuelle) (?:refuse|ne couvre|n'est pas a jour|ne prend pas)",
                r"(?:regler|payer|verser|avancer|attend|exige|demande|il (?:faut|faudrait|manque))[^.!?\n]{0,30}\d{3,}|\d[\d .]{2,} ?(?:€|euros?)[^\n]{0,40}(?:iban|rib|virement|heure|mandat)|noter un iban",
                120,
            ),
            near(
                r"\d{2,5} ?(?:€|euros?|e\b|balles)|doi[st] \d{2,5}|virement|vire[rsz]?\b|argent|paiement|paylib|wero|lydia|cash\b|enveloppe|dossier|especes",
                r"garde.?(?:le|la|ca|ca|tout)? ?(?:ca |ca )?pour toi|gardez (?:ca |ca |cela |le |tout )?pour vous|(?:ne )?dis (?:surtout |pas |rien )(?:rien )?a (?:papa|maman|mamie|papi|personne|ta (?:mere|femme|soeur)|ton (?:pere|mari|frere))|(?:ne )?(?:faut|fallait) pas (?:le |en )(?:dire|parler)|(?:ne pas|n') ?en parler? a|que (?:ca|ca|cela) reste entre (?:toi|vous|nous)|personne ne doit (?:le )?savoir",
                120,
            ),
            r"(?:ne |pas |sans )(?:passe[rz]? |pas )?(?:pas )?par (?:le |la |les )?(?:process|procedure|circuit|compta|comptabilite|validation|service comptable)\b(?: habituel\w*)?|(?:hors|contourne\w*) (?:de la |du |le |la )?(?:process|procedure|circuit)\b",
            near(
                r"c'est \w+|bonjour|salut|\bdg\b|\bpdg\b|patron|directeur|chef\b|gerant|presidente?|boss\b",
                r"(?:mon )?num(?:ero)? perso|en (?:reunion|rdv)[^.!?\n]{0,12}pas d'appel|quelqu'un de (?:fiable|confiance|discret)",
                60,
            )
            + r"[^\n]{0,120}(?:paiement|virement|cartes?|achat|rib\b|facture|regle\w*|operation)",
            near(
                r"bijoux|argent|billets|economies|\bor\b",
                r"\bbeni\w+|purifi\w+|linge blanc|desenvout\w+|magnetis\w+",
                60,
            ),
            along(
                r"(?:tpe|terminal|lecteur de cartes?) (?:ne )?(?:marche|passe|fonctionne|capte|est)\w* (?:pas|plus|en panne|hs)",
                r"virement (?:instantane|maintenant|tout de suite|immediat)|faites.moi \d",
                80,
            ),
            near(
                r"fais (?:partir|passer)|fai(?:s|tes) (?:moi )?(?:partir|passer)|lance[rz]?|debloque[rz]?",
                r"(?:le |un |ce )virement[^.!?\n]{0,60}(?:je signe|je regularise|je valide|signature)|en instantane",
                40,
            ),
            r"(?:tu l'as|vous l'avez|l'as.tu) (?:fait|envoye|mis|passe) en instantane|(?:la|ta|votre) banque (?:t'a|vous a|te|vous) (?:pos\w+|demand\w+)[^\n]{0,50}(?:dis|dites|reponds|repondez) (?:que|a)|(?:dis|dites) (?:leur )?que c'est pour (?:des |un |une |les |la |le )?(?:travaux|voiture|achat|cadeau|famille|pret)",
            r"(?:l'|mon )?appli (?:de (?:ma|la) banque|bancaire) (?:ne )?(?:marche|fonctionne|passe|s'ouvre|est)\w* (?:pas|plus|bloquee)[^.!?\n]{0,20}(?:sur ce|sur le|avec ce) (?:tel|num|portable)\w*",
            along(
                r"micro (?:est )?(?:mort|casse|hs|en panne)|on (?:ne )?t'entend pas|peux pas t'appeler",
                r"\bcarte\b|virement|\brib\b|regler|payer|\d{2,} ?(?:€|euros?)",
                120,
            ),
            along(
                r"accident|constat|hopital|blesse\w*|operation|garde a vue|pension|loyer|salaire (?:bloque|retenu)|retient mon salaire",
                r"(?:fais|fait|faites|envoie|vire).?moi (?:un )?(?:paylib|wero|lydia|virement)|(?:donne|donner|verse) \d{3,} (?:cash|en liquide)|\d{2,5} (?:suffi\w+|me (?:sauv|depann)\w+)|je (?:te|vous) (?:rends?|rembourse) tout",
                160,
            ),
        ),
        "words.loan": (
            r"m'a (?:prete|octroye) (?:un (?:pret|credit) de )?(?:\d{3,}|\d{1,3}[ .]\d{3})\b|(?:interdite? bancaire|fichee? (?:a la|ficp)|refusee? partout)[^\n]{0,90}m'a (?:prete|aide|accorde|sauve)\w*|(?:un|le) (?:credit|pret)[^.!?\n]{0,20} a (?:votre|ton) nom (?:avec|puis|et|chez|pour)|(?:empruntez|souscrivez)[^.!?\n]{0,40}a votre nom",
        ),
        "words.summons": (
            near(
                r"\b(?:juge|tribunal|audience|procureur|greffe|greffier|huissier|police|gendarm\w+|parquet|consulat|ambassade|plainte|victime|mis en cause|partie adverse|commissaire)",
                rf"(?:contre (?:une? |le |la )?(?:consignation|paiement|reglement|versement|caution|somme|{_SUM})|consignation de|bracelet[^.!?\n]{{0,50}}\d{{2,}}|(?:accepte|propose|veut|demande)[^.!?\n]{{0,40}}{_SUM}[^.!?\n]{{0,30}}(?:sans plainte|de reparation|pour (?:retirer|arreter|eviter|clore|liberer|le proces))|retir\w+ (?:sa|la|leur) plainte (?:contre|si|apres))",
                90,
            ),
            along(
                r"\b(?:juge|procureur|avocate?|parquet|officier)\b[^\n]{0,60}(?:accepte|propose|laisse|libere|bracelet|detention|relach\w+)",
                r"\d{3,5} ?(?:€|euros?|pour)|caution|\biban\b|especes",
                120,
            ),
            near(r"victime|proprietaire|voisin|passant", r"sans plainte|pas de plainte", 50)
            + rf"|(?:{_PRICE})[^.!?\n]{{0,30}}(?:sans plainte|et pas de plainte|pas de constat)",
        ),
        "words.prize": (
            along(
                r"(?:t'a|vous a|ete|es|etes) (?:tire|designe|choisi|selectionn)\w*|(?:as|avez) gagne|gagnante?\b|(?:le|votre|ton) (?:lot|gain|prix)\b",
                r"\d{1,3}(?:[.,]\d\d)? ?(?:€|euros?)? (?:de |pour (?:le |les |l')?)(?:frais|port|envoi|livraison|dossier|expedition|transport)\b|(?:frais|port) (?:de port |d'envoi )?(?:de )?\d{1,3} ?(?:€|euros?)",
                120,
            ),
        ),
        "words.coupon": (
            near(
                r"activer|charger|passer|biper|scanner|recharger",
                r"(?:des |les |\d+ )?cartes? (?:steam|cadeaux?|google|apple|pcs|transcash|neosurf|prepayees?)",
                25,
            ),
        ),
        "topic.job": (
            near(
                r"client mystere|transfert d'argent|cheque de \d+",
                r"(?:garde[sz]?|gardez|conserve[sz]?) (?:\w+ )?\d+|envo\w+ le reste|renvo\w+ le reste",
                100,
            ),
            r"(?:chaque|par|le|un) (?:like|avis|abonnement|note) (?:vaut|rapporte|=|:|est paye|paye) ?\d",
            near(
                r"lik(?:er|e|es|ez)\b|s'abonner|noter", r"envo\w+ (?:moi )?(?:la |une )?capture", 60
            ),
            near(
                r"\btu (?:me |nous |lui )?(?:prete[sz]?|loue[sz]?)",
                r"(?:ton|un) (?:rib|compte|iban)\b",
                15,
            ),
            near(r"passer un virement|faire passer", r"tu (?:prends|gardes|touches) \d+", 40),
        ),
    }
)
