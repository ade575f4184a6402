/** The line below the photo: what can be done now, and with which key; where there are fingers instead, without keys. */

const KEYS = {
  draw: 'Drag from corner to corner · Enter: a box in the middle of the view · Esc ends',
  edit: 'Drag the box or its edges · arrows move it, with Alt its lower right corner · Enter ends',
  point: 'Click on a crack',
  offer: 'Wheel or arrows: next',
  open: 'A accept · R reject · click on another crack for a box · M accepts what is left and goes on',
  look: 'Click on a crack for a box · D draws one · M reviewed, next',
};

const FINGERS = {
  draw: 'Drag from corner to corner', edit: 'Drag the box or its edges', point: 'Tap a crack', offer: '',
  open: 'Accept or reject the box, or tap another crack for a new one', look: 'Tap a crack for a box',
};

/** bench: oneClick, tool, photo, box. */
export function hintOf({ oneClick, tool, photo, box }, fingers) {
  const hints = fingers ? FINGERS : KEYS;
  if (!photo) return '';
  if (oneClick.current) return hints.offer;
  if (tool !== 'look') return hints[tool];
  return box?.state === 'open' ? hints.open : hints.look;
}
