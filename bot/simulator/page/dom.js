// Making what stands on the page. Words go in as text, never as markup.
export const find = (id) => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") made.addEventListener("click", value);
    else if (value !== false && value !== null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

const DRAWING = "http://www.w3.org/2000/svg";
export function icon(path) {
  const svg = document.createElementNS(DRAWING, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(DRAWING, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
