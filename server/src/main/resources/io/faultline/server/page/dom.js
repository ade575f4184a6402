/** Builds elements. Text always becomes a text node, so that no name of a file or class can be markup. */

/** h('p', {class: 'hint', onclick: f, hidden: false}, 'text', element, null) */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value' || key === 'checked') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A button with a key beside its words; the title and the label for screen readers name both. */
export function keyButton(words, key, onclick, more = {}) {
  return h('button', { type: 'button', title: `${words} (key ${key})`, 'aria-keyshortcuts': key, onclick, ...more },
    words, h('kbd', { 'aria-hidden': 'true' }, key));
}

/** Puts text where it differs, so that screen readers hear a live region only when it changes. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
