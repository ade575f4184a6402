"""A second, independent implementation of the masks-to-boxes recipe, in plain Python.

It made the figures that MaskConverterTest expects of the shared photos:
    python3 mask_boxes.py ../shared/data
prints for each set the objects, the clean photos and the sums of x1, y1, x2 and y2.
"""
import glob
import math
import struct
import sys
import zlib
from functools import reduce
from operator import or_


def read_png(path):
    """Rows of an 8-bit grey PNG."""
    data, at, packed = open(path, "rb").read(), 8, b""
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, chunk = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, *rest = struct.unpack(">IIBBBBB", chunk)
            assert rest == [8, 0, 0, 0, 0], (path, rest)
        if kind == b"IDAT":
            packed += chunk
        at += 12 + length
    raw, above, rows = zlib.decompress(packed), bytearray(width), []
    for y in range(height):
        rule = raw[y * (width + 1)]
        row = bytearray(raw[y * (width + 1) + 1 : (y + 1) * (width + 1)])
        for x in range(width):
            a, b, c = (row[x - 1] if x else 0), above[x], (above[x - 1] if x else 0)
            near = min((a, b, c), key=lambda v: abs(a + b - c - v))
            row[x] = (row[x] + (0, a, b, (a + b) // 2, near)[rule]) & 255
        rows.append(row)
        above = row
    return width, height, rows


def dilate(bits, full, reach=7):
    """A square of 2 * reach + 1; each row is one number with a bit per pixel."""
    wide = [reduce(or_, [b << s | b >> s for s in range(reach + 1)]) & full for b in bits]
    return [reduce(or_, wide[max(0, y - reach) : y + reach + 1]) for y in range(len(bits))]


def boxes_of(path):
    width, height, rows = read_png(path)
    full = (1 << width) - 1
    bits = [sum(1 << x for x in range(width) if row[x] > 127) for row in rows]
    closed = [full & ~b for b in dilate([full & ~b for b in dilate(bits, full)], full)]
    left = {(x, y) for y in range(height) for x in range(width) if closed[y] >> x & 1}
    boxes = []
    while left:
        todo, pixels = [left.pop()], []
        while todo:
            x, y = todo.pop()
            pixels.append((x, y))
            for near in [(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]:
                if near in left:
                    left.remove(near)
                    todo.append(near)
        if len(pixels) > 20:
            xs, ys = [p[0] for p in pixels], [p[1] for p in pixels]
            boxes.append((min(xs), min(ys), max(xs) + 1, max(ys) + 1))
    while True:
        pair = next(
            ((a, b) for i, a in enumerate(boxes) for b in boxes[:i] if gap(a, b) < 10), None
        )
        if pair is None:
            return boxes
        a, b = pair
        boxes.remove(a)
        boxes.remove(b)
        boxes.append((min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))


def gap(a, b):
    dx = max(0, max(a[0], b[0]) - min(a[2], b[2]))
    dy = max(0, max(a[1], b[1]) - min(a[3], b[3]))
    return math.hypot(dx, dy)


for pattern in ("crackforest/masks/*.png", "magnetic-tile/*/masks/*.png"):
    found = [boxes_of(path) for path in sorted(glob.glob(sys.argv[1] + "/" + pattern))]
    every = [box for boxes in found for box in boxes]
    sums = [sum(box[i] for box in every) for i in range(4)]
    print(pattern, len(every), sum(not boxes for boxes in found), sums)
