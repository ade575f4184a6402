/** Boxes [x1, y1, x2, y2] in pixels of the photo, half open. Pure functions. */

export const contains = ([x1, y1, x2, y2], x, y) => x >= x1 && x < x2 && y >= y1 && y < y2;

export const area = ([x1, y1, x2, y2]) => (x2 - x1) * (y2 - y1);

/** The smallest of the boxes that contain the point; `boxOf` gives an item's box. */
export function smallestAt(items, x, y, boxOf = (item) => item.box) {
  let best = null;
  for (const item of items) {
    if (contains(boxOf(item), x, y) && (!best || area(boxOf(item)) < area(boxOf(best)))) best = item;
  }
  return best;
}

/** The box between two corners, in whole pixels, inside of the photo. */
export function spanned(a, b, width, height) {
  const x1 = clamp(Math.floor(Math.min(a.x, b.x)), 0, width - 1);
  const y1 = clamp(Math.floor(Math.min(a.y, b.y)), 0, height - 1);
  return [x1, y1, clamp(Math.ceil(Math.max(a.x, b.x)), x1 + 1, width), clamp(Math.ceil(Math.max(a.y, b.y)), y1 + 1, height)];
}

/** Which part of the box a pointer holds: 'n', 'se', ..., 'move' inside, or null. Tolerance in pixels of the photo. */
export function grip(box, x, y, tolerance) {
  const [x1, y1, x2, y2] = box;
  if (x < x1 - tolerance || x > x2 + tolerance || y < y1 - tolerance || y > y2 + tolerance) return null;
  const reachX = Math.min(tolerance, Math.max((x2 - x1) / 4, tolerance / 2));
  const reachY = Math.min(tolerance, Math.max((y2 - y1) / 4, tolerance / 2));
  const row = Math.abs(y - y1) <= reachY || y < y1 ? 'n' : Math.abs(y - y2) <= reachY || y > y2 ? 's' : '';
  const column = Math.abs(x - x1) <= reachX || x < x1 ? 'w' : Math.abs(x - x2) <= reachX || x > x2 ? 'e' : '';
  return row + column || 'move';
}

/** The box after its grip was pulled by (dx, dy): never smaller than a pixel, never outside of the photo. */
export function pulled(box, part, dx, dy, width, height) {
  let [x1, y1, x2, y2] = box;
  if (part === 'move') {
    const stepX = clamp(Math.round(dx), -x1, width - x2);
    const stepY = clamp(Math.round(dy), -y1, height - y2);
    return [x1 + stepX, y1 + stepY, x2 + stepX, y2 + stepY];
  }
  if (part.includes('w')) x1 = clamp(Math.round(x1 + dx), 0, x2 - 1);
  if (part.includes('e')) x2 = clamp(Math.round(x2 + dx), x1 + 1, width);
  if (part.includes('n')) y1 = clamp(Math.round(y1 + dy), 0, y2 - 1);
  if (part.includes('s')) y2 = clamp(Math.round(y2 + dy), y1 + 1, height);
  return [x1, y1, x2, y2];
}

export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
