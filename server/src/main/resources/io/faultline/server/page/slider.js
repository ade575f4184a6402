/** The score slider: what would be reported at another threshold, and what that does to the promise. It changes no photo. */
import { get, WORKSPACE } from './api.js';
import { on } from './bus.js';
import { byId, h, say } from './dom.js';
import { count, score } from './words.js';

const WAIT_MS = 90;

export class Slider {
  /** moved(threshold) is called at once, with a number or {common, classes}; the words come from the service a moment later. */
  constructor(root, moved) {
    Object.assign(this, { root, moved });
    this.own = 0.5;
    this.value = null;
    this.classes = null;
    this.range = h('input', { type: 'range', id: 'threshold', min: 0, max: 1, step: 0.01, oninput: () => this.set(Number(this.range.value)) });
    this.output = h('output', { for: 'threshold', class: 'figure' });
    this.back = h('button', { type: 'button', class: 'quiet', onclick: () => this.set(this.own) }, 'Reset');
    this.reported = h('p', { class: 'reported', role: 'status' });
    this.words = h('p', { class: 'hint' });
    root.append(h('div', { class: 'slider-head' }, h('label', { for: 'threshold' }, 'Threshold'), this.output, this.back), this.range,
      this.reported, this.words);
    on('counts', () => this.ask());
  }

  get threshold() { return this.value ?? this.own; }

  /** The model's threshold, as the workspace says; classes are the thresholds of those that have their own. */
  start(own, classes = null) {
    const moved = this.value !== null && this.value !== this.own;
    this.own = own;
    this.classes = classes;
    this.set(moved ? this.value : own);
  }

  /** Without a model there are no scores. */
  shows(model) { this.root.hidden = !model; }

  set(value) {
    this.value = Math.max(0, Math.min(1, value));
    this.range.value = this.value;
    say(this.output, score(this.value));
    this.range.setAttribute('aria-valuetext', score(this.value));
    say(this.back, `Back to ${score(this.own)}`);
    this.back.hidden = Math.abs(this.value - this.own) < 0.005;
    this.moved(this.classes && this.value === this.own ? { common: this.own, classes: this.classes } : this.value);
    this.ask();
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetch(), WAIT_MS);
  }

  async fetch() {
    this.request?.abort();
    this.request = new AbortController();
    try {
      const { reported, meaning } = await get(`${WORKSPACE}/operating?threshold=${this.threshold}`, this.request.signal);
      say(this.reported, `${count(reported.boxes, 'box', 'boxes')} in ${count(reported.photos, 'photo')} would be reported.`);
      say(this.words, meaning);
    } catch (error) {
      if (error.name !== 'AbortError') say(this.words, error.message);
    }
  }
}

export const startSlider = (moved) => new Slider(byId('slider'), moved);
