"""French wording of what people are made to hand over, by sign. No accents, no capitals.

A code that just came, a password, a card, the sight of a screen; who takes it, and how it is told.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.check.gaps import along, near

_NEEDED = (
    r"il (?:me |m'|lui |nous |leur )?(?:faut|fallait|faudrait|faudra|manque|manquait)|j'ai (?:juste |seulement |encore )?besoin d[eu']|\b(?:a|ont|aura|avait) besoin d[eu']"
    r"|\bfaut (?:juste |seulement )?(?:que (?:tu|vous) )?|\bmanque plus que"
)
_TELL = (
    r"(?:dis|dites|donne[sz]?|envoie[sz]?|envoy(?:ez|er)|renvoie[sz]?|renvoy(?:ez|er)|lis|lisez|lire|dict(?:e[sz]?|er)|recopi(?:e[sz]?|er)|transmet[sz]?|transmett(?:ez|re)"
    r"|communiqu(?:e[sz]?|er)|donner|indiqu(?:e[sz]?|er)|transfer(?:e[sz]?|er)|fai(?:s|tes).(?:moi )?(?:passer|suivre)|retourn(?:e[sz]?|er)|adress(?:e[sz]?|er)|epel(?:le[sz]?|er))"
)
_ME = r"[ -]?(?:le |la |les |l'|moi |nous |lui |a |au |ici |juste |vite |stp |svp |bien ){0,3}"
_CAME = r"(?:recus?|recue|arrives?|qui (?:vient|viennent|va|arrive|s'affiche|est (?:arrive|tombe))|que (?:vous|tu|t') ?(?:\w+ ){0,3}(?:recu|recois|recevez|recevoir|aurez|auras|as|avez)|venus?)"
_CODE = rf"\b(?:(?:le|ce|ces|les|du|un|votre|ton|au) (?:second |deuxieme |meme |petit |nouveau )?codes? (?:\w+ |[a-z]+'\w+ ){{0,4}}?{_CAME}|code (?:google|whatsapp|francec\w+|de (?:signature|votre banque|ta banque|ma boite|ta boite|votre boite))|codes? (?:a |de )?(?:[46]|quatre|six) chiffres|numero (?:recu|qui (?:arrive|vient))|(?:les|ces) (?:[46] |six |quatre )?chiffres\b)"
_LOGIN = r"(?:mots? de passe|mdp\b|login\b|identifiants?\b|codes? d'acces\b)"
_HIS = r"(?:ton|tes|votre|vos|vtr|son|ses) "

DEMANDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "words.secret": (
            near(_NEEDED, _CODE, 60),
            near(rf"\b{_TELL}{_ME}", rf"{_CODE}", 25),
            near(r"\b(?:dict|epel|recopi|lis|lisez|repet)\w*", _CODE, 50),
            near(
                r"\b(?:m\.|mr|mme|madame|monsieur|gestionnaire|technicien|conseill\w+|dossier)\b[^.!?\n]{0,30} (?:attend|demande|a besoin|aura besoin|reclame)",
                _CODE,
                40,
            ),
            near(
                r"codes?\b[^.!?\n]{0,20}(?:vient|viennent) d'(?:arriver|apparaitre|s'afficher)|(?:second|deuxieme|nouveau|dernier) code",
                r"il (?:me|nous) (?:le |les )?faut|il (?:me|nous) (?:le |les )?faudrait|j'en ai besoin|je l'attends|\b(?:dites|lisez|donnez|envoyez|dictez|dis|lis|donne|envoie)\b",
                50,
            ),
            r"video[^.!?\n]{0,40}(?:tourn\w+ la tete|disant la date)|confirmez que vous (?:etes|vivez) seule?|vous (?:etes|vivez) (?:bien )?seule? (?:a domicile|chez vous|a la maison)",
            near(
                r"\bcodes?\b|numero d'inscription|\bchiffres\b|sms avec un numero",
                rf"(?:merci de |il (?:suffit|faut) de |priere de |(?:pouvez|peux|peut).(?:vous|tu|on) )(?:me |nous |lui )?(?:le |l'|les |la )?(?:recopier|adresser|renvoyer|transmettre|communiquer|dicter|retourner|lire)\b(?: ici| par retour| a voix)?|\b{_TELL}.(?:le|les|la).(?:moi|nous)\b|recopiez.l[ea]|tu (?:me |nous )(?:le |les )?(?:dis|donnes|envoies|renvoies|lis|dictes|recopies)\b",
                70,
            ),
            rf"(?:mets?|donne|envoie|passe|file|laisse|dis|transmets|mettez|donnez|envoyez|laissez|dites|transmettez|confiez|confie)[ -]moi (?:\w+ ){{0,2}}{_LOGIN}",
            near(_NEEDED, rf"{_HIS}(?:\w+ et (?:ton |votre )?)?{_LOGIN}", 60),
            rf"manque (?:juste |plus que )?(?:le |les |votre |ton ){_LOGIN}",
            r"(?:votre|ta|la) (?:carte|cb)\b(?: bancaire| bleue| de banque| vitale)? (?:pres|a cote|sous la main|sous les yeux|devant|avec|dans les mains)(?: d?e?)? ?(?:vous|toi)?[^.!?\n]{0,10}\?|(?:prenez|prends|sortez|sors|allez chercher|va chercher) (?:votre|ta) (?:carte (?:bancaire|bleue|de banque)|cb)\b",
            r"photos? (?:de (?:la |votre |ta )?)?cb\b|carte[^\n]{0,60}(?:prenez|prends|photographi\w+).la\b|(?:votre|la|ta) (?:carte|cb) en photo",
            r"(?:pretez|confiez|prete|confie|laissez|pretiez|confiiez)[ -]?(?:moi )?(?:votre |ta |la )(?:carte|cb)\b(?: bancaire| bleue| pour (?:retirer|aller|faire)|[,.!?]|$)|(?:prends|prendrai|prendre|prenons) (?:votre|vos|la) (?:carte|cb|numeros?) (?:bancaire )?(?:par|au) telephone|\bvotre (?:carte|cb) (?:svp|s'il vous plait)|(?:numero|num|n°) d[eu] (?:la |votre |ta )?(?:cb|carte)\b[^.!?\n]{0,30}(?:crediter|recrediter|rembourser|debiter|debloquer)",
            r"(?:indiqu|donn|transmet|communiqu|envoy)\w+ (?:\w+ ){0,3}(?:numero|num|chiffres|photo) (?:de |d')?(?:la |votre |ta )?(?:cb|carte (?:bancaire|bleue))\b",
            r"(?:moi|et|avec) (?:votre|l'|ton) ?(?:identifiant|mot de passe)[^.!?\n]{0,30}(?:je m'en (?:charge|occupe)|j'en ai besoin)|(?:mot de passe|identifiants?|login)[^.!?\n]{0,60}je (?:m'en|m'occupe|fais|depose|regle|cree|le fais)\b",
        ),
        "words.told": (
            near(
                r"il (?:lui |leur )fallait|\b(?:lui|leur) fallait|ont parle d'un|a parle d'un|a (?:demande|voulu savoir) (?:ce que j'avais|combien|si j'avais|ou (?:je|etai\w+))",
                r"\bcodes?\b|\bliquide\b|\bl'or\b|\bor a la maison|especes|bijoux|mot de passe",
                60,
            ),
            r"je (?:le|la|les) (?:lui|leur) ai (?:lus?|donnes?|dits?|dictes?|confies?|remise?s?|transmis|envoyes?)\b",
            near(
                r"(?:disait|disant|disaient|pretendait|pretendant|jurait|assurait) (?:etre|qu'il etait|qu'elle etait|venir|travailler|appeler|de la part)",
                r"\b(?:notaire|banque|police|gendarm\w+|huissier|technicien|mairie|service|assurance|caisse|impots|operateur|agent|conseill\w+|commissa\w+|douane|avocat|medecin|clerc|greff\w+)",
                50,
            )
            + r"[^\n]{0,160}(?:cheque|virement|provision|code|carte|especes|liquide|ne pas en parler|n'en parler|bijoux|\d{2,} ?(?:€|euros?))",
            near(
                r"\b(?:un|le|son|l') ?(?:policier|gendarme|avocat|officier|medecin|agent|technicien|conseiller)",
                r"a (?:pris|repris) (?:l'appareil|le telephone|le combine|la ligne|la parole|le relais)",
                30,
            ),
            r"mamie (?:ne )?dis rien|n'operent? pas sans|ne veulent pas (?:l'operer|operer|le soigner|la soigner) sans|j'ai rappele,? (?:et |puis )?(?:c'etait )?(?:une musique|un disque|une voix)",
        ),
        "words.premium": (
            r"\b(?:envoie[sz]?|envoyez|repond[sz]?|repondez|tape[sz]?|texte[sz]?) (?:mot|[a-rt-z]\w{1,11}|s[a-su-z]\w{0,10}) (?:au|vers le|par sms au) [4-8][\dx](?: ?[\dx]){3}\b",
            r"\d ?(?:€|euros?|eur) ?(?:/ ?|le )(?:sms|envoi|texto|message|mms)\b|\d ?(?:€|euros?|eur) par (?:sms|envoi|texto|message|mms)(?: \+|[.,)]|\s*$)|prix (?:d'un |du )?sms|ca a sonne une fois|a sonne une (?:seule )?fois[^\n]{0,60}rappel\w+|\d ?€ ?(?:\+ prix|/ ?sms|l'envoi)",
        ),
        "words.accomplice": (
            r"(?:ouvr\w+|connect\w+)[^.!?\n]{0,30}(?:appli\w*|espace|banque)[^.!?\n]{0,20} (?:avec moi|ensemble)\b|on (?:la|le|les) (?:traite|annule|bloque|valide|fait|rejette|refuse) ensemble|avez.vous (?:votre|la) banque ouverte|\bvirez.y\b|(?:ne )?(?:le|la|les) (?:modifiez|changez|touchez) pas vous.meme|vous (?:le|la|les) fera (?:changer|valider|modifier) (?:par|au) tel\w*",
            near(
                r"(?:annuler|liberer|bloquer|contester|stopper|rejeter)",
                r"(?:un|votre) (?:gestionnaire|conseiller|agent|technicien|operateur) (?:au|est joignable|vous attend|repond|disponible)",
                30,
            ),
        ),
        "words.quoted": (
            r"toujours (?:au|domiciliee? (?:au|a)|a l'adresse|a la meme adresse|rue|impasse) ?\d{1,4} |votre (?:contrat|dossier|compte|fiche|bilan)[^.!?\n]{0,30} sous les yeux|mot de passe se (?:terminant|finissant) par",
        ),
        "words.remote": (
            near(r"scann\w+|flash\w+", r"appareils? (?:connectes?|associes?|lies?)", 40),
            r"(?:ne )?touchez (?:plus|pas) (?:a )?(?:la|votre) souris|ecran (?:devient|va devenir|passe(?:ra)?) (?:tout )?noir",
        ),
        "topic.sextortion": (
            along(
                r"j'ai (?:garde|fait|pris|toujours) (?:une |la |des |notre )?(?:copie|captures?|video|enregistrement)|liste d'amis|(?:tes|vos) (?:amis|contacts|abonnes)",
                r"\d{2,} ?(?:€|euros?|balles)[^.!?\n]{0,12}et (?:on|j'|je) ?(?:oublie|efface|supprime|n'en parle)",
                120,
            ),
        ),
        "words.stranger": (
            near(
                r"pardon|oups|desolee?|excuse\w*|tiens",
                r"(?:j'ai )?cru (?:ecrire|parler|envoyer) a|croyais (?:ecrire|parler) a|pensais (?:ecrire|parler|etre) (?:a|avec)",
                30,
            ),
            r"(?:je ne peux pas|pas le droit|impossible) (?:de )?(?:faire )?(?:de |la |en )?visio[^\n]{0,120}(?:base|commandant|plateforme|militaire|bateau|permission|pay\w+)|mon ange[^\n]{0,160}(?:bloque\w* a|douane|\d{3})|cheri\w*[^\n]{0,100}(?:ambassade|visa|douane|billet)[^\n]{0,60}\d{3}",
        ),
        "words.mentor": (
            r"mes (?:eleves|membres|abonnes|filleuls)[^.!?\n]{0,30}(?:\+|fait|gagne|pris|encaisse)[^.!?\n]{0,12}\d|\bxau\b|palier (?:or|argent|platine|diamant)\b|meme en emprunt\w+|(?:place[rsz]?|passe[rsz]?|copie[rsz]?) (?:votre|ton|l'|mon) ?ordre",
            near(
                r"j'ai (?:commence|demarre|debute) avec \d{2,5}",
                r"maintenant|aujourd'hui|comme tout le monde|depuis|\d{3}",
                40,
            ),
        ),
    }
)
