/** The keys of the page. One table serves both the keyboard and the help, so the help is always true. */
import { ask, dialogOpen } from './dialog.js';
import { h } from './dom.js';
import { legend } from './shapes.js';

const SHOWN = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Delete: 'Del' };

/** commands: [{keys: ['a'], group, words, run(event), when()}]; a key may begin with 'Shift+', 'Ctrl+' or 'Alt+'. */
export function listen(commands) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || dialogOpen() || typing(event)) return;
    const name = nameOf(event);
    const command = commands.find(({ keys, when }) => keys.includes(name) && (!when || when()));
    if (!command) return;
    event.preventDefault();
    command.run(event);
  });
}

export function nameOf(event) {
  const shifted = event.shiftKey && (event.key.length > 1 || /\p{L}/u.test(event.key));
  const modifiers = [event.ctrlKey || event.metaKey ? 'Ctrl+' : '', event.altKey ? 'Alt+' : '', shifted ? 'Shift+' : ''];
  return modifiers.join('') + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

/** Fields keep their keys; buttons and links keep Enter and Space; sliders and lists keep the arrows. */
function typing({ target, key }) {
  if (!(target instanceof Element)) return false;
  if (target.closest('textarea, select, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])')) return key !== 'Escape';
  if (target.closest('button, a, summary')) return key === 'Enter' || key === ' ';
  return target.closest('input') !== null && (key.startsWith('Arrow') || key === ' ' || key === 'Home' || key === 'End');
}

export function showHelp(commands) {
  const groups = new Map();
  for (const command of commands) {
    if (command.words) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  const tables = [...groups].map(([group, list]) => h('section', {}, h('h3', {}, group), h('dl', { class: 'keys' },
    list.flatMap(({ keys, shown: some, words }) => [h('dt', {}, (some ?? keys).map((key) => h('kbd', {}, shown(key)))), h('dd', {}, words)]))));
  const marks = h('section', {}, h('h3', {}, 'What the lines mean'), h('ul', { class: 'legend' }, legend()));
  return ask('Keys', h('div', { class: 'help' }, tables, marks), [{ words: 'Close', value: '', primary: true }]);
}

function shown(key) {
  return key.split(/(?<=.)\+(?=.)/).map((part) => SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(' + ');
}
