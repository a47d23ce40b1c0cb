// The words beside the phone: what this is, cards to try, and what happens behind the screen.
import { element, find } from "/dom.js";
import { SAMPLES } from "/samples.js";

// `does(card)` carries a card out.
export function speak(words, language, does) {
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = words[one.dataset.say];
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", words[one.dataset.label]);
    if (one.tagName === "BUTTON") one.title = words[one.dataset.label];
  }
  find("write").placeholder = words.write;
  find("fr").setAttribute("aria-pressed", String(language === "fr"));
  find("en").setAttribute("aria-pressed", String(language === "en"));
  find("facts").replaceChildren(...words.facts.map((fact) => element("li", {}, fact)));
  find("cards").replaceChildren(
    ...SAMPLES[language].flatMap(({ title, cards }) => [
      element("h3", {}, title),
      element("ul", { class: "cards" }, ...cards.map((card) => element("li", {}, drawn(card, does)))),
    ]),
  );
}

function drawn(card, does) {
  const button = { type: "button", class: `card ${card.do}`, on: () => does(card) };
  return element("button", button, element("strong", {}, card.title), element("span", {}, card.text));
}

// An update goes to the bot (←), a call comes from it (→) with how it was answered.
export function journal(entries) {
  const list = find("journal");
  const foot = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  list.replaceChildren(
    ...entries.map(({ name, status, words }) => {
      const calls = status > 0;
      const wrong = status >= 400 || words === "truncated";
      const said = calls ? `${status} ${words}` : words;
      return element(
        "li",
        { class: wrong ? "bad" : null },
        element("span", { "aria-hidden": "true" }, calls ? "→" : "←"),
        element("span", {}, wrong ? `${name}: ${said}` : name),
        element("span", {}, wrong ? "" : said),
      );
    }),
  );
  if (foot) list.scrollTop = list.scrollHeight;
}
