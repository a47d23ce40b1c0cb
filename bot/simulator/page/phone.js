// The phone: joins the line, the chat and the words beside it; what people touch and type.
import { acted, clear, draw } from "/chat.js";
import { element, find } from "/dom.js";
import { journal, speak } from "/guide.js";
import { act, give, listen, state } from "/link.js";
import { compressed, screenshot } from "/picture.js";
import { WORDS } from "/words.js";

const box = find("write");
let language = localStorage.getItem("language") === "en" ? "en" : "fr";
let person = localStorage.getItem("person") ?? "";
let people = [];
let noticed = Date.now() * 1000; // older notices were seen before
let again = false;
let asking = false;

const own = () => people.find((one) => String(one.id) === person);
const does = {
  tap: (message, data) => mine({ do: "tap", message, data }),
  write: (text) => mine({ do: "write", text }),
};

async function mine(what) {
  acted();
  return said(await act({ person: Number(person), ...what }));
}

// Say what went wrong, if anything did; return the answer.
function said(answer) {
  find("state").textContent = answer.wrong ? WORDS[language][answer.wrong] : "";
  return answer;
}

function notice(words, stays = false) {
  const place = find("notice");
  place.textContent = words;
  clearTimeout(notice.timer);
  if (!stays) notice.timer = setTimeout(() => (place.textContent = ""), 6000);
}
find("notice").addEventListener("click", () => (find("notice").textContent = ""));

// One look at a time: news that comes meanwhile asks for one more.
async function refresh() {
  again = true;
  if (asking) return;
  asking = true;
  while (again) {
    again = false;
    const asked = person;
    const now = said(await state(asked));
    if (asked !== person) again = true; // another phone was taken up meanwhile
    else if (!now.wrong) show(now);
  }
  asking = false;
}

function show(now) {
  people = now.people;
  if (person !== String(now.person ?? "")) clear();
  person = String(now.person ?? "");
  localStorage.setItem("person", person);
  if (own() && own().language !== language) talk(own().language === "en" ? "en" : "fr");
  const words = WORDS[language];
  list(find("people"), people, (one) => ({
    "aria-pressed": String(String(one.id) === person),
    on: () => choose(one.id),
    inside: [one.name],
  }));
  list(find("menu"), now.commands, (one) => ({
    on: () => {
      open("menu", false);
      does.write(`/${one.command}`);
    },
    inside: [element("b", {}, `/${one.command}`), ` ${one.description}`],
  }));
  const doing = find("doing");
  doing.textContent = now.typing ? words.typing : words.bot;
  doing.classList.toggle("typing", now.typing);
  if (now.typing) setTimeout(refresh, 5000);
  find("block").textContent = own()?.blocked ? words.unblock : words.block;
  if (now.notice && now.notice.number > noticed) {
    noticed = now.notice.number;
    notice(now.notice.text, now.notice.alert);
  }
  draw(now.messages, { person, words, language, description: now.description, now: now.now }, does);
  journal(now.journal);
}

// Draw a list of buttons again only when it changed, so that nobody loses their place in it.
function list(place, rows, look) {
  const mark = JSON.stringify([rows, person, language]);
  if (place.dataset.mark === mark) return;
  const held = [...place.children].indexOf(document.activeElement);
  place.dataset.mark = mark;
  place.replaceChildren(
    ...rows.map((row) => {
      const { inside, ...attributes } = look(row);
      return element("button", { type: "button", ...attributes }, ...inside);
    }),
  );
  if (held >= 0) place.children[Math.min(held, rows.length - 1)]?.focus();
}

function choose(number) {
  person = String(number);
  clear();
  refresh();
}

function talk(wanted) {
  language = wanted;
  localStorage.setItem("language", wanted);
  speak(WORDS[language], language, carryOut);
}

async function switchTo(wanted) {
  if (wanted === language) return;
  talk(wanted);
  if (!person) return;
  await mine({ do: "language", language: wanted });
  if (find("chat").querySelector(".message")) await does.write(`/lang ${wanted}`);
  refresh();
}

