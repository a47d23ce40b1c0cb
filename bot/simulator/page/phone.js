// The phone: shows what the stand-in holds, and sends what a person does. No framework, no network
// beyond this machine. Everything is put on the page as text, never as markup.
import { WORDS, SAMPLES } from "/words.js";

const find = (id) => document.getElementById(id);
const chat = find("chat");
const box = find("write");
let language = (localStorage.getItem("language") || "fr") === "en" ? "en" : "fr";
let person = localStorage.getItem("person") || "";
let people = [];
let shown = new Map(); // message id → what was drawn, so that only changes are drawn again

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") made.addEventListener("click", value);
    else if (value !== false && value !== null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// French sets an unbreakable space before these signs.
function typeset(value) {
  if (Array.isArray(value)) return value.map(typeset);
  return value.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
}
for (const [key, value] of Object.entries(WORDS.fr)) WORDS.fr[key] = typeset(value);

function speak() {
  const words = WORDS[language];
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = words[one.dataset.say];
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", words[one.dataset.label]);
    if (one.tagName === "BUTTON") one.title = words[one.dataset.label];
  }
  box.placeholder = words.write;
  find("fr").setAttribute("aria-pressed", String(language === "fr"));
  find("en").setAttribute("aria-pressed", String(language === "en"));
  find("steps").replaceChildren(...words.steps.map((step) => element("li", {}, step)));
  find("samples").replaceChildren(
    ...SAMPLES[language].map(([name, sender, text]) =>
      element(
        "li",
        {},
        element(
          "button",
          { type: "button", class: "sample", on: () => act({ do: "forward", text, sender }) },
          element("strong", {}, name),
          element("span", {}, text),
        ),
      ),
    ),
  );
}

async function act(what) {
  const answer = await fetch("/demo/act", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ person: Number(person), ...what }),
  }).catch(() => null);
  if (!answer || !answer.ok) say(answer && answer.status === 413 ? "tooBig" : "lost");
  return answer && answer.ok ? answer.json() : null;
}

function say(key) {
  find("state").textContent = key ? WORDS[language][key] : "";
}

// Bold stretches come as offsets in UTF-16 units, which is how JavaScript counts too.
function formatted(text, entities = []) {
  const parts = [];
  let at = 0;
  for (const { type, offset, length } of [...entities].sort((a, b) => a.offset - b.offset)) {
    if (offset < at) continue;
    parts.push(text.slice(at, offset));
    const inner = text.slice(offset, offset + length);
    parts.push(element(type === "bold" ? "strong" : "span", { class: type }, inner));
    at = offset + length;
  }
  parts.push(text.slice(at));
  return parts;
}

function drawn(message) {
  const words = WORDS[language];
  const bubble = element("div", { class: "bubble" });
  bubble.append(element("span", { class: "hidden" }, message.mine ? words.says : words.you, " : "));
  if (message.forward_origin) {
    const from = `${words.forwarded} ${message.forward_origin.sender_user_name || ""}`;
    bubble.append(element("small", { class: "from" }, from));
  }
  if (message.photo) bubble.append(element("span", { class: "picture" }, "▣ ", words.picture));
  if (message.document) {
    bubble.append(
      element(
        "a",
        {
          class: "document",
          href: `/demo/file/${person}/${message.message_id}`,
          download: message.document.file_name,
        },
        element("span", { "aria-hidden": "true" }, "⤓ "),
        `${words.download} ${message.document.file_name}`,
      ),
    );
  }
  const text = message.text ?? message.caption ?? "";
  if (text) {
    const entities = message.entities || message.caption_entities;
    bubble.append(element("p", {}, ...formatted(text, entities)));
  }
  const time = new Date(message.date * 1000);
  const clock = time.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  const note = message.edit_date ? `${words.edited} ${clock}` : clock;
  bubble.append(element("small", { class: "time" }, note));
  const row = element("div", { class: message.mine ? "message bot" : "message me" }, bubble);
  for (const line of message.reply_markup?.inline_keyboard || []) {
    row.append(
      element(
        "div",
        { class: "keys" },
        ...line.map((key) =>
          element(
            "button",
            {
              type: "button",
              on: () => act({ do: "tap", message: message.message_id, data: key.callback_data }),
            },
            key.text,
          ),
        ),
      ),
    );
  }
  return row;
}

