/** Beside the photo: what it is, its boxes as a list, and what can be done with the chosen one. */
import { get, photoPath } from './api.js';
import { allBoxes, doneWords, reported } from './changes.js';
import { byId, h, keyButton, say } from './dom.js';
import { kindOf, kindWords, signOf } from './shapes.js';
import { count, day, number, score, verdictOf } from './words.js';

const MEANING = {
  CRACK: 'certain or accepted', REVIEW: 'doubtful: please look', CLEAN: 'nothing was reported',
  WAITING: 'the detector has not looked yet', FAILED: 'it could not be read',
};

const STATES = { open: 'to decide', accepted: 'accepted', person: 'drawn', rejected: 'rejected', below: 'below' };

export class Panel {
  constructor(bench) {
    this.bench = bench;
    this.list = byId('boxes');
    const act = (words, key, run) => keyButton(words, key, run);
    this.buttons = {
      accept: act('Accept', 'A', () => bench.accept()), reject: act('Reject', 'R', () => bench.reject()),
      reclass: act('Class', 'C', () => bench.chooseClass()), edit: act('Move', 'E', () => bench.toggle('edit')),
      remove: act('Delete', 'Del', () => bench.remove()),
    };
    byId('box-actions').append(...Object.values(this.buttons));
    this.review = keyButton('Reviewed, next', 'M', () => bench.review(), { class: 'primary wide' });
    byId('review-place').append(this.review);
    byId('photo-remove').addEventListener('click', () => bench.removePhoto());
    byId('history').addEventListener('toggle', () => this.showHistory());
  }

  show() {
    const { photo, threshold, selected, manyClasses, labelling } = this.bench;
    byId('panel').hidden = !photo;
    if (!photo) return;
    const verdict = verdictOf(photo);
    say(byId('photo-name'), photo.name);
    say(byId('photo-size'), photo.width > 0 ? `${number(photo.width)} × ${number(photo.height)} pixels` : '');
    const chip = byId('photo-verdict');
    chip.className = `verdict ${verdict.toLowerCase()}`;
    say(chip, verdict);
    say(byId('photo-meaning'), labelling && verdict === 'REVIEW' ? 'not reviewed yet' : MEANING[verdict]);
    const fault = byId('photo-error');
    fault.hidden = !photo.error;
    say(fault, photo.error ?? '');
    byId('photo-removed').hidden = !photo.removed;
    say(byId('photo-remove'), photo.removed ? 'Put back' : 'Remove');
    this.showBoxes(photo, threshold, selected, manyClasses);
    say(this.review.firstChild, photo.reviewed ? 'Take the mark away' : 'Reviewed, next');
    byId('photo-reviewed').hidden = !photo.reviewed;
    if (this.shownFor !== photo.id) byId('history').open = false;
    this.shownFor = photo.id;
  }

  showBoxes(photo, threshold, selected, manyClasses) {
    const shown = this.bench.listed();
    const above = shown.filter((box) => reported(box, threshold)).length;
    const open = shown.filter((box) => box.state === 'open' && reported(box, threshold)).length;
    say(byId('boxes-words'), this.bench.labelling ? count(above, 'box', 'boxes') : above === 0 ? 'None reported' : `${number(above)} reported`);
    say(byId('boxes-hint'), open > 0 ? `${number(open)} to decide` : above > 0 && photo.state === 'done' ? 'all decided' : '');
    byId('accept-all').hidden = open === 0;
    const lower = allBoxes(photo).length - shown.length;
    say(byId('boxes-more'), lower > 0 ? `${number(lower)} more below the threshold` : '');
    const focused = this.list.contains(document.activeElement);
    this.list.replaceChildren(...shown.map((box) => line(box, kindOf(box, threshold), box.id === selected, manyClasses, () => this.bench.select(box.id, true))));
    const chosen = this.list.querySelector('[aria-current]');
    chosen?.scrollIntoView({ block: 'nearest' });
    if (focused) chosen?.focus({ preventScroll: true });
    const box = shown.find(({ id }) => id === selected);
    for (const button of Object.values(this.buttons)) button.disabled = !box;
    this.buttons.accept.disabled = !box || box.state === 'accepted';
    this.buttons.reject.disabled = !box || box.state === 'rejected';
    this.buttons.edit.setAttribute('aria-pressed', String(this.bench.tool === 'edit'));
  }

  async showHistory() {
    const place = byId('history-list');
    place.replaceChildren();
    const { photo } = this.bench;
    if (!byId('history').open || !photo) return;
    try {
      const events = await get(photoPath(photo.id, '/history'));
      place.append(...events.reverse().map((event) => h('li', {}, `${day(event.at)}: ${event.who ?? 'someone'} ${doneWords(event)}`)));
      if (events.length === 0) place.append(h('li', {}, 'Nothing was changed yet.'));
    } catch (error) {
      place.append(h('li', {}, error.message));
    }
  }
}

function line(box, kind, current, manyClasses, onclick) {
  const words = box.score === null || box.score === undefined ? '–' : score(box.score);
  return h('li', {}, h('button', { type: 'button', 'aria-current': current && 'true', 'data-box': box.id, class: kind, onclick,
    'aria-label': `${box.category}, ${words === '–' ? 'no score' : words}, ${kindWords(kind)}` },
  h('i', { class: `swatch ${kind}` }), h('span', {}, `${signOf(kind)}${box.category}`), h('span', { class: 'state' }, STATES[kind]),
  h('span', { class: 'figure' }, words)));
}
