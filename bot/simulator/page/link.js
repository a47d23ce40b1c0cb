// The line to the stand-in, on this machine only: what people do goes out, what is there comes in.
// Each answers with what came back, or with the key of the sentence that says what went wrong.

async function ask(address, request) {
  const answer = await fetch(address, request).catch(() => null);
  if (!answer) return { wrong: "lost" };
  if (answer.status === 413) return { wrong: "tooBig" };
  if (!answer.ok) return { wrong: "refused" };
  return answer.json().catch(() => ({ wrong: "lost" }));
}

export function act(what) {
  return ask("/demo/act", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(what),
  });
}

export function give(person, name, content) {
  return ask(`/demo/give/${person}?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "Content-Type": content.type || "application/octet-stream" },
    body: content,
  });
}

export function state(person) {
  return ask(`/demo/state?person=${encodeURIComponent(person)}`);
}

// Calls `changed` at each piece of news, and `lost` when the line breaks; it mends by itself.
export function listen(changed, lost) {
  const news = new EventSource("/demo/events");
  news.addEventListener("message", changed);
  news.addEventListener("error", lost);
}
