"""A second, independent implementation of TIDE's definition (Bolya et al. 2020, arXiv 2008.08115), in plain Python.

It made tide.json, the figures that TideTest expects: python3 tide.py > tide.json
It was written from the paper (sections 2.2 and 2.3) and the order of checks of the authors' code; boxes are COCO's x, y, width, height.
A class without an object is left out of the mean. Scores differ, and no class has more than 100 detections in a photo.
"""
import json
import math
import random

KINDS = ["Cls", "Loc", "Both", "Dupe", "Bkg", "Miss"]


def shared(a, b):
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return max(w, 0) * max(h, 0) if w > 0 and h > 0 else 0.0


def iou(a, b):
    s = shared(a, b)
    return s / (a[2] * a[3] + b[2] * b[3] - s)


def average_precision(ranking, objects):
    """ranking: (score, is a hit). 101-point interpolation."""
    if objects == 0:
        return 0.0 if ranking else None
    curve, hits = [], 0
    for n, (_, hit) in enumerate(sorted(ranking, key=lambda r: -r[0]), 1):
        hits += hit
        curve.append((hits / objects, hits / n))
    total = 0.0
    for k in range(101):
        total += max((p for r, p in curve if r >= (1 if k == 100 else k * 0.01)), default=0.0)
    return total / 101


def tide(truth, detections):
    points, objects, unfound, missed = [], {}, {}, {}
    for image in truth["images"]:
        mine = [a for a in truth["annotations"] if a["image_id"] == image["id"]]
        real, crowds = [a for a in mine if not a["iscrowd"]], [a for a in mine if a["iscrowd"]]
        ranked = sorted((d for d in detections if d["image_id"] == image["id"]), key=lambda d: -d["score"])
        used, wrong = set(), []
        for d in ranked:
            free = [a for a in real if a["category_id"] == d["category_id"] and a["id"] not in used]
            best = max(free, key=lambda a: iou(d["bbox"], a["bbox"]), default=None)
            if best is not None and iou(d["bbox"], best["bbox"]) >= .5:
                used.add(best["id"])
                points.append((d, None, None))
            elif not any(c["category_id"] == d["category_id"] and shared(d["bbox"], c["bbox"]) / (d["bbox"][2] * d["bbox"][3]) >= .5 for c in crowds):
                wrong.append(d)
        claimed = set()
        for d in wrong:
            over = lambda which: max(((iou(d["bbox"], a["bbox"]), a) for a in real if which(a)), key=lambda p: p[0], default=(0.0, None))
            own, own_object = over(lambda a: a["category_id"] == d["category_id"])
            other, other_object = over(lambda a: a["category_id"] != d["category_id"])
            taken, _ = over(lambda a: a["category_id"] == d["category_id"] and a["id"] in used)
            target = None
            if .1 <= own <= .5:
                kind, target = "Loc", own_object
            elif other >= .5:
                kind, target = "Cls", other_object
            elif taken >= .5:
                kind = "Dupe"
            elif max(own, other) <= .1:
                kind = "Bkg"
            else:
                kind = "Both"
            becomes = None
            if target is not None and target["id"] not in used and target["id"] not in claimed:
                claimed.add(target["id"])
                becomes = target["category_id"]
            points.append((d, kind, becomes))
        for a in real:
            c = a["category_id"]
            objects[c] = objects.get(c, 0) + 1
            unfound[c] = unfound.get(c, 0) + (a["id"] not in used)
            missed[c] = missed.get(c, 0) + (a["id"] not in used and a["id"] not in claimed)

    def mean_ap(mend=None):
        values = []
        for c, count in sorted(objects.items()):
            ranking = []
            for d, kind, becomes in points:
                if kind is not None and kind == mend:
                    if becomes == c:
                        ranking.append((d["score"], True))
                elif d["category_id"] == c:
                    score = d["score"] if mend != "FalsePos" else 1.0 if kind is None else 0.0
                    ranking.append((score, kind is None))
            count -= missed[c] if mend == "Miss" else unfound[c] if mend == "FalseNeg" else 0
            ap = average_precision(ranking, count)
            if ap is not None:
                values.append(ap)
        return sum(values) / len(values) if values else 1.0

    base, result = mean_ap(), {}
    for kind in KINDS + ["FalsePos", "FalseNeg"]:
        errors = {"Miss": sum(missed.values()), "FalseNeg": sum(unfound.values()),
                  "FalsePos": sum(k is not None for _, k, _ in points)}.get(kind, sum(k == kind for _, k, _ in points))
        result[kind] = {"dAP": max(mean_ap(kind) - base, 0.0), "errors": errors}
    return {"AP50": base if objects else -1.0, **result}


def case(rng, images, classes, crowds):
    truth = {"images": [], "annotations": [], "categories": [{"id": 3 * c + 2, "name": "c%d" % c} for c in range(classes)]}
    ids, detections = [c["id"] for c in truth["categories"]], []
    add = lambda i, c, b: detections.append({"image_id": i, "category_id": c, "bbox": [round(v, 2) for v in b], "score": rng.random()})
    for i in range(1, images + 1):
        truth["images"].append({"id": i, "file_name": "%d.png" % i, "width": 400, "height": 400})
        for _ in range(rng.randrange(5)):
            w, h = rng.uniform(10, 120), rng.uniform(10, 120)
            x, y, c = rng.uniform(0, 400 - w), rng.uniform(0, 400 - h), rng.choice(ids)
            b = [round(v, 2) for v in (x, y, w, h)]
            truth["annotations"].append({"id": len(truth["annotations"]) + 1, "image_id": i, "category_id": c, "bbox": b,
                                         "area": round(b[2] * b[3], 2), "iscrowd": int(crowds and rng.random() < .2)})
            for _ in range(rng.randrange(4)):
                s = rng.choice([.05, .15, .4, .8])
                moved = (x + rng.gauss(0, s) * w, y + rng.gauss(0, s) * h, w * math.exp(rng.gauss(0, s / 2)), h * math.exp(rng.gauss(0, s / 2)))
                add(i, c if rng.random() < .7 else rng.choice(ids), moved)
        for _ in range(rng.randrange(2)):
            add(i, rng.choice(ids), (rng.uniform(0, 300), rng.uniform(0, 300), rng.uniform(5, 90), rng.uniform(5, 90)))
    return truth, detections


def main():
    rng, cases = random.Random(20201123), []
    for n in range(14):
        images, classes = rng.choice([1, 3, 8, 15]), 1 + n % 3
        truth, detections = case(rng, images, classes, n % 2 == 1)
        cases.append({"name": "%d: %d photos, %d classes" % (n, images, classes), "truth": truth, "detections": detections, "tide": tide(truth, detections)})
    print(json.dumps({"note": "written by tide.py", "cases": cases}, separators=(",", ":")))


main()
