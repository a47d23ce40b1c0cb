"""French wording, by sign. Plain form: no accents, no capitals."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import near

_ACCOUNT = r"comptes?|acces|dossier|profil|ligne|cartes?|abonnement|services?|espace|colis|droits?|vitale|puce|sim|forfait"
_STOPPED = r"suspen\w+|bloque\w*|bloquage|restrein\w+|limitee?s?\b|desactiv\w+|clotur\w*|resili\w+|gele[es]*\b|interromp\w+|coupure|coupee?\b"
_UPDATE = (
    r"confirm\w+|verifi\w+|valid\w+|approuv\w+|securis\w+|mettre a jour|mettez a jour|mise a jour"
    r"|actualis\w+|complet\w+|renseign\w+|regularis\w+|rempli\w+|finalis\w+|identifi\w+"
    r"|authentifi\w+|reactiv\w+"
)
_DATA = (
    r"comptes?|informations?|infos?|coordonnees|identite|donnees|adresse|dossier|formulaire|profil"
    r"|paiement|acces|identifiants?|cartes?|livraison|eligibilite|beneficiaire|situation|numero"
)
_SECRET = (
    r"mots? de passe|code (?:secret|confidentiel|recu|sms|pin|de (?:securite|validation|confirmation))"
    r"|codes? (?:recus?|a \d|qui)|le code\b|numeros? de (?:carte|securite sociale|compte)"
    r"|cryptogramme|\brib\b|\biban\b|identifiants?(?: bancaires?)?|carte bancaire|cvv"
    r"|photos? (?:recto|de (?:votre|ta|la|l'ancienne|mon|vos) ?(?:carte|piece)?)|(?:carte|piece) d'identite|carte (?:bleue|vitale)"
    r"|code au dos|passeport|mot de passe"
)
_MONEY = r"\d{1,6}(?:[.,]\d{1,2})? ?(?:€|euros?|eur\b|usd\b|\$)"
_SERVICE = r"paiement|virement|achat|transaction|operation|prelevement|connexion|debit|tentative"

DANGER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.urgency": (
            r"urgen(?:t|te|ts|tes|mment)\b|(?:en|toute|extreme|grande|agir d.) ?urgence\b|urgence ?[:!]|immediatement|sans (?:plus )?(?:delai|attendre|tarder)|au plus vite|dans les plus brefs",
            r"(?:sous|dans|avant|d'ici) (?:les? )?(?:\d{1,2}|xx?|prochaines?|quelques) ?(?:h\b|heures?|jours?|minutes?|min\b)|sous \d{1,2} ?h",
            r"avant (?:minuit|ce soir|23 ?h)|derni(?:er|ere)s? (?:rappel|avis|avertissement|delai|chance|relance|notification|tentative|jours?)",
            r"expire(?:ra|nt)? (?:aujourd|ce|dans|demain|bientot|le)|a expire|expiration de|faute de quoi|a defaut|sans quoi",
            r"sans (?:reponse|confirmation|action|reaction|retour) de votre|sans (?:reponse|confirmation|action|reaction)\b|en l'absence de",
            r"aujourd'hui meme|action requise|vite\b|tout de suite|le plus (?:vite|rapidement)|rapidement",
        ),
        "words.threat": (
            near(_ACCOUNT, _STOPPED, 50),
            near(_STOPPED, _ACCOUNT, 30),
            r"majoration|majoree?s?\b|poursuites?|saisies?\b|huissier|penalites?|mise en demeure|fourriere|tribunal|mandat d'arret",
            r"retourn\w+ a l'expediteur|sera (?:detruit|renvoye|retourne|annule|suspendu|perdu)\w*",
            r"frais supplementaires|perdre (?:vos|tous vos)|seront (?:perdus|supprimes|definitivement)|fichier des mauvais payeurs",
        ),
        "words.pay": (
            near(
                r"regl(?:er|ez|ement)|pay(?:er|ez|ement|able)|acquitt\w+|verse[rz]|solde[rz]",
                r"frais|amende|peage|stationnement|colis|douane|livraison|affranchissement|factur\w+|"
                + _MONEY,
                50,
            ),
            near(_MONEY, r"a regler|a payer|impaye\w*|de frais", 40),
            r"frais de (?:livraison|douane|port|dossier|reexpedition|relivraison|gestion|traitement|deblocage|stockage)",
            r"impayee?s?\b|affranchissement|taxes? (?:de|d')|regularis(?:er|ez) (?:votre|la|le|ma)",
            near(r"supplement|complement|somme|montant", r"a regler|a payer|de \d", 20),
        ),
        "words.refund": (
            r"paye+e? (?:deux|2|x|\w{1,5}) fois|paye+e? par erreur|regle+e? (?:deux|2) fois|trop.percu",
            near(
                r"rembours\w+|indemnis\w+|dedommag\w+|avoir de|credit d'impot|reliquat|excedent",
                r"\d|lien|http|formulaire|attente|effectu|recevoir|percevoir|clique|confirm|disponible|droit",
                70,
            ),
            near(
                r"beneficiai\w+|beneficie\w*|eligible|droit a|attribu\w+|recevoir|obten\w+|percevoir",
                r"rembours\w+|prime|cheque|aides?\b|credit|versement|" + _MONEY,
                50,
            ),
        ),
        "words.prize": (
            r"vous (?:avez|etes) (?:gagne|ete (?:selectionne|choisi|tire)|(?:l'|un |notre )?(?:heureux )?gagnant)\w*|tirage au sort|loterie|jackpot",
            r"a gagne (?:la somme|\d|€|un)|felicitations?|heureux (?:gagnant|elu)|iphone (?:a|pour) 1",
            near(
                r"cadeau\w*|recompense\w*|bon d'achat|carte cadeau|lot\b|coupon",
                r"offert|gratuit|reclam\w+|recevoir|recuper\w+|lien|http|attend|confirm\w+",
                50,
            ),
        ),
        "words.confirm": (
            near(_UPDATE, _DATA, 40),
            near(
                _DATA,
                r"incomplet\w*|expire\w*|obsolet\w+|non (?:valide|verifie|confirme)\w*|a (?:confirmer|completer|mettre a jour)|incorrect\w*|manquant\w*|insuffisant\w*|erronee?s?",
                30,
            ),
            r"manque d'informations?|connectez.vous|suivez? (?:le|ce|les) (?:lien|instructions?)|(?:planifi|program)\w+ (?:votre|une|la) (?:nouvelle )?livraison",
            r"reactiver?|reprogrammer?|replanifier?|choisir (?:un )?(?:nouveau )?creneau|modifier (?:vos|l') ?(?:preferences|adresse)",
        ),
        "words.secret": (
            near(
                r"(?:donn|communiqu|envo[iy]|transmet|indiqu|saisi|fourni|dict|lire|renseign|rentr)\w*",
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
            r"code que (?:vous|tu) (?:allez|vas|venez|viens|avez)|qui va vous (?:etre )?demand\w+",
        ),
        "words.remote": (
            r"anydesk|any desk\b|team ?viewer|rustdesk|ultraviewer|quick ?support|supremo|logmein|screen ?connect|hoptodesk|alpemix",
            r"prise? (?:en main|de controle) (?:de votre|a distance)|acceder? a (?:distance a )?votre (?:ordinateur|pc|ecran)|partag\w+ (?:votre|l') ?ecran",
        ),
        "words.support": (
            near(
                r"ordinateur|\bpc\b|windows|appareil|telephone|mac\b",
                r"infect\w+|virus|pirat\w+|bloque|compromis|menaces?",
                50,
            )
            + r"|\b(?:support|assistance|centre) (?:technique )?(?:microsoft|windows|apple)|cheval de troie|trojan",
        ),
        "words.install": (
            near(
                r"install\w+|telecharg\w+",
                r"appli\w*|\bapk\b|logiciel|certificat|securi\w+|mise a jour",
                30,
            ),
        ),
        "words.new_number": (
            near(
                r"maman|papa|mamie|mamy|papi|papy|coucou|cc\b|salut|tata|tonton|bonjour|hello",
                r"nouveau (?:num\w*|telephone|portable|tel\b)|change de (?:num\w*|tel\w*|portable)",
                80,
            ),
            near(
                r"telephone|portable|tel\b|iphone|ecran|puce|sim\b",
                r"cass\w+|tombe\b|perdu|vole\b|en panne|hs\b|grille|noye|eau\b|plus allume|inutilisable",
                40,
            )
            + r"[^?\n]{0,120}(?:num\w*|whatsapp|sms|ecris|enregistre|ajoute)",
            r"(?:c'est|voici|voila) mon (?:num\w*|tel\w*) (?:temporaire|provisoire)|(?:num\w*|tel\w*) (?:temporaire|provisoire|de secours|d'un (?:ami|collegue))",
            r"(?:c'est|voici|voila) mon nouveau (?:num\w*|tel)|nouveau numero[^.!?\n]{0,40}(?:supprime|efface|enregistre|garde|ancien|ajoute)|mon ancien num\w*",
            r"(?:ecris|contacte|reponds?|ajoute|rejoins?).moi (?:sur|par|vite sur) (?:whatsapp|ce numero|watsap)",
        ),
        "words.favour": (
            near(
                r"peux.tu|tu peux|tu pourrais|pourrais.tu|pouvez.vous|besoin (?:que|d)|il faut que",
                r"virement|avanc\w+|payer|regler|depanne\w*|preter|\bpcs\b|mandat|recharg\w+|coupons?|cartes? (?:cadeau|google|steam|amazon|apple)",
                70,
            )
            + r"|virement (?:instantane|urgent)|service (?:discret|a te demander|a vous demander)|je (?:ne )?peux pas (?:parler|appeler|telephoner)|en reunion",
        ),
        "words.coupon": (
            r"transcash|neosurf|paysafe\w*|toneo|\bpcs\b|ticket premium|coupons? (?:de )?recharge|cartes? (?:cadeaux?|google play|itunes|steam|apple)[^.!?\n]{0,60}(?:achet\w+|codes?|photos?)|western union|moneygram|mandat cash",
            near(
                r"achet\w+|prendre|prends|procur\w+",
                r"cartes? (?:cadeaux?|google play|itunes|steam|apple|amazon|carrefour)|coupons?",
                40,
            ),
        ),
        "words.bank_alert": (
            near(
                _SERVICE,
                r"suspect\w*|inhabituel\w*|non (?:reconnu|autorise|habituel)\w*|frauduleu\w+|en (?:cours|attente)|pas a l'origine|detecte\w*|depuis (?:un|votre) (?:nouvel|autre)|initie\w*|anormal\w*",
                60,
            ),
            r"paiement refuse|anti.?fraudes?|service oppositions?|opposition ?:|ser(?:a|ont) debite\w*|mouvements? suspects?|beneficiaire (?:a ete )?ajoute",
            r"(?:si )?vous n'(?:en )?etes pas (?:a l'origine|l'auteur)|pas a l'origine|(?:si|pas) (?:ce n'est pas )?vous ?:|service (?:des )?fraudes?|(?:votre )?conseiller (?:bancaire|va|vous)",
        ),
        "words.accomplice": (
            near(
                r"conseiller|agent|service|interlocuteur|collegue|technicien|expert",
                r"va vous (?:appeler|contacter|rappeler|joindre)|vous (?:appellera|contactera|rappellera)|essaye\w* de vous joindre|tente de vous joindre",
                60,
            ),
            near(
                r"valid\w+|confirm\w+|accept\w+|approuv\w+",
                r"(?:pour |afin d[e'] ?)(?:l')?annul\w+|pour (?:bloquer|stopper|rejeter|refuser)",
                60,
            ),
            near(
                r"transfer\w+|vir(?:er|ez)|mettre|mettez|deplac\w+|basculer",
                r"compte (?:de )?(?:securite|securise|sequestre|temporaire|provisoire|de secours|tampon)",
                60,
            ),
            r"(?:ne|n') ?(?:en )?parle\w* (?:a|de cela a|surtout a)? ?(?:personne|votre (?:banque|conseiller|agence))|rest\w+ confidentiel|ne raccroch\w+ pas|restez en ligne",
        ),
        "words.courier": (
            near(
                r"coursier|livreur|agent|chauffeur|taxi",
                r"recuper\w+|cherch\w+|collect\w*|prendre|passer\w*|chez vous|domicile",
                50,
            )
            + r"[^\n]{0,60}cartes?",
            near(r"carte|cartes", r"coursier|enveloppe|coup(?:er|ez|ee) en deux", 60),
        ),
        "words.summons": (
            r"convocation (?:judiciaire|de police|officielle)|brigade (?:de protection )?des mineurs|pedo.?pornograph\w*|cyber.?infiltration|exhibitionnis\w+|europol|interpol",
            near(
                r"commissa\w+|gendarm\w+|police|procureur|ministere de l'interieur",
                r"poursuit\w*|plainte contre vous|enquete|dossier (?:judiciaire|penal)|casier|interpell\w+|amende transactionnelle|repond\w+ (?:par|a ce)",
                80,
            ),
        ),
        "words.windfall": (
            near(
                r"heritage|heritier|legs|donation|don de|fortune|fonds|feu mon|testament|defunt",
                r"\d{2,}|million|euros|benefici\w+|notaire|avocat|partag\w+|confi\w+|transfer\w+",
                80,
            ),
            r"atteinte? d'(?:un|une) (?:cancer|maladie)|veuve (?:sans enfants?|de)|vous faire (?:un )?don\b",
        ),
        "words.loan": (
            near(
                r"prets?|credits?|financement",
                r"particulier a particulier|entre particuliers|sans (?:justificatif|refus|enquete)|taux de \d|\b[23] ?%|interdits? bancaires?|ficp|rapide et (?:fiable|sur)",
                80,
            ),
        ),
        "words.stranger": (
            r"(?:vous|tu|te) (?:vous |te )?sou(?:ven|vien)\w* (?:toi )?de moi|c'est (?:bien )?(?:le numero|l'instagram|vous) (?:de )?\w+ ?\?|desolee? (?:de vous deranger|pour l'erreur|je me suis trompee?)|mauvais numero",
            r"j'ai (?:eu|trouve|recu) (?:ton|votre) (?:num\w*|contact|profil)|faire (?:ta|votre) connaissance|on peut faire connaissance|cherche (?:une )?relation|es.tu (?:celibataire|libre)|tu (?:as l'air|parais) (?:sympa|charmant)\w*",
            r"photos? (?:de moi|coquines?|sexy|hot|privees?)|plan cul|rencontre (?:coquine|discrete|sexe)|seule ce soir",
        ),
        "words.second": (
            near(
                r"recuper\w+|recouvr\w+|restitu\w+",
                r"(?:vos|votre|leur) (?:fonds|argent|pertes?|epargne|mises?)|argent perdu|sommes? (?:perdues?|volees?|detournees?)",
                60,
            ),
            near(
                r"victimes? (?:d'|de )|arnaque\w*|fuite (?:de|des) donnees|piratage|vol de (?:vos )?donnees|cyberattaque",
                r"indemnis\w+|rembours\w+|recuper\w+|dedommag\w+|compensation",
                90,
            ),
            near(
                r"indemnis\w+|dedommag\w+|compensation|reparation",
                r"victimes?|fuite|piratage|cyberattaque|viamedis|almerys|donnees (?:volees|personnelles)",
                80,
            ),
        ),
        "words.premium": (
            r"rappel(?:er|ez|le)[^.!?\n]{0,30}(?:messagerie|correspondant|mms|message)|mms de|messages? (?:vocal|en attente|prive)|mms non lu|message (?:vocal )?non lu",
            r"l.ecouter|ecouter (?:ici|et)|demande urgente de rendez|nouveaux? messages? sur|quelqu'un (?:pense|vous a craque)|(?:un proche|un ami|une personne)[^.!?\n]{0,20}(?:essaye|tente|cherche)",
            r"envo(?:i|y)\w* \w{2,12} (?:au|par sms au) \d{5}|appel(?:er|ez) (?:le|au|vite le|ce)? ?0 ?8 ?9",
        ),
        "words.buyer": (
            near(r"toujours|tjrs?|encore", r"dispo\w*|en vente|a vendre", 30)
            + r"[^\n]{0,160}(?:e?-?mail|whatsapp|adresse|gmail|paypal|relais|transporteur|coursier|mondial)",
            near(
                r"paiement|argent|vente|annonce|article",
                r"(?:a ete )?(?:securise|bloque|en attente|valide|effectue)[^.!?\n]{0,60}(?:lien|recevoir|carte|iban|confirm\w+)",
                60,
            ),
            near(
                r"(?:payer|regler|paiement|envoyer)",
                r"par paypal|transporteur|coursier|chronopost|mondial relay|cheque de banque",
                40,
            )
            + r"[^\n]{0,120}(?:mail|adresse|numero|code)",
        ),
        "words.elsewhere": (
            near(
                r"contact\w+|ajout\w+|ecri\w+|repond\w+|rejoi\w+|continu\w+|discut\w+|envoy\w+|parl\w+",
                r"whatsapp|whats app|watsap|telegram|signal\b|sur ce (?:mail|numero)|(?:a|sur) l'adresse",
                40,
            ),
            r"wa\.me|t\.me/|telegram ?: ?@",
        ),
        "words.quoted": (
            r"nee? le \d|votre numero commence par|\bnir finissant|finissant par \d|j'ai (?:tout )?(?:le|votre) dossier|date de naissance ?[:(]|numero de securite sociale ?:|\bnir\b ?:|votre (?:numero d'adherent|numero de secu\w*)[^.!?\n]{0,20}\d",
        ),
        "words.link": (
            r"(?:le|ce|via le|sur le|avec le|au) lien|lien (?:ci.dessous|suivant|ici|joint)|cliqu(?:er|ez|e|ant)|rendez.vous sur|ici ?: ?http|suivez ici|consultez? (?:ici|sur|le)|scann(?:er|ez)|flash(?:er|ez)",
        ),
        "words.call": (
            r"(?:appel(?:er|ez)|rappel(?:er|ez)|contact(?:er|ez)|composez|joindre|joignez)[^.!?\n]{0,40}(?:\d[\d .]{5,}|\[phone\]|<phone>|x{6,}|numero|conseiller|service|vite|immediatement)",
        ),
    }
)
