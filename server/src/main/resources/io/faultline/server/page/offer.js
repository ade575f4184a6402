/** One-click boxes: the proposals that contain a point, best first. The wheel or the arrow keys show the next one. */
import { get, photoPath } from './api.js';

export class Offer {
  constructor(boxes) {
    this.boxes = boxes;
    this.index = 0;
  }

  static async at(id, { x, y }, signal) {
    const query = new URLSearchParams({ x: Math.floor(x), y: Math.floor(y) });
    const { boxes } = await get(photoPath(id, `/proposals?${query}`), signal);
    return new Offer(boxes);
  }

  get empty() { return this.boxes.length === 0; }

  get current() { return this.boxes[this.index]; }

  step(by) { this.index = (this.index + by + this.boxes.length) % this.boxes.length; }
}