function draw(messages) {
  const near = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 120;
  const before = shown;
  shown = new Map();
  let last = null;
  let fresh = false;
  for (const message of messages) {
    const mark = language + JSON.stringify(message);
    const old = before.get(message.message_id);
    let node = old?.node;
    if (!old || old.mark !== mark) {
      const held = node?.contains(document.activeElement);
      const made = drawn(message);
      if (node) node.replaceWith(made);
      else if (last) last.after(made);
      else chat.prepend(made);
      node = made;
      fresh = true;
      if (held) (made.querySelector(".keys button") || box).focus({ preventScroll: true });
    }
    shown.set(message.message_id, { mark, node });
    last = node;
  }
  for (const [number, { node }] of before) if (!shown.has(number)) node.remove();
  if (!messages.length) {
    const start = { type: "button", class: "start", on: () => act({ do: "write", text: "/start" }) };
    chat.replaceChildren(element("button", start, WORDS[language].start));
  } else {
    chat.querySelector(":scope > .start")?.remove();
  }
  if (fresh && near && last) {
    // A long answer is read from its beginning.
    const tall = last.offsetHeight > chat.clientHeight;
    chat.scrollTop = tall ? last.offsetTop - 8 : chat.scrollHeight;
  }
}

async function refresh() {
  const answer = await fetch(`/demo/state?person=${encodeURIComponent(person)}`).catch(() => null);
  if (!answer || !answer.ok) return say("lost");
  const state = await answer.json();
  say("");
  people = state.people;
  person = String(state.person ?? "");
  localStorage.setItem("person", person);
  const own = people.find((one) => String(one.id) === person);
  if (own && own.language !== language) {
    language = own.language === "en" ? "en" : "fr";
    speak();
  }
  find("people").replaceChildren(
    ...people.map((one) =>
      element(
        "button",
        {
          type: "button",
          "aria-pressed": String(String(one.id) === person),
          on: () => choose(one.id),
        },
        one.name,
      ),
    ),
  );
  find("menu").replaceChildren(
    ...state.commands.map((one) =>
      element(
        "button",
        {
          type: "button",
          on: () => {
            open(false);
            act({ do: "write", text: `/${one.command}` });
          },
        },
        element("code", {}, `/${one.command}`),
        ` ${one.description}`,
      ),
    ),
  );
  draw(state.messages);
}

function choose(number) {
  person = String(number);
  shown = new Map();
  chat.replaceChildren();
  refresh();
}

function open(wanted) {
  find("menu").hidden = !wanted;
  find("commands").setAttribute("aria-expanded", String(wanted));
}

async function switchTo(wanted) {
  language = wanted;
  localStorage.setItem("language", wanted);
  speak();
  if (person) await act({ do: "language", language: wanted });
  await act({ do: "write", text: `/lang ${wanted}` });
  refresh();
}

find("fr").addEventListener("click", () => switchTo("fr"));
find("en").addEventListener("click", () => switchTo("en"));
find("commands").addEventListener("click", () => open(find("menu").hidden));
find("menu").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open(false);
  find("commands").focus();
});
find("add").addEventListener("click", async () => {
  const name = WORDS[language].names[people.length % 8];
  const made = await act({ do: "add", name, language });
  if (made) choose(made.person);
});
find("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  size();
  act({ do: "write", text });
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    find("form").requestSubmit();
  }
});
function size() {
  box.rows = Math.min(6, Math.max(1, box.value.split("\n").length));
}
box.addEventListener("input", size);
find("photo").addEventListener("click", () => find("file").click());
find("file").addEventListener("change", () => {
  // The picture itself stays in the browser: the bot only ever gets a reference.
  if (find("file").files.length) act({ do: "photo" });
  find("file").value = "";
});

speak();
refresh();
const news = new EventSource("/demo/events");
news.addEventListener("message", refresh);
news.addEventListener("error", () => say("lost"));
news.addEventListener("open", () => say(""));
