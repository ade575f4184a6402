/** Short messages at the lower edge; screen readers hear them. */
import { byId, h } from './dom.js';

const SHOWN_MS = 6000;

export function note(text, kind = 'info') {
  const place = byId('notes');
  const line = h('p', { class: `note ${kind}` }, h('span', {}, text),
    h('button', { type: 'button', 'aria-label': 'Close this message', onclick: () => line.remove() }, '×'));
  for (const old of [...place.children].slice(0, -2)) old.remove();
  place.append(line);
  if (kind !== 'error') setTimeout(() => line.remove(), SHOWN_MS);
}
