/** Chooses a class for a box. Where nothing was trained yet, a class can be added. */
import { post, WORKSPACE } from './api.js';
import { emit } from './bus.js';
import { ask } from './dialog.js';
import { h } from './dom.js';
import { note } from './notes.js';

const NEW = ' new';

/** The name of the chosen class, or '' where the user left. */
export async function chooseClass(classes, current, mayAdd) {
  const field = h('input', { type: 'text', 'aria-label': 'Name of a new class', placeholder: 'new class', maxlength: 64 });
  const buttons = classes.map(({ name }, i) => ({ words: i < 9 ? `${i + 1}  ${name}` : name, value: name, primary: name === current }));
  if (mayAdd) buttons.push({ words: 'Add', value: NEW, primary: classes.length === 0 });
  const content = h('div', {}, current ? h('p', { class: 'hint' }, `Now: ${current}`) : null, mayAdd ? field : null);
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter') field.closest('dialog').close(NEW);
  });
  const choice = ask('Class of the box', content, buttons, { numbered: true });
  if (mayAdd && classes.length === 0) field.focus();
  const chosen = await choice;
  return chosen === NEW ? added(field.value.trim()) : chosen;
}

async function added(name) {
  if (!name) return '';
  try {
    await post(`${WORKSPACE}/classes`, { name });
  } catch (error) {
    note(error.message, 'error');
    return '';
  }
  emit('refresh');
  return name;
}
