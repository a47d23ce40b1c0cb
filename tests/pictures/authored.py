"""Messages written for these tests: as people receive them, true and false, in both languages."""

MESSAGES = (
    (
        "AMELI",
        (
            "Bonjour, votre nouvelle carte Vitale V3 est prête. Afin d’éviter une coupure de vos "
            "droits, remplissez le formulaire : "
            "https://assurance-vitale-renouvellement.info/fr/espace?id=84290"
        ),
    ),
    (
        "38015",
        (
            "Crit’Air : votre vignette n’est plus valable. Évitez une amende de 68 € en la commandant "
            "ici : crit-air.gouv-certificat.fr/commande"
        ),
    ),
    (
        "+33 6 44 12 98 07",
        (
            "Coucou maman c’est moi, j’ai cassé mon téléphone « définitivement ». Peux-tu m’écrire "
            "sur WhatsApp au 07 56 81 22 43 ? C’est urgent, à tout de suite"
        ),
    ),
    (
        "Chronopost",
        (
            "Votre colis n°XG482019FR a été livré à votre gardien le 12/03 à 14h05. Suivi : "
            "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=XG482019FR"
        ),
    ),
    (
        "Doctolib",
        (
            "Rappel : RDV le mardi 14 octobre à 09:30 avec Dr Lefèvre, 12 rue des Tilleuls, 69003 "
            "Lyon. Pour annuler ou déplacer : https://www.doctolib.fr/appointments/a1b2Cc"
        ),
    ),
    (
        "BNP PARIBAS",
        (
            "Un virement de 1 249,90 € vers Ünsal Çelik est en attente. Si vous n’êtes pas à "
            "l’origine de cette opération, appelez immédiatement le 01 86 76 54 32."
        ),
    ),
    (
        "USPS",
        (
            "Your package could not be delivered because of an incomplete address. Please update it "
            "within 24 hours: https://usps.redelivery-post-track.top/i/9fKq2"
        ),
    ),
    (
        "Netflix",
        (
            "Hi, we couldn't process your last payment of £10.99. To keep your account active, visit "
            "netflix-billing.co.uk-secure.com/login?ref=mail_42"
        ),
    ),
    (
        "ANTAI",
        (
            "INFRACTION : vous avez un dossier impayé n° 2024-77810. Majoration à 375 € dès demain. "
            "Réglez 35 € sur www.amendes-gouv-reglement.com"
        ),
    ),
    (
        "Free Mobile",
        (
            "Votre facture de septembre (19,99 €) est disponible dans votre Espace Abonné : "
            "mobile.free.fr/account. Prélèvement le 05/10. À bientôt !"
        ),
    ),
    (
        "CAF",
        (
            "Vous avez reçu une aide exceptionnelle de 230,00 €. Complétez votre dossier avant le "
            "30/11 : https://bit.ly/3xQz9Kd"
        ),
    ),
    (
        "Mutuelle",
        (
            "Madame, Monsieur, à la suite de l’incident ayant touché notre prestataire, nous vous "
            "rappelons de ne jamais communiquer vos coordonnées bancaires par téléphone ni par SMS."
        ),
    ),
)
