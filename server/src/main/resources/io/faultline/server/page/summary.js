/** Summary: the verdicts, what the model promises and why, and everything to take away. */
import { call, get, WORKSPACE } from './api.js';
import { on, emit } from './bus.js';
import { byId, h, say } from './dom.js';
import { download } from './download.js';
import { note } from './notes.js';
import { count, modelName, number, score } from './words.js';

const FORMATS = { coco: 'COCO', yolo: 'YOLO', csv: 'CSV', 'label-studio': 'Label Studio' };
const NO_PROMISE = 'This model promises nothing yet. A promise needs labelled photos that were used for nothing else (faultline promise).';
const ORDER = ['CRACK', 'REVIEW', 'CLEAN', 'WAITING', 'FAILED'];

export class Summary {
  constructor() {
    on('refresh', () => byId('summary').hidden || this.load());
    on('counts', () => byId('summary').hidden || this.load());
    for (const link of document.querySelectorAll('.downloads a')) {
      link.addEventListener('click', (event) => {
        event.preventDefault();
        download(link, byId('with-photos').checked);
      });
    }
    byId('import-file').addEventListener('change', ({ target }) => this.bring(target));
  }

  async load() {
    try {
      this.show(await get(`${WORKSPACE}/summary`));
    } catch (error) {
      say(byId('summary-fault'), error.message);
    }
  }

  show({ verdicts, reviewed, corrections, promise, model }) {
    say(byId('summary-fault'), '');
    const entries = Object.entries(verdicts).map(([name, n]) => [name.toUpperCase(), n]).sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
    const most = Math.max(1, ...entries.map(([, n]) => n));
    byId('summary-verdicts').replaceChildren(...entries.map(([name, n]) => h('tr', {},
      h('th', { scope: 'row' }, h('span', { class: `verdict ${name.toLowerCase()}` }, name)),
      h('td', { class: 'n' }, number(n)), h('td', { class: 'bar-cell' }, h('meter', { min: 0, max: most, value: n, 'aria-label': `${name}: ${n}` })))));
    say(byId('summary-work'), `${count(reviewed, 'photo')} reviewed, ${count(corrections, 'correction')} made.`);
    say(byId('promise-words'), promise?.words ?? (model ? NO_PROMISE : 'There is no model, so nothing is promised.'));
    say(byId('promise-evidence'), evidence(promise?.evidence));
    byId('promise-words').classList.toggle('fault', promise?.proven === false);
    say(byId('summary-model'), model ? [`Model ${modelName(model)}`, model.operatingPoint].filter(Boolean).join(', ') + '.' : '');
  }

  async bring(input) {
    const [file] = input.files;
    input.value = '';
    if (!file) return;
    const format = byId('import-format').value;
    const form = new FormData();
    form.append('file', file, file.name);
    try {
      const answer = await call('POST', `${WORKSPACE}/import${format && `?format=${format}`}`, form);
      note(imported(answer));
      (answer.notes ?? []).slice(0, 2).forEach((line) => note(line));
      emit('refresh');
    } catch (error) {
      note(error.message, 'error');
    }
  }
}

function imported({ format, photos, boxes, unknown }) {
  const others = unknown > 0 ? ` ${count(unknown, 'photo of the file is', 'photos of the file are')} not in this workspace.` : '';
  return `${FORMATS[format] ?? format}: ${count(boxes, 'box', 'boxes')} in ${count(photos, 'photo')} came in.${others}`;
}

/** What the promise rests on. */
function evidence(proof) {
  if (!proof || typeof proof === 'string') return proof ?? '';
  const things = proof.level === 'image' ? 'photo with cracks' : 'object';
  const words = `${number(proof.found)} of ${count(proof.of, things)} found in ${count(proof.photos, 'photo')} that were used for nothing else`
    + ` (threshold ${score(proof.threshold)}); with ${Math.round(100 * proof.confidence)} % confidence at least ${(100 * proof.lowerBound).toFixed(1)} %.`;
  return proof.morePhotos > 0 ? `${words} About ${number(proof.morePhotos)} more photos would be needed.` : words;
}
