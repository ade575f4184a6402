/** The line below the photo: what can be done now, and with which key. */

const HINTS = {
  draw: 'Drag from corner to corner · Enter: a box in the middle of the view · Esc ends',
  edit: 'Drag the box or its edges · arrows move it, with Alt its lower right corner · Enter ends',
  point: 'Click on a crack',
};

/** bench: oneClick, tool, photo, box. */
export function hintOf({ oneClick, tool, photo, box }) {
  if (!photo) return '';
  if (oneClick.current) return 'Wheel or arrows: next';
  if (tool !== 'look') return HINTS[tool];
  return box?.state === 'open' ? 'A accept · R reject · click on another crack for a box · M accepts what is left and goes on'
    : 'Click on a crack for a box · D draws one · M reviewed, next';
}
