"""What French messages are about, and how honest ones are worded. Plain form, by sign."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import either, near

_AID = r"\b(?:prime|cheque|aide|indemnite|allocation|subvention|bourse) (?:\w+ |d'|de l'|l'){0,2}(?:energie|exceptionnelle|carburant|inflation|rentree|activite|panneaux|isolation|pompe a chaleur|renovation|gouvernement|etat\b|noel|chauffage|rattrapage|gazole)"
_ASKED = r"http|\belig\w+|demand(?:er|ez|e)\b|reclam\w+|confirm\w+|lien|cliqu\w+|beneficie[rz]|recev(?:oir|ez)|doubl\w+|attribue\w*|rappel(?:er|ez)|appel(?:er|ez)|profitez|percevoir|obten\w+|droit a\b"

MATTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "topic.parcel": (
            r"colis|livraisons?|livreur|(?:ete|etre|est|sera|seront|non|bien) livree?s?\b|point relais|bureau de poste|chronopost|mondial relay|colissimo|entrepot|affranchi\w*|votre (?:envoi|paquet)",
        ),
        "topic.fine": (
            r"amendes?|contraventions?|antai|infraction|stationnement[^.!?\n]{0,30}(?:impaye\w*|non regle\w*|irregulier|infraction|amende)|(?:avis|forfait|frais) de (?:post.?)?stationnement|forfait post|peages?|telepeage|ulys|crit'?air|vignette|flux libre",
        ),
        "topic.cpf": (
            r"\bcpf\b|compte (?:personnel de )?formation|droits? (?:a la )?formation|credit formation|heures de formation|\bc\.p\.f\b|\bdif\b|\bd\.i\.f\b",
            r"reclamez votre formation|formation (?:prise en charge|integralement|\w+ prise|financee)",
        ),
        "topic.vitale": (
            either(
                r"\bvitale|carte de sante",
                r"expir\w+|renouvel\w+|commander|mise a jour|mettre a jour|disponible|obten\w+|retir\w+|recevoir|activ\w+|perim\w+|nouvelle",
                60,
            ),
        ),
        "topic.crypto": (
            r"bitcoins?|\bbtc\b|cryptos?\b|cryptomonn\w+|crypto.?actifs?|usdt|ethereum|\beth\b|blockchain|metamask|(?:du|de|le|un|en|au|ton|votre|vos|son|mon|robot|compte|cle|plateforme) (?:trading|trader|wallet|ledger)|wallet crypto|ledger (?:live|nano|mise)|\bledger ?[:,]|(?:sav|clients?|utilisateurs?) ledger|binance|coinbase|placements? (?:garanti|sans risque)|rendements? (?:garanti|de \d)|\d+ ?% (?:par|de) (?:jour|semaine|mois)",
        ),
        "topic.job": (
            near(
                r"recrut\w+|emploi|offre d'emploi|teletravail|temps partiel|a domicile|\bposte\b|missions?\b|candidature|\bcv\b|\brh\b",
                r"whatsapp|telegram|par jour|gagn\w+|sans experience|depuis (?:chez|votre telephone)|wa\.me",
                90,
            ),
            r"(?:like|liker|noter|evaluer|aimer|notons|noter) (?:des|les|\d+) (?:videos|hotels|produits|pages|restaurants)|gagnez (?:jusqu|de l'argent|plus)|(?:gagn\w+|jusqu'a|touch\w+) \d+ ?(?:€|euros) (?:par|/) ?jour|revenus? complementaires?",
            near(
                r"(?:tu|vous) re(?:cois|cevez|cevras|cevrez)|reexpedi\w+",
                r"colis|virements?|paquets?|etiquette|l'argent",
                50,
            )
            + r"[^\n]{0,90}(?:gard(?:es?|ez)|transfer\w+|reexpedi\w+|renvo\w+|etiquette|retir\w+|commission|€ le colis|\d+ ?(?:€|euros?|%))",
            near(
                r"rachete\w*|loue\w*|cherche|recherche|besoin d",
                r"(?:comptes?|\brib\b|\biban\b) (?:neufs?|bancaires?|au nom|nickel|revolut|n26|actifs?)",
                40,
            ),
            near(
                r"\btaches?\b|missions?",
                r"commission|usdt|\bvip\b|debloqu\w+|capture d'ecran|salaire",
                70,
            ),
            near(
                r"teletravail|a domicile|a la maison|chez (?:vous|toi)|recrut\w+|poste flexible|candidature",
                r"\d+ ?(?:€|euros?|eur|chf|\$) ?(?:/|par |l'|la |de l')? ?(?:h\b|heure|jour|semaine|mois)|kit de (?:demarrage|depart)|telegram|whatsapp",
                80,
            ),
            near(
                r"sans experience|aucune experience|experience necessaire|poste (?:d'assistante?|a domicile|a distance)|travail flexible|revenus? (?:jusqu|fixe)",
                r"repond(?:s|ez)|ecri(?:s|vez)|textez|paie a|\d{2,} ?(?:€|euros?|chf|\$|a \d)|telegram|whatsapp",
                80,
            ),
            near(
                r"valider \d+|percevoir les|reception de(?:s)? (?:dons|paiements)|agents? de paiements?",
                r"commission|commandes|reglements|clients|beneficiaires|fondation|convertir",
                60,
            ),
            near(
                r"emplois?|\bposte\b|\bjob\b|recrut\w+|candidature",
                r"\d+ ?(?:€|euros?|chf|\$) (?:par|/|la|le) ?(?:jour|like|heure|semaine)",
                70,
            ),
            r"\d+ ?(?:€|euros?) par jour[^\n]{0,60}(?:telegram|whatsapp|interesse\w*)",
            r"(?:travail|mission|poste|emploi) (?:a distance|en ligne|facile|flexible|ponctuel\w*)[^\n]{0,80}(?:\d+ ?(?:€|euros?|chf)|quotidien|par (?:jour|semaine)|formons)",
        ),
        "topic.sextortion": (
            near(
                r"webcam|camera|videos?|images? intimes?|photos? (?:intimes?|nues?)|site pour adultes?|porn\w*|masturb\w+",
                r"diffus\w+|publier|envoy\w+ a|tes contacts|vos contacts|(?:a|de) (?:tes|vos) proches|bitcoin|payer|amis facebook",
                120,
            ),
            near(
                r"(?:j'ai|on a|nous avons|jai|g\b) (?:ta|tes|ton|vos|votre|toutes? (?:tes|ta)) (?:plaque|videos?|photos?|adresse|profil|images?)",
                r"pay\w+|regl\w+|diffus\w+|envo\w+|publi\w+|patron|femme|parents",
                100,
            ),
            near(
                r"\b(?:tu |vous )?(?:paye[sz]?|payer|regle[sz]?|verse[sz]?)\b",
                r"(?:sinon|soi[ts]?|ou) (?:j'envoie|je (?:diffuse|publie|balance|montre)|on (?:envoie|diffuse|publie)|ton (?:patron|mari|pere)|ta (?:femme|famille)|tes (?:parents|contacts|amis|collegues))",
                60,
            ),
            r"je connais (?:un de )?(?:vos|votre|ton|tes) mots? de passe|mot de passe[^.!?\n]{0,30}pas inconnu|un de (?:vos|tes) mots de passe est",
            r"j'ai (?:eu |pris |obtenu |installe |maintenant )?(?:l'|un )?(?:acces|le controle|cheval de troie|logiciel)[^.!?\n]{0,25}(?:votre|vos|ton|ta|tes) (?:appareils?|webcam|camera|ecran|ordinateur|telephone)",
            near(
                r"filmee?\b|enregistree?\b|observee?\b|capture (?:notre|votre|ton)|montage|logiciel malveillant",
                r"webcam|camera|devant (?:ton|votre|un)|appel video|pour adultes|(?:votre|ton|ta) ecran|deux ecrans|enregistre (?:vous|toi)",
                60,
            ),
            near(
                r"\b(?:paye[sz]?|paie[sz]?|verse[sz]?|envo(?:ie[sz]?|yez|i)\b|transfer\w+)|€|\beuros?|bitcoins?|\bpcs\b|recharges?|transcash|usd\b|dollars",
                r"\b(?:ou|sinon|apres) (?:j'envo\w+|jenvo\w+|je (?:publie|diffuse|balance))|\bet (?:je (?:disparais|detruis|supprime)|j'efface)|\b(?:ou|sinon|apres|et) (?:(?:tous )?(?:tes|vos) (?:contacts|amis|abonnes)|(?:votre|ta|ton) (?:femme|epouse|employeur|conjointe?|mere|lycee)|personne ne saura)|ne pas (?:envoyer|publier|diffuser) (?:les|mes|la|ces) (?:images?|videos?|photos?)",
                90,
            ),
            r"bloques?.moi et (?:je|j')|mon silence coute|elle est mineure[^\n]{0,90}(?:pay|frais|plainte)|menace d'envoyer (?:ses|mes|les|des) (?:images?|photos?|videos?)",
            r"je ne suis pas un monstre|(?:inutile d'alerter|n'allez pas a|n'ecris pas a|ne va pas a) la police",
        ),
        "topic.aid": (
            near(_AID, _ASKED, 70) + "|" + near(_ASKED, _AID, 50),
            rf"(?:{_AID})[^\n?]{{0,60}}(?:non encaisse|(?:votre |un )?\b(?:rib|iban)\b|securite sociale|cartes?\b|repond(?:ez|s)|confirm\w+|places restantes)",
        ),
    }
)

GENUINE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ok.code": (
            r"(?:code|mot de passe)[^.,/!?\n]{0,50}\b(?:\d{4,8}|\d{3}[ -]\d{3})\b|\b\d{4,8}\b[^.!?\n]{0,30}(?:est votre|code)",
            # The code stands there, to be typed where the person already is; numbers may be masked.
            r"(?:entrez|saisi[rsz]\w*|utilise[rz]|code (?:est|:)) (?:(?:le|ce|votre) )?(?:code )?(?:[x*#]{4,8}|(?:[a-z]?\d){4,8}|\d[a-z0-9]{5})\b",
        ),
        "ok.prevention": (
            near(
                r"attention aux?|mefi\w+|prudence|vigilan\w+|alerte aux?|victimes? de|circulent|en ce moment",
                r"faux|fausses|fraud\w+|arnaques?|hameconnage|phishing|escro\w+|pirat\w+|usurp\w+",
                70,
            ),
            r"(?:c'est|ce sont|etaient?) (?:un faux|des faux|du vol|une arnaque(?: [^?\n]{0,40})?[.!])|faux (?:sms|mails?|courriels?|messages?|agents?|conseillers?|sites?|policiers?|appels?|livreurs?)[^.!?\n]{0,60}(?:circul\w+|en (?:notre|votre|son) nom|signal\w+|en ce moment|tournent|a supprimer|envoyes)",
            near(
                r"\bsi (?:on|quelqu'un|qqn|un (?:inconnu|conseiller|agent)) (?:vous|te|t')",
                r"raccroch\w+|c'est (?:faux|non|un|une|du)|arnaque|refus\w+|supprim\w+|repond\w+ pas|mefi\w+|pas nous|pas moi|prevenez|signal\w+",
                80,
            ),
            r"ne (?:vous )?fer(?:a|ons|ont) jamais (?:payer|valider|installer)|jamais de nouveau rib|(?:c'etait|c'est|ce n'est|ce n'etait|n'etait) pas (?:moi|lui|elle|nous)\b|aucune? (?:banque|administration|policier|organisme|vrai\w*)[^.!?\n]{0,20} (?:ne )?(?:fait|demande|envoie|envoient|vient)\b|(?:c'est|etait) un (?:escroc|voleur|brouteur|faux)|(?:mefie.toi|mefiez.vous) (?:du|des|de|d')|prevenez vos (?:parents|proches|voisins)|c'est contre nos regles|refusez, c'est interdit|ne payez personne|raccrochez(?:[.!,]| et | tout| imm)|ne repondez pas a|n'y repondez pas|ne cliquez (?:pas|jamais|sur aucun)|supprimez.le|ignorez (?:ce|cet|tout)|signalez.les? (?:a|au|sur|avec|comme)\b|(?:courriels?|messages?|sms|appels?) frauduleu[xs]e?s?",
        ),
        "ok.app": (
            near(
                r"connect\w+|rendez.vous|retrouv\w+|consult\w+|disponible|vo(?:ir|yez)|suiv\w+|ouvrez|valid\w+|accessible",
                r"(?:votre|l'|ton) ?(?:appli\b|application|espace|compte en ligne)|dans l'app\b|sur l'app\b",
                50,
            ),
            r"(?:dans|depuis|via) (?:mon (?:compte|espace)|ma (?:demande|banque)|mes (?:documents|factures|transactions|contrats|demarches))\b|rubrique \w+|\bappli\w* ?>|\bportail famille|tap(?:ez|ant) l'adresse vous.meme|(?:parametres|compte|profil) ?> ?\w+",
            r"(?:dans|sur|depuis|via) (?:votre|l'|ton) ?(?:appli\b|application|app\b|espace (?:client|personnel|adherent|abonne|sante|assure|particulier|famille))",
        ),
        "ok.warning": (
            r"ne (?:le |la |les )?(?:communiqu|partag|transmett|donn|divulgu)\w+[^.!?\n]{0,30}(?:a personne|a quiconque|pas|jamais|aucun)|ne (?:vous )?(?:le|la|les) demand\w+ (?:jamais|pas\b)|ne vous (?:demander\w+ (?:ni\b|aucun|jamais)|(?:reclam|appell|sollicit)\w+ (?:jamais|pas\b|aucun))|(?:nous|on|elle|il) n'(?:appel|envo|envers|enverr|enverron)\w+ (?:jamais|pas de|aucun)|ne (?:vous )?(?:sera|seront|serez) (?:jamais |pas )?(?:demande|sollicite)|jamais (?:vos|de|votre|aucun) (?:codes?|mot|carte)|jamais (?:demande|par telephone|par sms|vos|votre)|personne ne vous",
        ),
        "ok.appointment": (
            near(
                r"\brdv\b|rendez.vous|consultation|vaccin\w*|visite|intervention|passage|reunion|cours\b",
                r"\d{1,2}[/h:]\d{0,2}|lundi|mardi|mercredi|jeudi|vendredi|samedi|demain",
                60,
            ),
        ),
        "ok.delivered": (
            near(
                r"colis|commande|envoi",
                r"(?:est|a ete|sera|est bien) (?:disponible|livre|expedie|remis|pret|arrive|en cours|distribue|depose)\w*|en cours de livraison|vous attend",
                60,
            ),
        ),
        "ok.paid": (
            r"(?:paiement|achat|retrait|virement)[^.!?\n]{0,40}effectue\w*|(?:merci pour|nous avons bien recu) votre (?:paiement|reglement|commande|achat|visite|confiance)",
            r"(?:votre )?(?:paiement|virement|facture|prelevement|commande)[^.!?\n]{0,50}(?:a (?:bien )?ete (?:effectue|recu|enregistre|prelevee?|accepte|confirme|valide)|bien recu|disponible|validee?\b|confirmee?\b)",
            r"(?:sera|seront) prelevee?s? (?:le|automatiquement|sur)|aucune (?:action|demarche) (?:n'est|de votre part|a (?:faire|effectuer))|(?:sans|pas de|aucune) demarche\b|rien a (?:faire|payer|regler)\b|(?:est bien arrive|a ete execute|vers(?:e|ee|es|ees) automatiquement)|deja (?:regle|deduit|avance)e?s?\b|prelev(?:e|ee|es|ement) (?:prevu )?le \d",
        ),
        "ok.choice": (
            r"repond\w+ (?:oui|non|1|0) |rep(?:ondez)?\.? (?:oui|non)\b|(?:oui|non) ou (?:oui|non)\b",
        ),
        "ok.stop": (
            r"stop (?:au |sms )?[0-9x]{5}\b|stop ?: ?\d{5}|(?:rep|repondez|envoyez) stop|stop pub|ne recevrez plus (?:de |nos |aucun )?(?:message|sms|communication)|desabonn\w+|desinscri\w+",
        ),
    }
)
