"""Domains and endings that mean something by themselves. Data, no rules."""

SHORTENERS = frozenset(
    """
    bit.ly tinyurl.com t.co cutt.ly rb.gy is.gd ow.ly goo.gl t.ly shorturl.at rebrand.ly tiny.cc
    s.id v.gd lnkd.in bl.ink urlz.fr u.to clck.ru qr.ly t2m.io soo.gd shorten.world tiny.pl
    short.gy did.li linktr.ee bitly.ws 2no.co grabify.link l.ead.me adf.ly buff.ly dlvr.it
    zpr.io n9.cl acortar.link hyperurl.co rotf.lol 1url.com kutt.it smarturl.it po.st j.mp
    shorturl.asia urlzs.com lc.cx vo.la surl.li reurl.cc cutt.us gg.gg bc.vc ouo.io qrco.de
    qrd.by flowcode.com me-qr.com scnv.io rel.ink dub.sh trib.al hopp.bio urlr.me shorter.me
    bitly.com ffm.to app.link page.link onelink.me tny.sh tny.im
    u.nu x.gd y2u.be t1p.de ln.run bit.do 9qr.de txt.hn qrs.ly l1nk.dev lnk.bio snip.ly sl.ut.ac.id
    urls.fr link.infini.fr
    2h.ae 2ly.link 2uuu.me 3c5.com 42url.com 4x.si 7x.qa 9lick.me abre.ai adcraft.co adcrun.ch
    adflav.com aiy.ooo aka.gr b2n.ir bee4.biz belea.link bitly.com.vn bitly.lc bom.so
    buzurl.com bx.ms cektkp.com ci.ci clc.li cml.lol coki.me cur.lv cut.by cuty.io d.to dft.ba
    dik.si dwz.mk e.vg encr.pw encurtador.dev etd.bz filoops.info flowto.it fun.ly fzy.co
    gg-l.xyz go.ly gog.li golinks.co goo.by goo.gd goo.su han.gl hit.my hyp.ae i3l.ir ic9.in
    id.tl idm.in iii.im iiil.io ilang.in inlnk.co insprl.com iplogger.com iplogger.org ito.mx
    ity.im iurl.vip jii.li komin.fo kortlink.dk kutti.co linksshortcut.com linkto.im litby.us
    lnk.co lnk.direct lnk.ink lnk.pw lnkfi.re long.af longurl.in maxiurl.com mcaf.ee me2.do
    merky.de mtr.bio my5353.com mylinks.ai myqrcode.mobi nanourly.in neya.io nov.io o2o.to
    onelink.to onx.la p6l.org picz.us postly.link ppt.cc q-r.to q.gs qr.ae qr.net qrcodes.pro
    qrkit.co rebrandly.info relink.is s.devh.in s.ee s3r.io s59.site scrnch.me shly.link
    shorten.ee shorten.is shorten.tv shortquik.com shorturl.ae shrtcnl.com sht.ac sk.gy sl8.in
    smurl.fr sn.rs spoo.me sprl.in srink.co su.pr temporary-url.com tg.pe tinyarrows.com
    tinyurl.mobi tota2.com tr.ee tr.im trimz.me tt.vg tweez.me twixar.com twixar.me tyny.to
    u.bb urled.cc urled.pro urless.com urlshort.dev urltin.com ux9.de v.ht vtaurl.com
    vzturl.com webz.cc x.co xlinkz.info xtu.me xy2.eu yirra.net ykm.de yu2.it yu3.io zpag.es
    zurl.to zws.im zzb.bz
    """.split()
)
# Links that open a conversation with whoever made them.
CONTACTS = frozenset(
    {
        "t.me",
        "telegram.me",
        "wa.me",
        "api.whatsapp.com",
        "chat.whatsapp.com",
        "m.me",
        "line.me",
        "signal.me",
        "discord.gg",
    }
)
# Anyone can have a page there within minutes: the name of the host says nothing about who wrote it.
HOSTING = frozenset(
    """
    web.app firebaseapp.com pages.dev workers.dev netlify.app vercel.app github.io gitlab.io
    blogspot.com blogspot.fr blogspot.be blogspot.com.br weebly.com weeblysite.com wixsite.com
    wixstudio.com wixstudio.io wix.com webflow.io glitch.me herokuapp.com repl.co replit.app
    replit.dev surge.sh onrender.com fly.dev 000webhostapp.com godaddysites.com square.site
    myshopify.com wordpress.com jimdosite.com jimdofree.com jimdo.com yolasite.com strikingly.com
    duckdns.org ngrok.io ngrok-free.app ngrok-free.dev ngrok.app trycloudflare.com r2.dev
    backblazeb2.com amazonaws.com azurewebsites.net azurestaticapps.net windows.net
    cloudfront.net translate.goog notion.site framer.app framer.website framer.media carrd.co
    typeform.com jotform.com canva.site my.canva.site mystrikingly.com ddns.net no-ip.org
    hopto.org zapto.org sytes.net serveo.net lovable.app ipfs.io dweb.link icp0.io ic0.app
    flazio.com webmo.fr e-monsite.com site123.me webnode.fr webnode.page ucoz.net ucoz.com
    tempurl.host codeanyapp.com netsolhost.com pantheonsite.io 4pu.com my.id ru.com it.com
    za.com sa.com br.com us.com eu.com uk.com de.com jp.com gb.net in.net teachable.com
    plesk.page cprapid.com hostingersite.com mybluehost.me temp.domains myftp.org
    rf.gd epizy.com 42web.io byethost.com infinityfreeapp.com freehostia.com altervista.org
    atwebpages.com awardspace.info hstn.me great-site.net wuaze.com lovestoblog.com
    zyrosite.com tilda.ws ukit.me bubbleapps.io softr.app glide.page appspot.com run.app
    cloudwaysapps.com wpenginepowered.com wpcomstaging.com myqnapcloud.com dynv6.net ddnsfree.com
    abo.bbox.fr mywebpage.fr pagesperso-orange.fr over-blog.com eklablog.com skyrock.com gumroad.com
    forms.app zohopublic.com cognitoforms.com formstack.com paperform.co tally.so systeme.io
    docs.google.com sites.google.com forms.gle drive.google.com script.google.com
    forms.office.com 1drv.ms dropbox.com wetransfer.com we.tl clickfunnels.com
    storage.googleapis.com onlinehome.us s3.amazonaws.com hubside.fr tmweb.ru odns.fr
    squarespace.com 3utilities.com 8u.cz temp.swtest.ru ewp.live
    nazwa.pl tw1.ru onlinehome.fr sitew.fr sitew.com 4fan.cz 9e.cz mzf.cz funsite.cz clanweb.eu
    crabdance.com mooo.com chickenkiller.com strangled.net 2mydns.net closte.com hostrycdn.com
    lpages.co mydomain.zone on3cx.fr digitaloceanspaces.com wz.cz webzdarma.cz xf.cz borec.cz
    mailchimpsites.com hubspotpagebuilder.com webador.fr website2.me simdif.com
    alllink.io beacons.ai bio.fm bio.site biolink.info biolink.site biolink.website biolinky.co
    campsite.bio contactinbio.com dazzl.ink evrl.ink feed.link heylink.me hoo.be hootbio.com
    hopp.co jingle.bio jinglebio.link joy.link juicy.bio komi.io kyte.bio kyte.lol kytelink.com
    l1nk.bio lift.bio liinks.co link.gallery link.space link.umode.com.br linkbio.co
    linkflit.com linkfly.to linki.ee linkin-bio.digital linkin.bio linknbio.com linkpilot.in
    linkpop.com linkr.bio linksta.cc ln.ki lnk.at lnkfy.co lynxinbio.com magic.ly mez.ink
    milkshake.app mssg.me muse.io mysoci.al ohmy.bio onne.link reach.at shor.by shorby.com
    sleek.bio snapto.link snipfeed.co sociatap.com spf.bio tapk.it taplink.at taplink.cc
    unbouncepages.com usebiolink.com wonderl.ink wonderlink.de
    """.split()
)
# Of those, where people share files and forms with each other every day.
SHARED = frozenset(
    """
    docs.google.com drive.google.com forms.gle forms.office.com 1drv.ms dropbox.com www.dropbox.com
    wetransfer.com we.tl typeform.com photos.app.goo.gl
    """.split()
)
PLACES = frozenset({"maps.app.goo.gl", "photos.app.goo.gl"})  # short, and always the same site
# Endings that cost nothing, or that French organisations hardly ever use.
CHEAP_ENDINGS = frozenset(
    """
    xyz top icu buzz click link live online site store shop club fun space website life world
    vip work rest bar cam cfd sbs cyou quest monster bond lol pics beauty hair skin makeup mom
    autos boats homes yachts best today support services help info biz tk ml ga cf gq cc ws ru
    cn su pw loan win bid trade date review stream download racing party science men gdn kim
    ink red blue pink black zip mov page one ltd vin cam mobi digital email center ly gd id ir
    cfd rest es-fr cloud tech agency solutions systems company group network finance money cash
    credit delivery express social media run wang fit ooo fyi lat sx st ag sc nu ps pm
    """.split()
)
MAILBOXES = frozenset(
    """
    gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr
    msn.com yahoo.com yahoo.fr ymail.com icloud.com me.com aol.com gmx.com gmx.fr proton.me
    protonmail.com mail.com laposte.net orange.fr wanadoo.fr free.fr sfr.fr bbox.fr neuf.fr
    yandex.com mail.ru zohomail.eu tutanota.com hotmail.co.uk yahoo.co.uk btinternet.com
    """.split()
)
# Words that criminals put in the names they register, to sound official.
BAIT = frozenset(
    """
    secure securite security secur verif verification verify validation valider confirm
    confirmer confirmation compte comptes account client clients espace login connexion connect
    connecter auth authentification update maj mise actualisation service services support
    assistance aide info infos remboursement refund rembours paiement paiements payment pay
    facture factures facturation regularisation regul regulariser amende amendes antai colis
    livraison livraisons delivery parcel package suivi suivre tracking track dossier portail gouv
    gouvfr impots impot sante vitale carte cartevitale ameli mutuelle cpf formation peage peages
    telepeage vignette crit critair douane douanes banque bank banking wallet securipass certicode
    renouvellement renew renouveler alerte alert alertes urgent bonus prime primes gift cadeau
    contravention infraction infractions stationnement reglement regler solde expedition
    reexpedition relivraison toll tolls fine fines tax taxes hmrc irs usps post postal poste
    identification identite identifier activation activer reactivation deblocage unlock recover
    recovery billing invoice mobile acces access signin verifier reservation reserv annonce
    redirection acheminement relay relais relaypoint dispatch transit transits planification
    reprogrammer reprogrammation payement payements refuse retrait envoi parcels courrier
    transporteur
    depot livreur desk helpdesk notification notif inbox mail messagerie webmail antifraude
    fraude opposition profil profile mabanque banques digital digitale mondial
    dispatchs dispatch dispatching dispatchings tentative tentatives debit debits assignation
    assignations trajet trajets acceuil renouv renouvel transfert center relays
    planifier reprogrammer livrer livree expediteur colispost colisprive
    postcolis moncompte monespace monprofil moncolis mescolis identifiants authentifier securise
    securisee secured problem problems membership updates
    espaceclient monespaceclient clientele suivis express vocal vocale vocales messages transfert
    telechargement relai
    renforcee renforce facturier impaye impayes majoration verbalisation relance
    indemnisation carburant
    """.split()
)
# Words that name a page where something is asked for: a sign-in, an invoice, a parcel. Words that
# honest sites use for theirs all day (account, espace, dossier) are left out.
PAGES = frozenset(
    """
    connexion connexions login signin logon authentification authentication identification
    verification verificationenligne verif verify verifier confirm confirmer confirmation password
    motdepasse facture factures facturation invoice paiement paiements payment payments colis impot
    impots remboursement remboursements refund secure validation renouvellement renew otp webmail
    webscr devis amende espaceclient messagerie vocal vocale vocalma authentificationenligne
    banquepostale caisseregionale signed billing bill
    """.split()
)
# Ends of names that only public bodies, schools and universities can have.
PUBLIC_ENDINGS = (
    ".gouv.fr", ".gov", ".gov.uk", ".mil", ".edu", ".ac.uk", ".nhs.uk", ".police.uk", ".europa.eu",
    ".gc.ca", ".gouv.qc.ca", ".admin.ch", ".gov.ie", ".ac-paris.fr",
)  # fmt: skip
# Endings that a brand runs for itself: nobody else gets a name there.
BRAND_ENDINGS = (".sncf", ".bnpparibas", ".axa", ".leclerc", ".dhl", ".mma")
# Given out under one name, but not to anyone: professions, public bodies, machines, manuals.
NOT_TO_ANYONE = frozenset(
    """
    aeroport.fr avocat.fr chambagri.fr chirurgiens-dentistes.fr experts-comptables.fr medecin.fr
    notaires.fr pharmacien.fr port.fr veterinaire.fr gov.scot nhs.scot akadns.net akamai.net
    akamaiedge.net akamaized.net akamaihd.net edgekey.net edgesuite.net trafficmanager.net
    fastly.net googleapis.com readthedocs.io apps.com
    """.split()
)
# What somebody sells or does who is called after a place or a neighbour: Café de la Poste, Garage
# Leclerc. Who imitates a brand to take something writes of parcels and accounts instead.
TRADES = frozenset(
    """
    hotel hotels restaurant resto cafe bar auberge brasserie bistro bistrot pizzeria traiteur bakery
    boulangerie patisserie boucherie butcher fleuriste florist primeur cave vignoble domaine chateau
    brewery farm ferme orchard juice nursery jardinerie pharmacie opticien garage carrosserie
    coiffure coiffeur barbier salon spa yoga pilates danse judo foot rugby tennis voile escalade
    equitation camping gite gites chambres conciergerie residence avocat avocats solicitors
    architecte architectes architects geometre paysage paysagiste peinture peintures plomberie
    plumber menuiserie maconnerie toiture roofing builders ebeniste tapisserie vets veterinaire
    osteo dental dentist dentaire kine theatre theater cinema musee museum jazz festival chorale
    choir orchestre church eglise paroisse librairie bookshop imprimerie photographe
    """.split()
)
# How town halls, schools and hospitals name their sites. Anyone can; few criminals do.
TOWN_ENDINGS = frozenset({"fr", "com", "org", "net", "eu", "be", "ch", "lu", "ca", "re"})
PUBLIC_STARTS = (
    "mairie", "ville-", "commune", "departement", "region-", "agglo", "cc-", "ac-", "univ-", "chu-",
    "ch-", "lycee", "college", "ecole", "sdis", "cdg", "mediatheque", "bibliotheque", "crous-",
    "prefecture", "tourisme", "office", "musee", "archives", "metropole", "ledepartement",
    "maregion", "mission-locale", "missionlocale", "cnfpt", "udaf", "adil",
)  # fmt: skip
# Regions and departements, as their sites are called; said of a registered name under .fr alone.
REGIONS = frozenset(
    """
    auvergnerhonealpes bourgognefranchecomte bretagne centre-valdeloire corse isula grandest
    hautsdefrance iledefrance normandie nouvelle-aquitaine laregion occitanie paysdelaloire
    maregionsud cr-reunion regionreunion guadeloupe martinique guyane mayotte lareunion
    aisne allier ardeche ardennes ariege aube aude aveyron calvados cantal charente cher correze
    cotedor cotesdarmor creuse dordogne doubs drome eure eurelien finistere gard gers gironde
    herault ille-et-vilaine indre touraine isere jura landes loire loire-atlantique loiret lot
    lotetgaronne lozere maine-et-loire manche marne haute-marne lamayenne meurthe-et-moselle meuse
    morbihan moselle nievre lenord oise orne pasdecalais puy-de-dome hautespyrenees bas-rhin
    haut-rhin alsace rhone saone-et-loire sarthe savoie hautesavoie paris seinemaritime
    seine-et-marne yvelines deux-sevres somme tarn tarnetgaronne var vaucluse vendee vienne
    haute-vienne vosges yonne essonne hauts-de-seine seinesaintdenis valdemarne valdoise
    """.split()
)
