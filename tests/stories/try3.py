import asyncio, sys
from tests.stories.try2 import *
from tests.stories import try2
async def free(p):
    p.start
    await p.begins()
    await p.taps("De l’argent est parti","Un prélèvement inconnu","Oui, c’est fait")
    await p.taps("C’est fait")
    await p.writes("/menu")
    await p.taps("Mes données ont fuité","Téléphone, internet","Free, 2024","Oui")
    await p.taps("Je n’ai pas de courrier")
    await p.taps("Voir mon plan")
    await p.taps("Bloquer les faux prélèvements")
    await p.taps("Commencer")
    await p.taps("Oui, il a moins de 8 semaines","Donnez-moi un modèle de lettre")
    l = await p.fills("Aïcha Ben Zyd", "3 rue des Acacias, 69003 Lyon", "Banque Quorvine", None, "le 5 octobre 2026, 39,90 €, PYX MEDIA ; le 5 novembre 2026, 39,90 €, PYX MEDIA")
    print(pages(l))
    await p.taps("C’est fait")
    await p.taps("Oui, c’est fait")
    w = await p.until(date(2026,12,15)); print(w)
    await p.taps("Voir")
    await p.taps("On m’a dit non")
    await p.taps("J’aurais signé un mandat","Répondre à la banque")
    l = await p.fills("Aïcha Ben Zyd",None,"Banque Quorvine",None,("14/12/2026","14/12/2026"),("25/11/2026","25/11/2026"),("79,80","79.80"),"un mandat que je n’ai jamais signé","Je n’ai rien signé.")
    print(pages(l))
    await p.taps("Oui, c’est envoyé")
async def free2(p):
    await free(p)
    n=len(p.lines)
    print(await p.until(date(2027,1,20)))
    await p.taps("Voir","Pas encore")
    await p.taps("Passer à la suite")
    await p.taps("Essayer maintenant") if "Essayer maintenant" in p.labels else None
    await p.taps("Laisser des blancs")
    await p.taps("Oui, c’est envoyé")
    print(await p.owes())
    print(await p.until(date(2027,4,30)))
    await p.taps("Voir","Pas encore","Passer à la suite")
    await p.taps("Oui, c’est envoyé")
    print(await p.until(date(2027,6,10)))
    await p.taps("Voir","Oui, on m’a répondu","Il donne raison à la banque")
    print(await p.owes(), await p.stands())
    print(await p.until(date(2028,1,25)))
    await p.writes("/log")
    await p.taps("Recevoir le dossier")
    await p.writes("/reminders")
    return
async def member(p):
    await p.begins()
    await p.taps("Rien de tout cela","Mes données ont fuité","Santé, mutuelle","Ma mutuelle, début 2024","Harmonie Mutuelle","Oui")
    await p.taps("Je n’ai pas de courrier","Voir mon plan")
    await p.taps("Voir tout mon plan")
    n=len(p.lines)
    await p.taps("Protéger mon compte ameli","Commencer","Oui","Non, faisons-le d’abord")
    return
async def loan(p):
    await p.begins()
    await p.taps("Rien de tout cela","Mes données ont fuité","Emploi, Urssaf","France Travail, 2024","Je n’ai pas de courrier","Voir mon plan")
    await p.writes("/menu")
    await p.taps("Protéger mes comptes","Un compte ou un crédit à mon nom","Un crédit pris à mon nom","Un prêteur me réclame de l’argent","Pas encore","Par courrier, au procureur","Laisser des blancs","Oui, c’est fait")
    await p.writes("2026/004321")
    await p.taps("Laisser des blancs","Oui, c’est envoyé")
    await p.writes("/tasks")
    await p.taps("Voir tout mon plan") if "Voir tout mon plan" in p.labels else None
    await p.taps("Chercher un compte ouvert à mon nom","Commencer","Je fais la demande maintenant","Oui, c’est envoyé")
    print(await p.owes())
    print(await p.until(date(2026,12,24)))
    await p.until(date(2026,12,27))
    await p.taps("Voir")
    print(p.screen, p.labels)
    print(await p.owes(), await p.stands())
    await p.taps("On m’a dit non") if "On m’a dit non" in p.labels else None
    print(p.screen, p.labels)
    return
async def card(p):
    await p.begins()
    await p.taps("J’ai donné un code ou un mot de passe","Un code, ou j’ai validé un paiement","Les chiffres de ma carte","Continuer")
async def card2(p):
    await card(p)
    print(p.screen,p.labels)
    await p.taps("Oui, c’est fait")
    for _ in range(12):
        print('>>',p.screen,p.labels)
        for l in ("Oui, par carte","Pas de numéro","C’est fait","Oui, c’est fait","Oui"):
            if l in p.labels:
                await p.taps(l); break
        else: break
async def carer(p):
    await p.begins()
    await p.taps("Rien de tout cela","J’aide un proche","Préparer les démarches")
    print(p.screen,p.labels)
    await p.writes("/zone")
    await p.taps("La Réunion")
async def main(name, lang):
    p = born(Path(tempfile.mkdtemp()), lang, datetime(2026,11,25,19,30))
    try: await globals()[name](p)
    except BaseException: traceback.print_exc()
    dump(p); 
    for k,w in (await p.owes()).items(): print(k, w)
    print(await p.stands())
if __name__=='__main__': asyncio.run(main(*sys.argv[1:]))
