/** Which key does what on the photo's page, and its words in the help. */
import { byId } from './dom.js';

export function commands(bench, slider, help) {
  const open = () => bench.photo !== null;
  const photo = (keys, words, run) => ({ keys, words, run, group: 'Photos' });
  const box = (keys, words, run) => ({ keys, words, run, group: 'Boxes', when: open });
  const view = (keys, words, run) => ({ keys, words, run, group: 'View', when: open });
  const digits = [...'123456789'];
  return [
    photo(['n', 'PageDown'], 'next photo', () => bench.go(1)),
    photo(['p', 'PageUp'], 'previous photo', () => bench.go(-1)),
    photo(['m'], 'reviewed: accept what is left, go on', () => bench.review()),
    { ...photo(['Shift+Delete'], 'remove the photo, or put it back', () => bench.removePhoto()), when: open },
    photo(['z', 'Ctrl+z'], 'undo the last change', () => bench.undo()),
    photo(['/'], 'find a photo by its name', () => findByName()),
    { keys: ['?'], words: 'these keys', run: help, group: 'Photos' },
    box(['a'], 'accept the box', () => bench.accept()),
    box(['Shift+a'], 'accept all reported boxes', () => bench.acceptAll()),
    box(['r'], 'reject the box', () => bench.reject()),
    box(['c'], 'choose its class', () => bench.chooseClass()),
    { ...box(digits, 'give it class 1 to 9', (event) => bench.reclass(bench.classes[Number(event.key) - 1]?.name)), shown: ['1', '…', '9'] },
    box(['j', 'k'], 'next, previous box', (event) => bench.stepBox(event.key.toLowerCase() === 'j' ? 1 : -1)),
    box(['b'], 'one-click box at the pointer', () => bench.oneClick.at()),
    box(['d'], 'draw a box', () => bench.toggle('draw')),
    box(['e'], 'move or resize the box', () => bench.toggle('edit')),
    box(['Delete', 'Backspace'], 'delete the box', () => bench.remove()),
    box(['Enter'], 'take the proposal, end moving', () => bench.enter()),
    box(['Escape'], 'leave it', () => bench.escape()),
    view(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], 'next proposal; move the box; move the photo', (event) => bench.arrow(event)),
    ...['Shift+', 'Alt+'].map((more) => ({ keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].map((key) => more + key), when: open, run: (event) => bench.arrow(event) })),
    view(['f'], 'the whole photo', () => bench.viewer.fit()),
    view(['g'], 'zoom to the box', () => bench.box && bench.viewer.zoomTo(bench.box.box)),
    view(['+', '='], 'zoom in', () => bench.viewer.zoom(1)),
    view(['-'], 'zoom out', () => bench.viewer.zoom(-1)),
    view(['h'], 'hide or show the boxes', () => bench.toggleBoxes()),
    view(['[', ']'], 'lower, higher threshold', (event) => slider.set(slider.threshold + (event.key === ']' ? 0.01 : -0.01))),
  ];
}

/** On a small screen the list comes with the field. */
function findByName() {
  document.body.classList.add('queue-over');
  byId('filter-name').focus();
  byId('filter-name').select();
}
