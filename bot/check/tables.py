"""Domains and endings that mean something by themselves. Data, no rules."""

SHORTENERS = frozenset(
    """
    bit.ly tinyurl.com t.co cutt.ly rb.gy is.gd ow.ly goo.gl t.ly shorturl.at rebrand.ly tiny.cc
    s.id v.gd lnkd.in bl.ink urlz.fr u.to clck.ru qr.ly t2m.io soo.gd shorten.world tiny.pl
    short.gy did.li linktr.ee bitly.ws 2no.co grabify.link l.ead.me adf.ly buff.ly dlvr.it
    zpr.io n9.cl acortar.link hyperurl.co rotf.lol 1url.com kutt.it
    """.split()
)
HOSTING = frozenset(
    """
    web.app firebaseapp.com pages.dev workers.dev netlify.app vercel.app github.io gitlab.io
    blogspot.com weebly.com wixsite.com wix.com webflow.io glitch.me herokuapp.com repl.co
    replit.app surge.sh onrender.com fly.dev 000webhostapp.com godaddysites.com square.site
    myshopify.com wordpress.com jimdosite.com yolasite.com strikingly.com duckdns.org ngrok.io
    ngrok-free.app ngrok.app trycloudflare.com r2.dev backblazeb2.com amazonaws.com
    azurewebsites.net cloudfront.net translate.goog sites.google.com docs.google.com forms.gle
    notion.site framer.app carrd.co typeform.com jotform.com canva.site mystrikingly.com
    ddns.net no-ip.org hopto.org serveo.net lovable.app ipfs.io dweb.link
    """.split()
)
# Endings that cost nothing, or that French organisations hardly ever use.
CHEAP_ENDINGS = frozenset(
    """
    xyz top icu buzz click link live online site store shop club fun space website life world
    vip work rest bar cam cfd sbs cyou quest monster bond lol pics beauty hair skin makeup mom
    autos boats homes yachts best today support services help info biz tk ml ga cf gq cc ws ru
    cn su su pw loan win bid trade date review stream download racing party science men gdn kim
    ink red blue pink black zip mov app dev page one ltd vin cam mobi digital email center
    """.split()
)
MAILBOXES = frozenset(
    """
    gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr
    msn.com yahoo.com yahoo.fr ymail.com icloud.com me.com aol.com gmx.com gmx.fr proton.me
    protonmail.com mail.com laposte.net orange.fr wanadoo.fr free.fr sfr.fr bbox.fr neuf.fr
    yandex.com mail.ru
    """.split()
)
# Words that criminals put in the names they register, to sound official.
BAIT = frozenset(
    """
    secure securite security secur verif verification verify validation valider confirm
    confirmer compte account client clients espace login connexion connect auth update maj mise
    actualisation service services support assistance aide info infos remboursement refund
    rembours paiement payment pay facture facturation regularisation regul amende amendes antai
    colis livraison delivery parcel suivi tracking dossier portail gouv impots sante vitale
    carte ameli mutuelle cpf formation peage telepeage vignette crit douane douanes banque bank
    wallet securipass certicode renouvellement renew alerte alert urgent bonus prime gift cadeau
    """.split()
)
