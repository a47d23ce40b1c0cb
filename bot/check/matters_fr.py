"""What French messages are about, and how honest ones are worded. Plain form, by sign."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import either, near

MATTERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "topic.parcel": (
            r"colis|livraisons?|livreur|(?:ete|etre|est|sera|seront|non|bien) livree?s?\b|point relais|bureau de poste|chronopost|mondial relay|colissimo|entrepot|affranchi\w*|votre (?:envoi|paquet)",
        ),
        "topic.fine": (
            r"amendes?|contraventions?|antai|infraction|stationnement|forfait post|peages?|telepeage|ulys|crit'?air|vignette|flux libre",
        ),
        "topic.cpf": (
            r"\bcpf\b|compte (?:personnel de )?formation|droits? (?:a la )?formation|credit formation|heures de formation|\bc\.p\.f\b|\bd\.?i\.?f\b",
            r"reclamez votre formation|formation (?:prise en charge|integralement|\w+ prise|financee)",
        ),
        "topic.vitale": (
            either(
                r"carte vitale|vitale|mutuelle|carte de (?:sante|tiers)",
                r"expir\w+|renouvel\w+|commander|mise a jour|mettre a jour|disponible|obten\w+|retir\w+|recevoir|activ\w+|perim\w+|nouvelle",
                60,
            ),
        ),
        "topic.crypto": (
            r"bitcoins?|\bbtc\b|crypto\w*|usdt|ethereum|\beth\b|blockchain|trading|trader|wallet|metamask|ledger|binance|coinbase|placements? (?:garanti|sans risque)|rendements? (?:garanti|de \d)|\d+ ?% (?:par|de) (?:jour|semaine|mois)",
        ),
        "topic.job": (
            near(
                r"recrut\w+|emploi|offre d'emploi|teletravail|temps partiel|a domicile|poste|missions?|candidature|\bcv\b|\brh\b",
                r"whatsapp|telegram|par jour|jour\b|gagn\w+|sans experience|simple|depuis (?:chez|votre telephone)|wa\.me",
                90,
            ),
            r"(?:like|liker|noter|evaluer|aimer) des (?:videos|hotels|produits|pages)|gagnez (?:jusqu|de l'argent|plus)|\d+ ?(?:€|euros) (?:par|/) ?jour|revenus? complementaires?",
        ),
        "topic.sextortion": (
            near(
                r"webcam|camera|videos?|images? intimes?|photos? (?:intimes?|nues?)|site pour adultes?|porn\w*|masturb\w+",
                r"diffus\w+|publier|envoy\w+ a|tes contacts|vos contacts|proches|bitcoin|payer|amis facebook",
                120,
            ),
        ),
        "topic.aid": (
            near(
                r"prime|cheque|aide|indemnite|allocation|subvention|bourse",
                r"energie|exceptionnelle|carburant|rentree|inflation|activite|panneaux|isolation|pompe a chaleur|renovation|gouvernement|etat\b|noel",
                40,
            ),
        ),
    }
)

GENUINE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ok.code": (
            r"(?:code|mot de passe)[^.!?\n]{0,50}\b\d{4,8}\b|\b\d{4,8}\b[^.!?\n]{0,30}(?:est votre|code)|\bg-\d{6}\b",
            # The code stands there, to be typed where the person already is; numbers may be masked.
            r"(?:entre[rz]|saisi[rsz]\w*|utilise[rz]|code (?:est|:)) (?:(?:le|ce|votre) )?(?:code )?(?:[x*#]{4,8}|(?:[a-z]?\d){4,8}|\d[a-z0-9]{5})\b",
        ),
        "ok.prevention": (
            near(
                r"attention aux?|mefi\w+|prudence|vigilan\w+|alerte aux?|victimes? de|circulent|en ce moment",
                r"faux|fausses|fraud\w+|arnaques?|hameconnage|phishing|escro\w+|pirat\w+|usurp\w+",
                70,
            ),
            r"raccrochez|ne repondez pas a|n'y repondez pas|ne cliquez (?:pas|jamais|sur aucun)|supprimez.le|ignorez (?:ce|cet|tout)|signalez.les?|(?:courriels?|messages?|sms|appels?) frauduleu[xs]e?s?",
        ),
        "ok.app": (
            near(
                r"connect\w+|rendez.vous|retrouv\w+|consult\w+|disponible|vo(?:ir|yez)|suiv\w+|ouvrez|valid\w+|accessible",
                r"(?:votre|l'|ton) ?(?:appli\b|application|espace|compte en ligne)|dans l'app\b|sur l'app\b",
                50,
            ),
            r"(?:dans|sur|depuis|via) (?:votre|l'|ton) ?(?:appli\b|application|app\b|espace (?:client|personnel|adherent|abonne|sante|assure|particulier|famille))",
        ),
        "ok.warning": (
            r"ne (?:le |la |les )?(?:communiqu|partag|transmett|donn|divulgu)\w+[^.!?\n]{0,30}(?:a personne|a quiconque|pas|jamais|aucun)|ne (?:vous )?demand\w+ jamais|jamais (?:demande|par telephone|par sms|vos|votre)|personne ne vous",
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
            r"(?:votre )?(?:paiement|virement|facture|prelevement|commande)[^.!?\n]{0,50}(?:a (?:bien )?ete (?:effectue|recu|enregistre|prelevee?|accepte|confirme|valide)|bien recu|disponible|validee?|confirmee?)",
            r"(?:sera|seront) prelevee?s? (?:le|automatiquement|sur)|aucune action (?:n'est|de votre part)|rien a faire",
        ),
        "ok.choice": (
            r"repond\w+ (?:oui|non|1|0|stop) |rep(?:ondez)?\.? (?:oui|non)\b|(?:oui|non) ou (?:oui|non)\b",
        ),
        "ok.stop": (
            r"stop (?:au |sms )?[0-9x]{5}\b|stop ?: ?\d{5}|(?:rep|repondez|envoyez) stop|stop pub|ne recevrez plus (?:de |nos |aucun )?(?:message|sms|communication)|desabonn\w+|desinscri\w+",
        ),
    }
)
