/** Asks whose change counts where two windows changed the same box. Answers true for this window's. */
import { stateWords } from './changes.js';
import { ask } from './dialog.js';
import { h } from './dom.js';
import { score } from './words.js';

export async function askConflict(name, conflicts) {
  const lines = conflicts.map(({ before, mine, theirs }) => h('tr', {},
    h('td', {}, `${before.category}${before.score === null ? '' : ` ${score(before.score)}`} at ${before.box.map(Math.round).slice(0, 2).join(', ')}`),
    h('td', {}, `You ${stateWords(before, mine)}.`),
    h('td', {}, `The other window ${stateWords(before, theirs)}.`)));
  const content = h('div', {},
    h('p', {}, `${name} was changed in another window at the same time. All other changes of both windows are kept.`),
    h('table', {}, h('thead', {}, h('tr', {}, h('th', {}, 'Box'), h('th', {}, 'This window'), h('th', {}, 'Other window'))),
      h('tbody', {}, lines)));
  const answer = await ask('Two windows changed the same box', content, [
    { words: 'Keep mine', value: 'mine', primary: true },
    { words: 'Take the other', value: 'theirs' },
  ], { escape: false });
  return answer === 'mine';
}
