/** Modal dialogs: the browser's own <dialog>, which keeps the focus inside and closes on Escape. */
import { h } from './dom.js';

/** Shows the dialog and answers with the value of the button that closed it ('' for Escape). Numbered buttons answer to 1 to 9. */
export function ask(title, content, buttons, { escape = true, numbered = false } = {}) {
  return new Promise((done) => {
    const heading = h('h2', { id: 'dialog-title' }, title);
    const row = h('div', { class: 'buttons' }, buttons.map(({ words, value, primary }) =>
      h('button', { type: 'button', class: primary ? 'primary' : '', onclick: () => box.close(value) }, words)));
    const box = h('dialog', { 'aria-labelledby': 'dialog-title' }, heading, content, row);
    if (numbered) {
      box.addEventListener('keydown', (event) => {
        const chosen = /^[1-9]$/.test(event.key) && buttons[Number(event.key) - 1];
        if (!chosen) return;
        event.preventDefault();
        event.stopPropagation();
        box.close(chosen.value);
      });
    }
    box.addEventListener('cancel', (event) => escape || event.preventDefault());
    box.addEventListener('close', () => {
      box.remove();
      done(box.returnValue);
    });
    document.body.append(box);
    box.showModal();
    row.querySelector('.primary')?.focus();
  });
}

export const dialogOpen = () => document.querySelector('dialog[open]') !== null;
