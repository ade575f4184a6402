/** One-click boxes: the proposals that contain a point, best first. The wheel or the arrow keys show the next one. */
import { get, photoPath } from './api.js';
import { note } from './notes.js';

const TURN_MS = 60;

export class OneClick {
  /** bench: photo, pointer, viewer, select(id), refresh(), add(box, category). */
  constructor(bench) {
    this.bench = bench;
    this.leave();
    // While a box is offered, the wheel turns the pages of the offer instead of zooming.
    bench.viewer.element.addEventListener('wheel', (event) => this.wheel(event), { capture: true, passive: false });
  }

  leave() {
    this.boxes = [];
    this.index = 0;
  }

  get current() { return this.boxes[this.index] ?? null; }

  /** Asks for proposals at a point: the pointer's, or the middle of the view. */
  async at(point = this.bench.pointer ?? this.bench.viewer.middle()) {
    const { photo } = this.bench;
    if (!photo || point.x < 0 || point.y < 0 || point.x >= photo.width || point.y >= photo.height) return;
    this.request?.abort();
    this.request = new AbortController();
    const query = new URLSearchParams({ x: Math.floor(point.x), y: Math.floor(point.y) });
    try {
      const { boxes } = await get(photoPath(photo.id, `/proposals?${query}`), this.request.signal);
      if (this.bench.photo?.id !== photo.id) return;
      this.boxes = boxes;
      this.index = 0;
      if (boxes.length === 0) note('No proposal contains this point. Draw the box: key D.');
      this.bench.select(null);
    } catch (error) {
      if (error.name !== 'AbortError') note(error.message, 'error');
    }
  }

  step(by) {
    const { length } = this.boxes;
    if (length > 0) this.index = (this.index + by + length) % length;
    this.bench.refresh();
  }

  take() {
    const { box, category } = this.current;
    this.leave();
    return this.bench.add(box.map(Math.round), category);
  }

  wheel(event) {
    if (!this.current || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.timeStamp - (this.turned ?? 0) < TURN_MS) return;
    this.turned = event.timeStamp;
    this.step(event.deltaY > 0 ? 1 : -1);
  }
}
