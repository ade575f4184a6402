/** The photos in what was dropped or chosen: files and folders, however deep. */

const PHOTO = /\.(jpe?g|png|tiff?|bmp|gif|webp)$/i;

export const isPhoto = (file) => file.type.startsWith('image/') || PHOTO.test(file.name);

/** Files of a drop. The entries must be taken before the first await: the browser forgets them afterwards. */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files];
  const files = [];
  for (const entry of entries) await collect(entry, files);
  return files;
}

async function collect(entry, files) {
  if (entry.isFile) files.push(await new Promise((done, failed) => entry.file(done, failed)));
  else if (entry.isDirectory) for (const child of await children(entry.createReader())) await collect(child, files);
}

/** A reader hands out about a hundred entries at a time. */
async function children(reader) {
  const all = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return all.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
    all.push(...some);
  }
}
