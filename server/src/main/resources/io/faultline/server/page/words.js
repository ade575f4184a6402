/** Numbers and times in words. */
const numbers = new Intl.NumberFormat('en');

export const number = (value) => numbers.format(value);

export const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

export const score = (value) => value.toFixed(2);

export function duration(seconds) {
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  if (seconds < 1) return 'less than 1 s';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

export function left(seconds) {
  const words = duration(seconds);
  return words ? `about ${words} left` : '';
}

export function bytes(value) {
  if (value < 1e6) return `${Math.max(1, Math.round(value / 1e3))} kB`;
  return value < 1e9 ? `${(value / 1e6).toFixed(1)} MB` : `${(value / 1e9).toFixed(2)} GB`;
}

export function day(iso) {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? String(iso) : time.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

/** A model as people call it: its name, or the end of its path, and the first digits of its hash. */
export const modelName = ({ name, hash }) => `${String(name ?? '').split(/[\\/]/).slice(-2).join('/')} (${String(hash ?? '').slice(0, 8)})`;

/** What a photo is called in lists and filters: its verdict, or how far it is. */
export function verdictOf(photo) {
  if (photo.state === 'failed') return 'FAILED';
  return photo.state === 'done' ? photo.verdict ?? 'CLEAN' : 'WAITING';
}
