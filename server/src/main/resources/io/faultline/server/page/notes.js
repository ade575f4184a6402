/** Short messages at the lower edge; screen readers hear them. */
import { byId, h } from './dom.js';

const SHOWN_MS = 6000;

/** action: {words, run}, a button of the message. */
export function note(text, kind = 'info', action = null) {
  const place = byId('notes');
  const line = h('p', { class: `note ${kind}` }, h('span', {}, text), action && h('button', { type: 'button', class: 'act', onclick: () => run() }, action.words),
    h('button', { type: 'button', 'aria-label': 'Close this message', onclick: () => line.remove() }, '×'));
  const run = () => {
    line.remove();
    action.run();
  };
  for (const old of [...place.children].slice(0, -2)) old.remove();
  place.append(line);
  if (kind !== 'error') setTimeout(() => line.remove(), SHOWN_MS);
}
