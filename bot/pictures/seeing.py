"""From pixels to lines and codes: RapidOCR for words, ZXing for QR codes. Runs in the child only.

Everything is pinned: the models are those inside RapidOCR's wheel, named by path, since any other
name makes it download. One thread, one line at a time: slower by a tenth, half the memory.
"""

import math
from importlib.resources import files
from statistics import median
from typing import Any

import cv2
import numpy as np
import zxingcpp
from PIL import Image
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

from bot.pictures.model import LONGEST_CODE, MOST_CODES, Line

LONGEST_SEEN = 1280  # pixels of the longer side in which text is looked for
TILE = 2.4  # a picture taller than this many times its width is read in pieces
LOOKED_AT = 0.25  # of a piece: where its end is looked for
MOST_TILES = 8
SMALL = 640  # pixels; a smaller picture is doubled before looking for codes
LONG = 60  # pixels; a shorter line does not say how the page is turned
STRAIGHT = 0.006  # radians; a page turned by less is left as it is
STEEP = 0.35  # radians; a line more slanted than this is no line of the same page
_CODES = zxingcpp.BarcodeFormats(
    (
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.MicroQRCode,
        zxingcpp.BarcodeFormat.RMQRCode,
    )
)
# What the engine writes for signs it also knows from Chinese print, and for « n° ».
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xBA: "°"}


class Sight:
    """The models, loaded once. `lines` and `codes` look at a picture in RGB."""

    def __init__(self) -> None:
        models = files("rapidocr") / "models"
        cv2.setNumThreads(1)
        self._engine = RapidOCR(
            params={
                "Global.use_cls": False,
                "Global.log_level": "critical",
                "Global.max_side_len": 4000,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
                "Det.limit_type": "max",
                "Det.limit_side_len": LONGEST_SEEN,
                "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
                "Rec.rec_batch_num": 1,
            }
        )
        # The models are loaded at the first look; after that no file can be opened any more.
        sample = np.full((64, 320, 3), 255, np.uint8)
        cv2.putText(sample, "ready", (20, 44), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
        self._engine(sample)
        self.codes(Image.new("RGB", (64, 64)))

    def lines(self, picture: Image.Image) -> list[Line]:
        """Return the lines of a picture, in the order of their height."""
        pixels = np.asarray(picture)[:, :, ::-1]  # the models know BGR
        found: list[Line] = []
        for top, bottom in _pieces(pixels):
            found.extend(self._seen(np.ascontiguousarray(pixels[top:bottom]), top))
        return sorted(found, key=lambda line: line.middle)

    def codes(self, picture: Image.Image) -> list[str]:
        """Return what the QR codes of a picture hold, each once."""
        grey = picture.convert("L")
        found = zxingcpp.read_barcodes(grey, formats=_CODES)
        if not found and max(grey.size) < SMALL:
            double = (grey.width * 2, grey.height * 2)
            larger = grey.resize(double, Image.Resampling.LANCZOS)
            found = zxingcpp.read_barcodes(larger, formats=_CODES)
        held = dict.fromkeys(one.text.strip()[:LONGEST_CODE] for one in found)
        return [text for text in held if text][:MOST_CODES]

    def _seen(self, pixels: Any, top: int) -> list[Line]:
        answer = self._engine(pixels)
        if not isinstance(answer, RapidOCROutput):
            return []
        boxes, texts, scores = answer.boxes, answer.txts, answer.scores
        if boxes is None or texts is None or scores is None:
            return []
        turn = _slant(boxes)
        return [
            _line(_turned(box, turn), top, text, float(score))
            for box, text, score in zip(boxes, texts, scores, strict=True)
            if text.strip()
        ]


def _pieces(pixels: Any) -> list[tuple[int, int]]:
    """Cut a long screenshot into pieces of a phone's height, between two lines of text."""
    height, width = pixels.shape[:2]
    tall = int(width * TILE)
    pieces: list[tuple[int, int]] = []
    top = 0
    while len(pieces) < MOST_TILES - 1 and height - top > tall:
        first = top + int(tall * (1 - LOOKED_AT))
        rows = pixels[first : top + tall, :, 1].astype(np.float32)
        end = first + int(np.argmin(rows.std(axis=1)))  # the plainest row: no letter stands there
        pieces.append((top, end))
        top = end
    return [*pieces, (top, min(height, top + tall))]


def _slant(boxes: Any) -> float:
    """Return by how many radians the page is turned: the slant of most of its long lines."""
    slants = []
    for box in boxes:
        (x, y), (to_x, to_y) = box[0], box[1]
        slant = math.atan2(float(to_y - y), float(to_x - x))
        if math.hypot(float(to_x - x), float(to_y - y)) > LONG and abs(slant) < STEEP:
            slants.append(slant)
    turn = median(slants) if slants else 0.0
    return turn if abs(turn) > STRAIGHT else 0.0


def _turned(box: Any, turn: float) -> list[tuple[float, float]]:
    cos, sin = math.cos(-turn), math.sin(-turn)
    return [(float(x) * cos - float(y) * sin, float(x) * sin + float(y) * cos) for x, y in box]


def _line(corners: list[tuple[float, float]], top: int, text: str, score: float) -> Line:
    across = sorted(x for x, _ in corners)
    down = sorted(y for _, y in corners)
    plain = " ".join(text.translate(_PLAIN).split())
    # The mean of each pair of corners: what is left of a slant does not make the line taller.
    return Line(
        (across[0] + across[1]) / 2,
        (down[0] + down[1]) / 2 + top,
        (across[2] + across[3]) / 2,
        (down[2] + down[3]) / 2 + top,
        plain,
        score,
    )
