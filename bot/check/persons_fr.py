"""French wording of those who play somebody near: a relative, a banker, a lover, a buyer, a helper.

By sign. Plain form: no accents, no capitals.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import near

_KIN = r"maman|mam\b|m'man|papa|p'pa|pa'|mamie|mamy|papi|papy|tata|tatie|tonton|marraine|parrain|mamounette|mummy"

PERSONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.new_number": (
            near(
                r"maman|papa|mamie|mamy|papi|papy|coucou|cc\b|salut|tata|tonton|bonjour|hello",
                r"(?:nouveau|nouvo|nvo|nveau|nv) (?:num\w*|telephone|portable|tel\b)|change de (?:num\w*|tel\w*|portable)",
                80,
            ),
            near(
                r"telephone|portable|tel\b|iphone|ecran|puce|sim\b",
                r"cass\w+|tombe\b|perdu|vole\b|en panne|hs\b|grille|noye|eau\b|plus allume|inutilisable",
                40,
            )
            + r"[^?\n]{0,120}(?:num\w*|whatsapp|sms|ecris|enregistre|ajoute)",
            r"(?:c'est|voici|voila) mon (?:num\w*|tel\w*) (?:temporaire|provisoire)|(?:mon|ce|un|son|le|,) (?:num\w*|tel\w*) (?:temporaire|provisoire|de secours|d'un (?:ami|collegue))",
            r"(?:c.?est|voici|voila) mon (?:nouveau|nouvo|nvo|nv) (?:num\w*|tel)|nouveau numero[^.!?\n]{0,40}(?:supprime|efface|enregistre|garde|ancien|ajoute)|mon ancien num\w*",
            r"(?:ecris|contacte|reponds?|ajoute|rejoins?).moi (?:sur|par|vite sur) (?:whatsapp|ce numero|watsap)",
            rf"(?:{_KIN})[^\n]{{0,90}}(?:ajoute.moi (?:ici|la|stp)|note celui|enregistre (?:celui|ce num|la)|reponds?.moi (?:ici|sur (?:whats|ce))|joignable ici|message ici|ecri[st]?.moi (?:ici|sur (?:whats|ce))|garde.la, l'autre|j'utilise celui)",
            near(
                _KIN,
                r"nv num\w*|puce pretee|(?:portable|telephone|tel) (?:du boulot|provisoire|prete|d'un[e]? (?:ami|amie|collegue|copain|copine|pote))|autre (?:carte sim|numero)[^.!?\n]{0,30}(?:ne|n'|plus)|ancien[^.!?\n]{0,15}(?:hs|mort|fini)",
                80,
            ),
            rf"(?:{_KIN})[^\n]{{0,90}}(?:plus (?:a |sur )l'ancien|pas sur l'ancien|m'ecrire ici|avec celui d'une?|message sur ce (?:num|tel)|supprime (?:le vieux|l'ancien)|efface\w* l'ancien|vieux numero)",
        ),
        "words.favour": (
            near(
                r"peux.tu|tu peux|tu pourrais|pourrais.tu|pouvez.vous|besoin (?:que|d)|il faut que",
                r"virement|avanc\w+|(?:payer|regler) (?:une?|la|ma|le|mon|l')|depanne\w*|preter|\bpcs\b|mandat|recharg\w+|coupons?|cartes? (?:cadeau|google|steam|amazon|apple)",
                70,
            )
            + r"|(?:fais|faire|faites|ferais|prepar\w+|passer) (?:\w+ )?virement (?:instantane|urgent)|virement urgent|service (?:discret|a te demander|a vous demander)|je (?:ne )?peux pas (?:parler|appeler|telephoner)|en reunion[^\n]{0,80}(?:discr\w+|virement|cartes?\b|tache|coupons?|\brib\b|regle[rz]?\b|achet\w+)",
            r"(?:as.tu|tu as|t'as|tu aurais) (?:toujours |encore )?(?:acces a )?(?:ton|ta) (?:espace|appli\w*) (?:de )?(?:la )?(?:banque|bancaire)|appli (?:bancaire|de (?:ma|la) banque)[^.!?\n]{0,30}(?:ancien|autre|vieux) tel|(?:pas|plus) acces a (?:mon compte|ma banque|mes comptes|mon appli)",
            near(
                r"(?:tu|vous) (?:me |m')?(?:fais|peux faire|ferais|faites|pourrais faire)|fais.moi|faut",
                r"un (?:virement )?instantane|une? recharge|un mandat|un transcash",
                30,
            ),
            r"(?:avancer?|preter?|envoyer?|depanner?)[^.!?\n]{0,40}(?:western|mandat|transcash|pcs\b|coupons?)|(?:envoie|fais)[^.!?\n]{0,20}capture[^.!?\n]{0,40}(?:parti|virement|paiement)|meme iban|(?:virement|paiement|facture)[^.!?\n]{0,80}(?:entre nous|dis rien a|en parle pas)",
            near(
                r"\bdiscret\w*|discretement|discretion\b|entre nous",
                r"\btache\b|service|\btruc\b|virement|paiement|operation|cartes?\b|cheques?|dispo\b|bienvenue|transaction|course\b|appreciee",
                50,
            ),
            near(
                r"(?:es|etes|t'es|tu es) (?:dispo\w*|libre)|\bdispo\b|besoin d'un (?:truc|service)|\btache\b",
                r"discr\w+|tache (?:a|urgente)|urgente? et|a (?:te|vous) confier|fournisseur|rib\b|cartes? (?:cadeau|google|numeriques)",
                80,
            ),
            near(r"messagerie|boite pro", r"en panne|pleine", 30)
            + r"|(?:cette|mon) adresse (?:personnelle|privee)",
            rf"(?:{_KIN})[^\n]{{0,100}}(?:de quoi payer|(?:c'est |aider )?pour un paiement|facture a payer|solde du voyage|loyer a avancer|rappel d'assurance|appli refuse|(?:souci|probleme) avec ma banque)",
            r"recevoir un (?:paiement|virement|code) (?:pour|de)|retirer du liquide|compte qui dort|agresses?[^.!?\n]{0,40}(?:hotel|gare|aeroport)",
            r"ne (?:dis|dites) pas (?:que c'est|a (?:la|ta|votre) banque)|nom d[ue] (?:beneficiaire|destinataire) c'est|(?:choisi|coche|mets|mettre|mets.le) (?:en )?instantane|je (?:te|vous) donne (?:son|le|l'|mon) ?(?:rib|iban)|besoin de \d{3,} ?(?:€|euros?|balles)",
        ),
        "words.accomplice": (
            # A word before it that is no `ne`: « un conseiller ne vous appellera pas » warns.
            r"(?:conseiller|agent|service|interlocuteur|collegue|technicien|expert)\w*(?:[,:]? (?:[^n .!?\n][^ .!?\n]*|n[^e .!?\n][^ .!?\n]*|ne[^ .!?\n]+)){0,9} (?:va vous (?:appeler|contacter|rappeler|joindre)|vous (?:appellera|contactera|rappellera)|essaye\w* de vous joindre|tente de vous joindre)",
            near(
                r"valid\w+|confirm\w+|accept(?:ez|e)\b|approuv\w+",
                r"(?:pour |afin d[e'] ?)(?:l')?annul\w+|pour (?:bloquer|stopper|rejeter|refuser)",
                60,
            ),
            near(
                r"transfer\w+|vir(?:er|ez)|mettre|mettez|deplac\w+|basculer",
                r"compte (?:de )?(?:securite|securise|sequestre|temporaire|provisoire|de secours|tampon)",
                60,
            ),
            r"(?:ne|n') ?(?:en )?parle\w* (?:a|de cela a|surtout a)? ?(?:personne|votre (?:banque|conseiller|agence))|rest\w+ confidentiel|ne raccroch(?:ez|e|er)\b|restez en ligne",
            r"(?:compte|livret|coffre) (?:de |d')?(?:miroir|relais|protege|neuf que|technique|attente|cantonnement|refuge|transit|blinde|garantie|securise|tampon|provisoire)|virement (?:test|de test|croise)|(?:virement|paiement) de 1 ?(?:€|euro|e\b)[^.!?\n]{0,40}(?:test|verif|compte)",
            near(
                r"(?:allez|vas|va|vous) (?:recevoir|recevrez|s'afficher|apparaitre|s'ouvrir)|recevrez",
                r"notification|alerte|fenetre|demande",
                30,
            )
            + r"[^\n]{0,60}(?:valide[rz]|accepte[rz]|approuve[rz]|appuyez|confirme[rz]|authentifier)",
            r"(?:augmentez|montez|relevez|desactivez) (?:le|les|vos|votre) plafonds?|(?:augmenter|monter|relever) (?:tous )?(?:les|vos|mes) plafonds?|acceptez la notification|ne (?:consultez|touchez|vous connectez|utilisez)[^.!?\n]{0,20}(?:plus|pas|ni|aucun|avant)[^.!?\n]{0,30}(?:comptes?|espace|appli\w*|distributeur)|n'utilisez (?:plus|ni|pas) [^.!?\n]{0,20}(?:appli|distributeur|carte)|n'appelez pas (?:votre|l'agence|la banque)",
            r"(?:si|quand) (?:votre|la|ta|une?) (?:banque|guichetiere|conseill\w+)[^.!?\n]{0,40}(?:appell\w+|pose|demande|bloque|interroge)[^.!?\n]{0,30}(?:dites|dis|repondez)|dites (?:que|a la banque que|au guichet)[^.!?\n]{0,30}(?:travaux|voiture|achat|cadeau|famille)",
            near(
                r"cellule|pole|service|brigade|referent|specialiste|expert|conseill\w+|equipe|entretien",
                r"(?:anti.?)?fraudes?\b|securite|monetique",
                25,
            )
            + r"[^\n]{0,60}(?:vous (?:rappelle|appelle|contacte|joint|guide)|vous (?:appeler|rappeler|joindre|contacter|guidera)|passera|soyez seul|decroch\w+|telephonique)",
            r"(?:numero|appel)[^.!?\n]{0,40}masque[^.!?\n]{0,60}decrochez|soyez seule?s?\b|isoler[^.!?\n]{0,20}\?|(?:conseiller|responsable|technicien|agent|expert)\w*[^.!?\n]{0,40}(?:vous guidera|vous telephonera|vous expliquera au tel\w+|prend le relais)",
            r"(?:appuyez|appuie|tu appuies|choisissez) (?:sur )?(?:« ?)?valider|(?:appuyez|appuie|cliquez|cliquerez|choisissez|tu appuies) (?:juste )?(?:sur )?(?:« ?)?(?:confirmer|accepter|autoriser|authentifier|le \d\d\b|\d\d\b|dessus|la ou je)|(?:marque|ecrit|affiche)e? «? ?(?:payer|debiter|autoriser)\b|ouvrez (?:l'|votre )appli\w*[^.!?\n]{0,60}(?:dites.moi|je vous (?:dis|dicte)|allez dans|beneficiaires?)",
            r"(?:deplac|vir|transfer|mett)(?:er|ez|re) (?:votre|vos) (?:argent|avoirs?|epargne|economies)|le (?:pirate|fraudeur|voleur|hacker)s? (?:ne peut|ne pourra|est (?:encore )?(?:connecte|actif)|a acces)",
        ),
        "words.courier": (
            near(
                r"coursier|livreur|agent|chauffeur|taxi|transporteur|collaborateur|policier|delegue",
                r"recuper\w+|cherch\w+|collect\w*|prendre|prendra|passer\w*|chez vous|domicile|photographier\w*",
                50,
            )
            # “Elle présentera sa carte”: an agent shows a card of their own.
            + r"[^\n]{0,60}(?:(?:la|les|une|cette|votre|vos|ta|tes|l'ancienne|ancienne|de|ma|mes) cartes?\b|\bcb\b|moyens? de paiement|cheq\w+|bijoux|enveloppe)",
            near(
                r"(?:remet\w+|donn\w+|confi\w+|recuper\w+|cherch\w+|ramass\w+|prepar\w+|prendre|glisse[rz]?)[^.!?\n]{0,30}(?:cartes?\b|\bcb\b|enveloppe|moyens? de paiement)",
                r"coursier|livreur|chauffeur|taxi|agent\b|collegue",
                60,
            ),
            near(
                r"cartes?",
                r"(?:dans une|sous|l') ?(?:enveloppe|pochette)|coup(?:er|ez|ee) en deux",
                60,
            ),
            near(r"coursier|transporteur", r"banque|cartes? bancaire", 40),
            near(r"coup(?:er|ez)", r"coin|en deux", 20)
            + r"[^\n]{0,40}(?:carte|nip|code|coursier|banque)",
        ),
        "words.stranger": (
            r"(?:vous|tu|te) (?:vous |te )?sou(?:ven|vien)\w* (?:toi )?de moi|c'est (?:bien )?(?:le numero|l'instagram|vous) (?:de )?\w+ ?\?|desolee? (?:de vous deranger|je me suis trompee?)|mauvais numero",
            r"j'ai (?:eu|trouve|recu) (?:ton|votre) (?:num\w*|contact|profil)|faire (?:ta|votre) connaissance|on peut faire connaissance|cherche (?:une )?relation|es.tu (?:celibataire|libre)|tu (?:as l'air|parais) (?:sympa|charmant)\w*",
            r"photos? (?:de moi\b|coquines?|sexy|hot|privees?)|plan cul|rencontre (?:coquine|discrete|sexe)|(?:suis|sens|reste|toute) seule ce soir",
            r"(?:me suis|suis|serais?) tromp\w+ (?:de (?:numero|personne|destinataire)|d'un chiffre)|mauvais destinataire|trompe de personne|(?:vous avez|tu as|tu m'as|vous m'avez) l'air (?:sympa|gentil|charmant|serieu)\w*|retrouve ton (?:contact|numero)[^.!?\n]{0,60}(?:carnet|repertoire|plus)|cherche (?:l'|un |le )?(?:vrai )?amour",
            near(
                r"veu[fv]e?\b|militaire|chirurgien\w*|capitaine|soldat|ingenieur|medecin",
                r"en mission|bateau|petrol\w+|plateforme|\bmali\b|syrie|afghan\w+|kaboul|ukraine|yemen|ame soeur|amour|relation serieuse|au long cours|en mer\b",
                70,
            ),
            r"mon (?:amour|coeur|cheri|ange)\b[^\n]{0,160}(?:ambassade|\bvisa\b|la douane|billet (?:d'avion|retour)|western|cartes? (?:apple|google|steam|cadeau)|acompte|debloquer)|(?:carte|photo)s? (?:apple|google|steam)[^.!?\n]{0,60}mon (?:amour|coeur|cheri|ange)",
        ),
        "words.second": (
            near(
                r"recuper\w+|recouvr\w+|restitu\w+",
                r"(?:vos|votre|leur) (?:fonds |argent |mises? )?(?:pertes?|perdue?s?|volee?s?)\b|argent perdu|sommes? (?:perdues?|volees?|detournees?)",
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
            near(
                r"(?:vos|tes|votre) (?:donnees|dossier|infos|informations)",
                r"en vente|copiee?s?|sur un forum|derobee?s?|fait partie de l'incident|dans la fuite",
                50,
            )
            + r"[^\n]{0,90}(?:pay(?:er|ez|e)|\d+ ?(?:€|euros?|balles)|efface\w*|supprim\w+|expert|\brib\b|telephon\w+|rappel\w+|dedommag\w+)",
            r"hacker ethique|cellule de recouvrement|rendu tout mon argent|vos pertes[^.!?\n]{0,40}(?:localisees|retrouvees)|(?:geler|gele) le compte du fraudeur|(?:tout )?recupere grace a",
            r"(?:inspecteur|agent|maitre|monsieur|m\.|mme) ?\w*[^.!?\n]{0,20}m'a tout rendu|liste des victimes",
        ),
        "words.buyer": (
            near(r"toujours|tjrs?|encore", r"dispo\w*|en vente|a vendre", 30)
            + r"[^\n]{0,160}(?:e?-?mail|whatsapp|adresse|gmail|paypal|relais|transporteur|coursier|mondial)",
            near(
                r"paiement|argent|vente|annonce|article",
                r"(?:a ete )?(?:securise|bloque|en attente|valide|effectue)[^.!?\n]{0,60}(?:\blien|recevoir|iban|(?:entre|saisi|confirm|valid|donn)\w* (?:votre|ta|la) carte)",
                60,
            ),
            near(
                r"(?:paye|paiement|argent)",
                r"(?:mail|sms|message) (?:de|avec|du)[^.!?\n]{0,40}(?:vinted|leboncoin|paypal|la poste|bouton|encaisser)",
                50,
            )
            + r"|cheque de banque[^.!?\n]{0,40}(?:plus eleve|de trop|difference)|(?:paye[rz]?|regl\w+|envo(?:ie|i|yez|yer)|passe[rz]?|acompte|uniquement|accepte|paiement|fai(?:s|tes)|verse[rz]?|prends)\b[^.!?\n]{0,40}(?:paypal|lydia|virement)[^.!?\n]{0,20}(?:entre )?proches?\b|(?:bloquer|reserver) [^.!?\n]{0,30}(?:western|acompte|mandat|paypal)",
            r"paiement en amis?\b|en amis? sur paypal|paypal (?:bloque|retient|demande)|(?:wero|paypal|lydia|paylib)[^.!?\n]{0,60}(?:accepte la demande|pour recevoir)|transporteur[^.!?\n]{0,60}(?:assurance|enveloppe)",
        ),
        "words.elsewhere": (
            near(
                r"contact\w+|ajout\w+|ecri\w+|repond\w+|rejoi\w+|continu\w+|discut\w+|envoy\w+|parl\w+",
                r"whatsapp|whats app|watsap|telegram|signal\b|sur ce (?:mail|numero)",
                40,
            ),
        ),
        "words.loan": (
            near(
                r"prets?|credits?|financement",
                r"particulier a particulier|entre particuliers|sans (?:justificatif|refus|enquete|garantie)|taux de \d|\b[23] ?%|interdits? bancaires?|ficp",
                80,
            ),
            near(
                r"octro\w+|accord(?:e|ons|er)\b|prete(?:r|ur|use)?s?\b|aide les personnes|financier",
                r"sans (?:justificatif|garantie|refus|enquete)|refusee?s? (?:en|par (?:la|les)) banques?|\d[\d .]{3,} ?(?:€|euros?|eur)? (?:a|sans)|interet excessif|fichee?s?\b",
                70,
            ),
        ),
        "words.windfall": (
            near(
                r"heritage|heritier|\blegs\b|leguer|donation|(?:faire|recevoir|vous|en) don\b|don de (?:mon|mes|ma|\d{1,3}[ .]\d{3}[ .]\d{3}|\d{6})|(?:votre|notre|le|ce) fonds (?:de compensation|d'indemnisation)|fortune\b|(?:mes|ces|ses) fonds\b|feu mon|testament|defunt client",
                r"\d{5,}|\d[ .]\d*000|million|benefici\w+|avocat|partag\w+|confi(?:er|ance)|transfer\w+|dieu|oeuvres",
                70,
            ),
            r"don de (?:\d{1,3}[ .]\d{3}[ .]\d{3}|\d{3}[ .]?\d{3} ?(?:€|euros?))|atteinte? d'(?:un|une) (?:cancer|maladie)|veuve (?:sans enfants?|de)|vous faire (?:un )?don\b",
            r"sans descendance|coherit\w+|olographe|apparentee? a feu|(?:boite|paquet|colis) diplomatique|anti.?terroriste|avant de s'eteindre|comptes? dormants?|coffre[^.!?\n]{0,50}(?:homonyme|heritiers?)|soldat[^.!?\n]{0,60}(?:argent|mallette|partage)",
        ),
    }
)
