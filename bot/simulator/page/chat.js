// The conversation: only what changed is drawn again, so that a screen reader hears only that.
import { element, find } from "/dom.js";
import { drawn } from "/message.js";

const chat = find("chat");
const ANSWERING = 10_000; // milliseconds after which what comes is no longer the answer to an act
let shown = new Map(); // key → { mark, node, text, choices } of what stands in the chat
let follow = false; // whoever just did something wants to see what comes of it, until they scroll
let since = 0; // when they did it
let anchor = null; // where the answer to it begins
let held = false; // their focus was on a button that is gone: it goes on to the answer

// Somebody does something: the chat moves on with them.
export function acted() {
  follow = true;
  since = Date.now();
  anchor = null;
  held = false;
}

for (const sign of ["wheel", "touchmove"]) {
  chat.addEventListener(sign, () => (follow = false), { passive: true });
}

// Forget what is drawn: the next `draw` shows another person's chat, without reading it out.
export function clear() {
  shown = new Map();
  follow = held = false;
  anchor = null;
  chat.replaceChildren();
  chat.setAttribute("aria-live", "off");
}

// `about` says whose chat it is: person, words, language, description; `does` what taps may do.
export function draw(messages, about, does) {
  const first = !shown.size;
  if (Date.now() - since > ANSWERING) {
    follow = false;
    anchor = null;
  }
  const before = shown;
  const foot = [...before.values()].at(-1)?.node;
  const near = !foot || foot.offsetTop < chat.scrollTop + chat.clientHeight;
  shown = new Map();
  let last = null;
  let newest = null;
  const place = (key, mark, make, message) => {
    const old = before.get(key);
    const text = message?.text;
    const choices = message ? labels(message) : "";
    let node = old?.node;
    if (!old || old.mark !== mark) {
      const made = make();
      // The same question, ticked otherwise; or the same words, their buttons taken away.
      const ticked = (choices && old?.choices === choices) || (text && old?.text === text);
      const focus = keyOf(node);
      const height = node?.offsetHeight;
      if (node) node.replaceWith(made);
      else if (last) last.after(made);
      else chat.prepend(made);
      const same = ticked ? keys(made)[focus] : null;
      if (ticked) chat.scrollTop += made.offsetHeight - height; // what is tapped stays in place
      if (same) same.focus({ preventScroll: true });
      else held ||= focus >= 0;
      if (!first && !ticked) made.classList.add("fresh");
      node = made;
      if (!ticked) newest = made;
      const begins = message?.mine && !ticked && (!old || message === messages.at(-1));
      if (begins && !anchor?.isConnected) anchor = made;
    }
    shown.set(key, { mark, node, text, choices });
    last = node;
  };
  let day = "";
  for (const message of messages) {
    const today = new Date(message.date * 1000).toDateString();
    // Known by its date: what is “today” now is called otherwise tomorrow, and stays where it is.
    const named = dayOf(message, about);
    if (today !== day) place(`day ${today}`, named, () => element("p", { class: "day" }, named));
    day = today;
    const file = `/demo/file/${about.person}/${message.message_id}`;
    const own = { ...does, tap: (data) => does.tap(message.message_id, data) };
    const make = () => drawn(message, about.words, file, own);
    place(message.message_id, about.language + JSON.stringify(message), make, message);
  }
  if (!messages.length) place("empty", about.language + about.description, () => empty(about, does));
  for (const [key, { node }] of before) {
    if (shown.has(key)) continue;
    held ||= keyOf(node) >= 0;
    node.remove();
  }
  if (newest && (near || follow || first)) show(first ? last : (anchor ?? last));
  const answered = newest === last && messages.at(-1)?.mine;
  // To the message, not to its first button: a key pressed twice must not choose anything.
  if (held && newest) (answered ? last : chat).focus({ preventScroll: true });
  if (answered) held = false;
  // What was there before is not news.
  if (first) requestAnimationFrame(() => chat.setAttribute("aria-live", "polite"));
}

// What can be chosen under a message, whatever is ticked.
function labels(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows.flat().map((key) => key.text.replace(/^[^\p{L}\p{N}]+/u, "")).join("\n");
}

const keys = (node) => [...node.querySelectorAll(".keys button")];

// Which button of a message has the focus; -1 when none has.
function keyOf(node) {
  return node ? keys(node).indexOf(document.activeElement) : -1;
}

function dayOf(message, { words, now }) {
  const date = new Date(message.date * 1000);
  if (date.toDateString() === new Date(now * 1000).toDateString()) return words.today;
  return date.toLocaleDateString(words.local, { weekday: "long", day: "numeric", month: "long" });
}

function empty({ description, words }, does) {
  const start = { type: "button", class: "start", on: () => does.write("/start") };
  const what = description ? [element("p", {}, description)] : [];
  return element("div", { class: "empty" }, ...what, element("button", start, words.start));
}

// An answer longer than the screen is read from its beginning; a shorter one ends at the foot.
function show(from) {
  const down = () => {
    chat.scrollTop = Math.min(chat.scrollHeight - chat.clientHeight, from.offsetTop - 8);
  };
  down();
  for (const picture of chat.querySelectorAll("img")) {
    if (!picture.complete) picture.addEventListener("load", down, { once: true });
  }
}
