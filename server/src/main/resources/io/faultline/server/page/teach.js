/** Teach: train on the corrections, compare on held-out photos, and take the new model only if the user says so. */
import { get, post, WORKSPACE } from './api.js';
import { on } from './bus.js';
import { byId, h, say } from './dom.js';
import { note } from './notes.js';
import { count, day, left, modelName } from './words.js';

const CURRENT = `${WORKSPACE}/trainings/current`;
const VERDICTS = { better: '▲ Better', worse: '▼ Worse', same: '≈ No clear difference', first: '● The first model' };
const QUIET_MS = 250;

/** With fewer the service refuses: some must teach and some must judge. */
const MIN_REVIEWED = 4;

export class Teach {
  constructor() {
    on('training', () => byId('teach').hidden || this.loadSoon());
    on('refresh', () => byId('teach').hidden || this.load());
    byId('teach-start').addEventListener('click', () => this.run(`${WORKSPACE}/trainings`, {}));
    for (const step of ['stop', 'resume', 'adopt', 'discard']) byId(`teach-${step}`).addEventListener('click', () => this.run(`${CURRENT}/${step}`, {}));
  }

  showCounts({ corrected, reviewed }) {
    say(byId('teach-counts'), `${count(corrected, 'photo')} with corrections, ${count(reviewed, 'photo')} reviewed.`);
    this.tooFew = reviewed < MIN_REVIEWED;
    this.enable();
  }

  /** A training tells every step; the page needs a few a second. */
  loadSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.load();
    }, QUIET_MS);
  }

  async load() {
    try {
      this.show(await get(CURRENT));
      this.showModels(await get(`${WORKSPACE}/models`));
    } catch (error) {
      say(byId('teach-fault'), error.message);
    }
  }

  async run(path, body) {
    say(byId('teach-fault'), '');
    try {
      await post(path, body);
      if (path.endsWith('adopt')) note('The new model is in use. The one before it stays in the list.');
    } catch (error) {
      say(byId('teach-fault'), error.message);
    }
    await this.load();
  }

  enable() {
    const running = this.state === 'running';
    byId('teach-start').disabled = running || this.tooFew;
    say(byId('teach-why'), this.tooFew ? `Review at least ${MIN_REVIEWED} photos that show an object: only reviewed photos teach.` : '');
  }

  show(training) {
    this.state = training.state;
    const running = training.state === 'running';
    const finished = training.state === 'finished';
    byId('teach-progress').hidden = !running && training.state !== 'stopped';
    byId('teach-bar').value = training.fraction ?? 0;
    say(byId('teach-step'), [training.state === 'stopped' ? 'Stopped' : training.step, training.message].filter(Boolean).join(': '));
    say(byId('teach-left'), running ? left(training.secondsLeft ?? NaN) : '');
    byId('teach-stop').hidden = !running;
    byId('teach-resume').hidden = training.state !== 'stopped';
    byId('teach-result').hidden = !finished;
    byId('teach-discard').hidden = !finished && training.state !== 'stopped';
    byId('teach-adopt').hidden = !finished;
    if (training.state === 'failed') say(byId('teach-fault'), training.message ?? 'The training failed.');
    if (finished) this.showResult(training.result);
    this.enable();
  }

  showResult({ verdict, words, figures }) {
    const heading = byId('teach-verdict');
    heading.className = `result ${verdict}`;
    say(heading, VERDICTS[verdict] ?? verdict);
    say(byId('teach-words'), words);
    byId('teach-table').hidden = !(figures?.length > 0);
    byId('teach-figures').replaceChildren(...(figures ?? []).map(figureRow));
  }

  /** The table is made anew only when it differs: a button that goes while it is pressed does nothing. */
  showModels(models) {
    const look = JSON.stringify(models);
    if (look === this.shownModels) return;
    this.shownModels = look;
    byId('models').closest('.card').hidden = models.length === 0;
    say(byId('models-words'), models.length === 0 ? 'There is no model yet: the first training makes one.' : '');
    byId('models').replaceChildren(...models.map((model) => h('tr', { class: model.active ? 'active' : '' },
      h('td', { title: model.name }, modelName(model)), h('td', {}, model.at ? day(model.at) : ''),
      h('td', {}, figureWords(model.figures)),
      h('td', {}, model.active ? h('b', {}, '● in use') : h('button', { type: 'button', onclick: () => this.activate(model.hash) }, 'Use this one')))));
  }

  async activate(hash) {
    await this.run(`${WORKSPACE}/models/${encodeURIComponent(hash)}/activate`, {});
  }
}

const shown = (value) => (typeof value === 'number' ? value.toFixed(3) : '');

const signed = (value) => (typeof value === 'number' ? `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}` : '');

/** A line of the comparison: {name, old, new, difference, lower, upper, verdict}. */
function figureRow({ name, old, new: now, difference, lower, upper, verdict }) {
  return h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'n' }, shown(old)), h('td', { class: 'n' }, shown(now)),
    h('td', { class: 'n' }, signed(difference)), h('td', { class: 'n wide' }, `${signed(lower)} to ${signed(upper)}`), h('td', {}, verdict));
}

const figureWords = (figures) => (Array.isArray(figures) ? figures : []).slice(0, 2).map(({ name, new: now }) => `${name} ${shown(now)}`).join(' · ');
