/** Teach: train on the corrections, compare on held-out photos, and take the new model only if the user says so. */
import { get, post, WORKSPACE } from './api.js';
import { on } from './bus.js';
import { byId, h, say } from './dom.js';
import { note } from './notes.js';
import { count, day, left } from './words.js';

const CURRENT = `${WORKSPACE}/trainings/current`;
const VERDICTS = { better: '▲ Better', worse: '▼ Worse', same: '≈ Not told apart' };

export class Teach {
  constructor() {
    on('training', (training) => this.show(training));
    on('refresh', () => byId('teach').hidden || this.load());
    byId('teach-start').addEventListener('click', () => this.run(`${WORKSPACE}/trainings`, {}));
    for (const step of ['stop', 'resume', 'adopt', 'discard']) byId(`teach-${step}`).addEventListener('click', () => this.run(`${CURRENT}/${step}`, {}));
  }

  showCounts({ corrected, reviewed }) {
    say(byId('teach-counts'), `${count(corrected, 'photo')} with corrections, ${count(reviewed, 'photo')} reviewed.`);
    this.nothing = corrected === 0 && reviewed === 0;
    this.enable();
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
    byId('teach-start').disabled = running || this.nothing;
    say(byId('teach-why'), this.nothing ? 'Correct or review photos first: the model learns from them.' : '');
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
    byId('teach-figures').replaceChildren(...figureRows(figures));
  }

  showModels(models) {
    byId('models').replaceChildren(...models.map((model) => h('tr', { class: model.active ? 'active' : '' },
      h('td', {}, h('code', {}, model.hash.slice(0, 12))), h('td', {}, model.at ? day(model.at) : ''),
      h('td', {}, figureWords(model.figures)),
      h('td', {}, model.active ? h('b', {}, '● in use') : h('button', { type: 'button', onclick: () => this.activate(model.hash) }, 'Use this one')))));
  }

  async activate(hash) {
    await this.run(`${WORKSPACE}/models/${encodeURIComponent(hash)}/activate`, {});
  }
}

const shown = (value) => (typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : String(value ?? ''));

const figureWords = (figures) => Object.entries(figures ?? {}).map(([name, value]) => `${name} ${shown(value)}`).join(' · ');

function figureRows(figures) {
  return Object.entries(figures ?? {}).map(([name, value]) => h('tr', {}, h('th', {}, name),
    typeof value === 'object' && value ? Object.values(value).map((one) => h('td', { class: 'n' }, shown(one))) : h('td', { class: 'n' }, shown(value))));
}
