/**
 * Mouse, pen and finger on the photo: draw a box, pull a box's edges, or a plain click. Everything else stays Leaflet's: one
 * finger pans, two zoom.
 */
import { grip, pulled, spanned } from './geometry.js';

const REACH = { mouse: 8, pen: 12, touch: 22 };

export class Gestures {
  /** owner: mode() 'look' | 'draw' | 'edit', editing() a box, preview(box), drew(box), changed(box), clicked(point, event), hovered(point). */
  constructor(viewer, owner) {
    this.viewer = viewer;
    this.owner = owner;
    this.pointers = new Set();
    const element = viewer.element;
    element.addEventListener('pointerdown', (event) => this.down(event), true);
    element.addEventListener('pointermove', (event) => this.move(event), true);
    element.addEventListener('pointerup', (event) => this.up(event), true);
    element.addEventListener('pointercancel', (event) => this.cancel(event), true);
    viewer.map.on('click', ({ originalEvent }) => {
      if (!this.consumed) owner.clicked(viewer.toPhoto(originalEvent), originalEvent);
    });
    viewer.map.on('dblclick', ({ originalEvent }) => owner.doubleClicked(viewer.toPhoto(originalEvent)));
  }

  down(event) {
    this.consumed = false;
    if (event.target.closest('.leaflet-control, button') || !this.viewer.photo) return;
    this.pointers.add(event.pointerId);
    if (this.pointers.size > 1) return this.release();
    if (event.button !== 0) return;
    const at = this.viewer.toPhoto(event);
    if (this.owner.mode() === 'draw') this.hold(event, { part: 'draw', at });
    else if (this.owner.mode() === 'edit') {
      const part = this.partAt(event, at);
      if (part) this.hold(event, { part, at, box: this.owner.editing() });
    }
  }

  hold(event, held) {
    this.held = held;
    this.consumed = true;
    this.viewer.map.dragging.disable();
    this.viewer.element.setPointerCapture(event.pointerId);
  }

  partAt(event, at) {
    const box = this.owner.editing();
    return box && grip(box, at.x, at.y, (REACH[event.pointerType] ?? 8) * this.viewer.scale);
  }

  move(event) {
    const at = this.viewer.toPhoto(event);
    this.owner.hovered(at);
    if (!this.held) return this.cursor(event, at);
    event.stopPropagation();
    this.held.now = this.result(at);
    this.owner.preview(this.held.now);
  }

  result(at) {
    const { width, height } = this.viewer.photo;
    const { part, box, at: start } = this.held;
    return part === 'draw' ? spanned(start, at, width, height) : pulled(box, part, at.x - start.x, at.y - start.y, width, height);
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    const held = this.held;
    if (!held) return;
    this.release();
    const at = this.viewer.toPhoto(event);
    const moved = Math.hypot(at.x - held.at.x, at.y - held.at.y) / this.viewer.scale;
    if (moved < 4) {
      this.owner.preview(null);
      if (held.part !== 'draw') this.consumed = false;
    } else if (held.part === 'draw') this.owner.drew(held.now);
    else this.owner.changed(held.now);
  }

  cancel(event) {
    this.pointers.delete(event.pointerId);
    this.release();
    this.owner.preview(null);
  }

  release() {
    this.held = null;
    this.viewer.map.dragging.enable();
  }

  cursor(event, at) {
    const part = this.owner.mode() === 'edit' ? this.partAt(event, at) : null;
    this.viewer.element.dataset.cursor = this.owner.mode() === 'draw' ? 'draw' : part ?? '';
  }
}
