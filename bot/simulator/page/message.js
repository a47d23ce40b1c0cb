// One message, drawn as Telegram draws it: formatting by offsets, buttons, documents, pictures.
import { element, icon } from "/dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const DOWN = "M12 4v12M6.5 11 12 16.5 17.5 11M5 20h14";
// What apps find by themselves in a bot's words: an address, or a command to tap.
const FOUND = /https:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)\]]|(?<![\w/.])\/[a-z]{2,32}\b(?!\/)/g;

// `does` has what a tap on the message may do: `tap(data)` and `write(words)`.
export function drawn(message, words, file, does) {
  const bubble = element("div", { class: "bubble" });
  bubble.append(element("span", { class: "hidden" }, `${message.mine ? words.says : words.you} : `));
  if (message.forward_origin) {
    const { sender_user_name: hidden, sender_user: known } = message.forward_origin;
    const name = hidden ?? known?.first_name ?? "";
    bubble.append(element("small", { class: "from" }, `${words.forwarded} ${name}`));
  }
  if (message.photo) {
    const { width, height } = message.photo.at(-1);
    bubble.append(element("img", { src: file, alt: words.picture, width, height }));
  }
  if (message.document) bubble.append(attached(message.document, words, file));
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  if (text) bubble.append(element("p", {}, ...formatted(text, entities, message.mine && does)));
  bubble.append(element("small", { class: "time" }, clock(message, words)));
  const look = { class: `message ${message.mine ? "bot" : "me"}`, role: "group", tabindex: "-1" };
  const row = element("div", { ...look, "aria-label": message.mine ? words.says : words.you }, bubble);
  for (const line of message.reply_markup?.inline_keyboard ?? []) {
    row.append(element("div", { class: "keys" }, ...line.map((key) => button(key, does))));
  }
  return row;
}

function button(key, does) {
  const tapped = (event) => {
    const pressed = event.currentTarget;
    pressed.setAttribute("aria-busy", "true");
    setTimeout(() => pressed.removeAttribute("aria-busy"), 3000);
    does.tap(key.callback_data);
  };
  return element("button", { type: "button", on: tapped }, key.text);
}

function attached({ file_name: name, file_size: bytes }, words, file) {
  const size = bytes < 1024 ? `${bytes} ${words.bytes}` : `${Math.round(bytes / 1024)} ${words.kilobytes}`;
  const about = element("small", {}, `${words.document}, ${size}`);
  const link = { class: "document", href: file, download: name };
  return element("a", link, icon(DOWN), element("span", {}, name, about));
}

function clock(message, words) {
  const time = new Date(message.date * 1000);
  const shown = time.toLocaleTimeString(words.local, { hour: "2-digit", minute: "2-digit" });
  return message.edit_date ? `${words.edited} ${shown}` : shown;
}

// Offsets are in UTF-16 units, which is how JavaScript counts too. Stretches may lie in each other.
function formatted(text, entities, does) {
  const cuts = new Set([0, text.length]);
  for (const { offset, length } of entities) cuts.add(offset).add(offset + length);
  const edges = [...cuts].filter((at) => at <= text.length).sort((a, b) => a - b);
  return edges.slice(1).flatMap((end, index) => {
    const start = edges[index];
    const around = entities.filter((one) => one.offset <= start && one.offset + one.length >= end);
    const inner = does ? found(text.slice(start, end), does) : [text.slice(start, end)];
    return around.reduce((parts, { type }) => {
      const tag = TAGS[type] ?? "span";
      return [element(tag, { class: type, tabindex: type === "spoiler" ? "0" : null }, ...parts)];
    }, inner);
  });
}

function found(text, does) {
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(FOUND)) {
    const [word] = match;
    const command = { type: "button", class: "command", on: () => does.write(word) };
    const link = { href: word, target: "_blank", rel: "noopener noreferrer" };
    const made = word.startsWith("/") ? element("button", command, word) : element("a", link, word);
    parts.push(text.slice(at, match.index), made);
    at = match.index + word.length;
  }
  return [...parts, text.slice(at)];
}
