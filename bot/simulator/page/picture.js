// Pictures, as a phone's app sends them: at most 1,280 pixels, as JPEG, without place or camera.
const LONGEST = 1280;

export async function compressed(file) {
  const seen = await createImageBitmap(file).catch(() => null);
  if (!seen) return file; // not a picture: sent as a file
  const scale = Math.min(1, LONGEST / Math.max(seen.width, seen.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(seen.width * scale));
  canvas.height = Math.max(1, Math.round(seen.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(seen, 0, 0, canvas.width, canvas.height);
  return jpeg(canvas);
}

// A screenshot of a text message, drawn here so that no picture file is needed.
export function screenshot(sender, words) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [720, 620];
  const pen = canvas.getContext("2d");
  const fill = (colour, x, y, width, height, round) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(x, y, width, height, round);
    pen.fill();
  };
  fill("#ffffff", 0, 0, 720, 620, 0);
  fill("#f1f3f4", 0, 0, 720, 110, 0);
  fill("#c9d2d6", 36, 25, 60, 60, 30);
  pen.fillStyle = "#111";
  pen.font = "600 32px sans-serif";
  pen.fillText(sender, 120, 67);
  pen.font = "34px sans-serif";
  const lines = wrapped(pen, words, 540);
  fill("#e9eaec", 36, 150, 620, 60 + lines.length * 48, 34);
  pen.fillStyle = "#111";
  lines.forEach((line, at) => pen.fillText(line, 72, 212 + at * 48));
  return jpeg(canvas);
}

function wrapped(pen, words, width) {
  const lines = [""];
  for (const word of words.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function jpeg(canvas) {
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.87));
}