async function carryOut(card) {
  if (card.do === "later") {
    const answer = said(await act({ do: "later" }));
    acted();
    if (!answer.wrong) notice(answer.moved ? WORDS[language].moved : WORDS[language].nothingDue);
  } else if (card.do === "picture") {
    acted();
    said(await give(person, "sms.jpg", await screenshot(card.sender, card.words)));
  } else if (card.do === "forward") {
    await mine({ do: "forward", text: card.text, sender: card.sender });
  } else {
    await does.write(card.words);
  }
  const phone = document.querySelector(".phone");
  const { top, bottom } = phone.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight + 80) phone.scrollIntoView({ block: "start" });
}

async function send(files) {
  acted();
  for (const file of files) said(await give(person, file.name, await compressed(file)));
}

// The two sheets: the bot's commands, and what can be attached. Escape closes them.
const SHEETS = { menu: "commands", more: "attach" };
function open(sheet, wanted) {
  find(sheet).hidden = !wanted;
  find(SHEETS[sheet]).setAttribute("aria-expanded", String(wanted));
}
for (const [sheet, key] of Object.entries(SHEETS)) {
  find(key).addEventListener("click", () => open(sheet, find(sheet).hidden));
  for (const place of [find(sheet), find(key)]) {
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || find(sheet).hidden) return;
      open(sheet, false);
      find(key).focus();
    });
  }
}

find("fr").addEventListener("click", () => switchTo("fr"));
find("en").addEventListener("click", () => switchTo("en"));
find("add").addEventListener("click", async () => {
  const names = WORDS[language].names;
  const name = names.find((one) => !people.some((known) => known.name === one));
  const made = said(await act({ do: "add", name: name ?? `${names[0]} ${people.length}`, language }));
  if (made.person) choose(made.person);
});
find("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  size();
  const answer = await does.write(text);
  if (answer.wrong && !box.value) box.value = text; // not lost with the line
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    find("form").requestSubmit();
  }
});
function size() {
  box.rows = Math.min(6, Math.max(1, box.value.split("\n").length, Math.ceil(box.value.length / 42)));
}
box.addEventListener("input", size);
box.addEventListener("paste", (event) => {
  if (!event.clipboardData.files.length) return;
  event.preventDefault();
  send([...event.clipboardData.files]);
});
const phone = document.querySelector(".phone");
phone.addEventListener("dragover", (event) => {
  event.preventDefault();
  phone.classList.add("over");
});
phone.addEventListener("dragleave", () => phone.classList.remove("over"));
phone.addEventListener("drop", (event) => {
  event.preventDefault();
  phone.classList.remove("over");
  send([...event.dataTransfer.files]);
});
find("photo").addEventListener("click", () => find("file").click());
find("file").addEventListener("change", async () => {
  open("more", false);
  find("attach").focus();
  await send([...find("file").files]);
  find("file").value = "";
});

find("forward").addEventListener("click", () => {
  open("more", false);
  find("received").showModal();
});
find("cancel").addEventListener("click", () => find("received").close());
find("received").addEventListener("close", () => find("attach").focus());
find("receivedForm").addEventListener("submit", () => {
  const sender = find("sender").value.trim() || WORDS[language].unknown;
  mine({ do: "forward", text: find("words").value, sender, known: find("known").checked });
  find("receivedForm").reset();
});

for (const button of document.querySelectorAll("[data-fault]")) {
  button.addEventListener("click", async () => {
    const answer = said(await act({ do: "fault", kind: button.dataset.fault }));
    if (!answer.wrong) notice(WORDS[language].planned);
  });
}
find("block").addEventListener("click", async () => {
  await mine({ do: "block", blocked: !own()?.blocked });
  refresh();
});

speak(WORDS[language], language, carryOut);
clear();
refresh();
listen(refresh, () => said({ wrong: "lost" }));
