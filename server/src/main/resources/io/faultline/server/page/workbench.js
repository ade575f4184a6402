/** The photo on the table: opens photos, draws boxes, and turns clicks and keys into changes. */
import { ApiError, photoPath } from './api.js';
import { on } from './bus.js';
import { boxOf, reported, worthShowing } from './changes.js';
import { chooseClass } from './classes.js';
import { byId, say } from './dom.js';
import { pulled, smallestAt } from './geometry.js';
import { Gestures } from './gestures.js';
import { hintOf } from './hints.js';
import { note } from './notes.js';
import { OneClick } from './offer.js';
import { newName, openPhoto } from './outbox.js';
import { Panel } from './panel.js';
import { kindOf, labelOf, Shapes } from './shapes.js';
import { Viewer } from './viewer.js';

const FINGERS = matchMedia('(pointer: coarse)');
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Workbench {
  constructor(queue) {
    Object.assign(this, { queue, session: null, selected: null, tool: 'look', draft: null, hidden: false, threshold: 0.5, classes: [], labelling: false });
    this.viewer = new Viewer(byId('map'));
    this.shapes = new Shapes(this.viewer.map);
    this.gestures = new Gestures(this.viewer, this);
    this.oneClick = new OneClick(this);
    this.panel = new Panel(this);
    this.onChange = ({ detail }) => this.renamed(detail);
    on('photo', ({ id, version, state }) => this.elsewhere(String(id), version, state));
    on('refresh', () => this.session?.reload().catch(() => {}));
  }

  get photo() { return this.session?.photo ?? null; }

  get manyClasses() { return this.classes.length > 1; }

  async open(id) {
    this.leave();
    const turn = (this.turn = (this.turn ?? 0) + 1);
    this.wanted = id;
    this.queue.open(id);
    try {
      const session = await openPhoto(id);
      if (turn !== this.turn) return;
      this.session = session;
    } catch (error) {
      if (turn === this.turn) this.nothing(error instanceof ApiError && error.status === 404 ? 'This photo is not in the workspace.' : error.message);
      return;
    }
    this.session.addEventListener('change', this.onChange);
    const visible = this.photo.width > 0;
    byId('empty').hidden = visible;
    byId('stage').classList.toggle('open', visible);
    say(byId('empty-words'), visible ? '' : `There is no picture to show. ${this.photo.error ?? ''}`);
    this.viewer.show(this.photo);
    this.selected = this.firstOpen()?.id ?? null;
    this.refresh();
    this.ahead();
  }

  leave() {
    this.session?.removeEventListener('change', this.onChange);
    Object.assign(this, { session: null, selected: null, draft: null, tool: 'look' });
    this.oneClick.leave();
  }

  nothing(words) {
    this.leave();
    byId('empty').hidden = false;
    byId('stage').classList.remove('open');
    say(byId('empty-words'), words);
    this.refresh();
  }

  /** Loads the next photo's picture while this one is looked at. */
  async ahead() {
    const next = await this.queue.neighbour(1);
    if (next) new Image().src = photoPath(next, '/image');
  }

  async go(step) {
    const id = await this.queue.neighbour(step);
    if (id) location.hash = `#/photos/${encodeURIComponent(id)}`;
    else note(step > 0 ? 'This is the last photo of the list.' : 'This is the first photo of the list.');
  }

  /** Another window or the detector changed the open photo. */
  elsewhere(id, version, state) {
    if (!this.session || id !== this.photo.id) return;
    if (version !== this.session.base.version || state !== this.session.base.state) this.session.reload().catch(() => {});
  }

  renamed(ids) {
    if (ids.has(this.selected)) this.selected = ids.get(this.selected);
    if (this.viewer.photo && this.viewer.photo.width !== this.photo.width) this.viewer.show(this.photo);
    this.refresh();
  }

  listed() { return worthShowing(this.photo, this.threshold); }

  firstOpen() { return this.listed().find((box) => box.state === 'open' && reported(box, this.threshold)); }

  refresh() {
    this.panel.show();
    this.draw();
    for (const tool of ['point', 'draw', 'edit']) byId(`tool-${tool}`).setAttribute('aria-pressed', String(this.tool === tool));
    byId('tool-hide').setAttribute('aria-pressed', String(this.hidden));
    this.showOffer();
    this.viewer.element.dataset.cursor = this.tool === 'draw' ? 'draw' : this.tool === 'point' ? 'point' : '';
    say(byId('mode-hint'), hintOf(this, FINGERS.matches));
  }

  showOffer() {
    const { current, index, boxes } = this.oneClick;
    byId('offer').hidden = !current;
    if (current) say(byId('offer-words'), `Proposal ${index + 1} of ${boxes.length}: ${labelOf(current, true)}`);
  }

  draw() {
    if (!this.photo) return this.shapes.draw([]);
    const boxes = this.hidden ? [] : this.listed().reverse();
    const items = boxes.map((box) => {
      const selected = box.id === this.selected;
      const kind = kindOf(box, this.threshold);
      const shape = selected && this.draft ? this.draft : box.box;
      return { box: shape, kind, selected, handles: selected && this.tool === 'edit', label: selected || (kind !== 'below' && kind !== 'rejected') ? labelOf(box, this.manyClasses) : null };
    });
    if (this.draft && this.tool === 'draw') items.push({ box: this.draft, kind: 'person', selected: true, label: null });
    const offered = this.oneClick.current;
    if (offered) items.push({ box: offered.box, kind: 'offer', selected: true, label: labelOf(offered, this.manyClasses) });
    return this.shapes.draw(items);
  }

  setThreshold(threshold) {
    this.threshold = threshold;
    if (this.photo) this.refresh();
  }

  select(id, reveal = false) {
    this.selected = id;
    this.draft = null;
    if (id) this.oneClick.leave();
    if (this.tool === 'edit') this.tool = 'look';
    const box = id && boxOf(this.photo, id);
    if (box && reveal) this.viewer.reveal(box.box);
    this.refresh();
  }

  stepBox(by) {
    const boxes = this.photo ? this.listed() : [];
    if (boxes.length === 0) return;
    const at = boxes.findIndex(({ id }) => id === this.selected);
    this.select(boxes[at < 0 ? 0 : (at + by + boxes.length) % boxes.length].id, true);
  }

  // ---- what is done with boxes

  get box() { return this.photo && this.selected ? boxOf(this.photo, this.selected) : null; }

  accept() {
    if (this.oneClick.current) return this.oneClick.take();
    return this.decide('accept');
  }

  reject() { return this.box?.origin === 'person' ? this.remove() : this.decide('reject'); }

  decide(op) {
    const { box } = this;
    if (!box) return;
    this.session.change({ op, box: box.id });
    this.select(this.firstOpen()?.id ?? null, true);
  }

  acceptAll() {
    const open = this.photo ? this.listed().filter((box) => box.state === 'open' && reported(box, this.threshold)) : [];
    if (open.length > 0) this.session.change(...open.map(({ id }) => ({ op: 'accept', box: id })));
  }

  remove() {
    const { box } = this;
    if (!box) return;
    this.session.change({ op: 'delete', box: box.id });
    this.select(this.firstOpen()?.id ?? null);
  }

  reclass(category) {
    if (this.box && category) this.session.change({ op: 'reclass', box: this.box.id, category });
  }

  async chooseClass() {
    const { box } = this;
    if (!box) return;
    this.reclass(await chooseClass(this.classes, box.category, this.labelling));
  }

  /** Marks the photo and goes on; where it is marked, takes the mark away and stays. */
  async review() {
    if (!this.photo) return;
    const { reviewed } = this.photo;
    const next = reviewed ? null : await this.queue.neighbour(1);
    this.session.change({ op: reviewed ? 'unreview' : 'review' });
    if (next) location.hash = `#/photos/${encodeURIComponent(next)}`;
    else if (!reviewed) note('Reviewed. This was the last photo of the list.');
  }

  /** Takes the photo out of the list, or puts it back, and goes to the next one. */
  async removePhoto() {
    if (!this.photo) return;
    const { session } = this;
    const { id, name, removed } = this.photo;
    const next = await this.queue.neighbour(1) ?? await this.queue.neighbour(-1);
    session.change({ op: removed ? 'restore' : 'remove' });
    note(`${name} ${removed ? 'is back' : 'is removed: no list, export or training has it'}.`, 'info', { words: 'Undo', run: () => this.back(id, session) });
    if (next) location.hash = `#/photos/${encodeURIComponent(next)}`;
  }

  async back(id, session) {
    await session.undo();
    if (this.photo?.id !== id) location.hash = `#/photos/${encodeURIComponent(id)}`;
  }

  undo() { this.session?.undo(); }

  // ---- tools

  toggle(tool) {
    if (!this.photo || (tool === 'edit' && !this.box)) return;
    this.oneClick.leave();
    this.draft = null;
    this.tool = this.tool === tool ? 'look' : tool;
    this.refresh();
  }

  toggleBoxes() {
    this.hidden = !this.hidden;
    this.refresh();
  }

  escape() {
    if (this.oneClick.current || this.draft || this.tool !== 'look') Object.assign(this, { draft: null, tool: 'look' });
    else this.selected = null;
    this.oneClick.leave();
    this.refresh();
  }

  /** Enter: takes the offer, ends moving, or, with the drawing tool, puts a box into the middle of the view to be moved by keys. */
  enter() {
    if (this.oneClick.current) this.oneClick.take();
    else if (this.tool === 'edit') this.escape();
    else if (this.tool === 'draw') this.drawInMiddle();
  }

  async drawInMiddle() {
    const { x, y } = this.viewer.middle();
    const { width, height } = this.photo;
    const reach = Math.min(60 * this.viewer.scale, width / 3, height / 3);
    const x1 = Math.round(Math.max(0, Math.min(x - reach, width - 2 * reach)));
    const y1 = Math.round(Math.max(0, Math.min(y - reach, height - 2 * reach)));
    await this.drew([x1, y1, Math.round(x1 + 2 * reach), Math.round(y1 + 2 * reach)]);
    this.toggle('edit');
  }

  arrow(event) {
    const [dx, dy] = ARROWS[event.key];
    if (this.oneClick.current) this.oneClick.step(dx + dy);
    else if (this.tool === 'edit' && this.box) {
      const step = Math.max(1, Math.round(this.viewer.scale)) * (event.shiftKey ? 10 : 1);
      const { width, height } = this.photo;
      const part = event.altKey ? (dx === 0 ? 's' : 'e') : 'move';
      this.changed(pulled(this.box.box, part, dx * step, dy * step, width, height));
    } else this.viewer.pan(dx * 120, dy * 120);
  }

  async add(to, proposed) {
    const { session } = this;
    const category = proposed ?? this.box?.category ?? this.classes[0]?.name ?? await chooseClass([], null, true);
    if (!category || session !== this.session) return this.refresh();
    const name = newName();
    session.change({ op: 'add', box: name, to, category });
    return this.select(name);
  }

  // ---- what the pointer does (see Gestures)

  mode() { return this.photo ? this.tool : 'look'; }

  editing() { return this.box?.box ?? null; }

  hovered(point) { this.pointer = point; }

  preview(box) {
    this.draft = box;
    this.draw();
  }

  drew(box) {
    this.draft = null;
    this.tool = 'look';
    return this.add(box);
  }

  changed(to) {
    this.draft = null;
    if (this.box) this.session.change({ op: 'move', box: this.box.id, to });
    this.refresh();
  }

  clicked(point, event) {
    if (!this.photo || this.tool === 'draw') return;
    const hit = this.hidden ? null : smallestAt(this.listed().filter((box) => !['below', 'rejected'].includes(kindOf(box, this.threshold))), point.x, point.y);
    if (hit && this.tool !== 'point' && !event.shiftKey && !this.oneClick.current) this.select(hit.id);
    else this.oneClick.at(point);
  }

  doubleClicked(point) {
    if (this.box && smallestAt([this.box], point.x, point.y)) this.toggle('edit');
  }
}
