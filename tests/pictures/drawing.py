"""Draws phone screens as people send them: a chat with bubbles, drawn anew for each test."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

PIL = pytest.importorskip("PIL", reason="the extra `pictures` is not installed")
from PIL import Image, ImageDraw, ImageFilter, ImageFont  # noqa: E402

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")
FONTS = (
    "Roboto-Regular.ttf",
    "Inter-Regular.otf",
    "NotoSans-Regular.ttf",
    "DejaVuSans.ttf",
    "LiberationSans-Regular.ttf",
    "OpenSans-Regular.ttf",
)


@lru_cache(maxsize=1)
def fonts() -> tuple[Path, ...]:
    """Return the fonts of this machine that look like a phone's."""
    found = {p.name: p for folder in FOLDERS for p in Path(folder).rglob("*.[to]tf")}
    return tuple(found[name] for name in FONTS if name in found)


needs_font = pytest.mark.skipif(not fonts(), reason="no font to draw a screen with")


@dataclass(frozen=True, slots=True)
class Style:
    """How a screen looks."""

    dark: bool = False
    width: int = 1080
    height: int = 2340
    font: int = 0  # among those of the machine
    size: int = 44  # of the message, in pixels at 1080 wide
    chrome: bool = True  # clock, battery, date, the box to type in
    french: bool = True


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of a chat; `mine` ones stand at the right."""

    text: str
    mine: bool = False


def screen(sender: str, bubbles: tuple[Bubble, ...], style: Style = Style()) -> Image.Image:
    """Return the picture of a chat, oldest message on top."""
    paper, ink, theirs, mine, faint = (
        ((0, 0, 0), (235, 235, 240), (38, 38, 41), (10, 90, 210), (140, 140, 146))
        if style.dark
        else ((255, 255, 255), (15, 15, 18), (233, 233, 235), (10, 110, 235), (130, 130, 136))
    )
    unit = style.width / 1080
    image = Image.new("RGB", (style.width, style.height), paper)
    draw = ImageDraw.Draw(image)

    def font(size: float) -> ImageFont.FreeTypeFont:
        path = fonts()[style.font % len(fonts())]
        return ImageFont.truetype(str(path), max(8, round(size * unit)))

    if style.chrome:
        draw.text((60 * unit, 34 * unit), "14:32", font=font(40), fill=ink)
        draw.text((style.width - 300 * unit, 34 * unit), "5G  87 %", font=font(38), fill=ink)
    draw.text((style.width / 2, 170 * unit), sender, font=font(46), fill=ink, anchor="mm")
    draw.line((0, 240 * unit, style.width, 240 * unit), fill=faint)
    y = 290 * unit
    if style.chrome:
        said = "Aujourd’hui 14:07" if style.french else "Today 2:07 PM"
        draw.text((style.width / 2, y), said, font=font(32), fill=faint, anchor="mm")
        y += 60 * unit
    words = font(style.size)
    pad, step = 30 * unit, round(style.size * 1.32 * unit)
    for bubble in bubbles:
        lines = wrapped(draw, bubble.text, words, style.width * 0.72)
        wide = max(draw.textlength(line, font=words) for line in lines)
        x = style.width - wide - 3 * pad if bubble.mine else pad
        box = (x, y, x + wide + 2 * pad, y + len(lines) * step + 2 * pad)
        draw.rounded_rectangle(box, radius=36 * unit, fill=mine if bubble.mine else theirs)
        ink_here = (255, 255, 255) if bubble.mine else ink
        for number, line in enumerate(lines):
            draw.text((x + pad, y + pad + number * step), line, font=words, fill=ink_here)
        y = box[3] + 24 * unit
    if style.chrome:
        box = (150 * unit, style.height - 190 * unit, style.width - 60 * unit)
        draw.rounded_rectangle((*box, style.height - 90 * unit), radius=48 * unit, outline=faint)
        said = "Message texte" if style.french else "Text message"
        at = (190 * unit, style.height - 140 * unit)
        draw.text(at, said, font=font(40), fill=faint, anchor="lm")
    return image


def wrapped(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, width: float
) -> list[str]:
    """Break lines as phones do: between words, and inside a word longer than the line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            trial = f"{line} {word}" if line else word
            if draw.textlength(trial, font=font) <= width:
                line = trial
                continue
            if line:
                lines.append(line)
            line = word
            while draw.textlength(line, font=font) > width:
                cut = len(line) - 1
                while draw.textlength(line[:cut], font=font) > width:
                    cut -= 1
                lines.append(line[:cut])
                line = line[cut:]
        lines.append(line)
    return lines


def code(held: str, size: int = 400) -> Image.Image:
    """Return the picture of a QR code."""
    numpy, zxingcpp = pytest.importorskip("numpy"), pytest.importorskip("zxingcpp")
    made = zxingcpp.create_barcode(held, zxingcpp.BarcodeFormat.QRCode)
    drawn = Image.fromarray(numpy.array(made.to_image(scale=4))).convert("RGB")
    paper = Image.new("RGB", (drawn.width + 80, drawn.height + 80), (255, 255, 255))
    paper.paste(drawn, (40, 40))
    return paper.resize((size, size), Image.Resampling.LANCZOS)


def png(image: Image.Image) -> bytes:
    """Return the bytes of a PNG."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """Return the bytes of a JPEG."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()


def sent_as_photo(image: Image.Image) -> bytes:
    """Return what is left of a screenshot that Telegram sent as a photo: 1280 pixels high, JPEG."""
    scale = 1280 / max(image.size)
    small = image.resize((round(image.width * scale), round(image.height * scale)), Image.LANCZOS)
    return jpeg(small, 87)


def photographed(image: Image.Image) -> bytes:
    """Return a screen photographed by another phone: turned a little, soft, compressed."""
    turned = image.rotate(2.2, expand=True, fillcolor=(90, 84, 80), resample=Image.BICUBIC)
    return jpeg(turned.filter(ImageFilter.GaussianBlur(1.3)), 45)
