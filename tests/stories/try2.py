import asyncio, tempfile, sys, traceback
from pathlib import Path
from datetime import datetime, date, time
from tests.stories.life import *
def dump(p, frm=0):
    for l in p.lines[frm:]:
        print(f"--- {l.at:%a %Y-%m-%d %H:%M} {l.who}: {l.what}")
        if l.show: print("     ", [plain(b.label) for r in l.show.buttons for b in r])
async def one(p):
    await p.begins()
    await p.taps("Rien de tout cela","Mes données ont fuité","Santé, mutuelle","Ma mutuelle, début 2024","Harmonie Mutuelle")
    print(p.labels)
    return
async def main(name, lang):
    p = born(Path(tempfile.mkdtemp()), lang, datetime(2026,11,25,19,30))
    try: await globals()[name](p)
    except BaseException: traceback.print_exc()
    dump(p); 
    for k,w in (await p.owes()).items(): print(k, w)
    print(await p.stands())
if __name__=='__main__': asyncio.run(main(*sys.argv[1:]))
