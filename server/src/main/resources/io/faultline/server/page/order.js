/**
 * The order of the list while a person works. A photo that was opened keeps its place behind the photo before it, also where its
 * doubt has changed or the filter would leave it out: the list does not jump, and "next" and "previous" stay true. Pure.
 */
export function keepPlaces(before, after, opened) {
  const fresh = new Map(after.map((photo) => [photo.id, photo]));
  const result = after.filter(({ id }) => !opened.has(id) || !before.some((photo) => photo.id === id));
  before.forEach((photo, i) => {
    if (!opened.has(photo.id)) return;
    const ahead = before.slice(0, i).reverse().map(({ id }) => result.findIndex((other) => other.id === id)).find((at) => at >= 0) ?? -1;
    result.splice(ahead + 1, 0, fresh.get(photo.id) ?? photo);
  });
  return result;
}
