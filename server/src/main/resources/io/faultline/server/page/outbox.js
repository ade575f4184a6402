/**
 * The changes on their way to the service. They show at once, are sent in order, wait while the server does not answer, and
 * survive a reload of the page (in the tab's session storage).
 */
import { ApiError, get, named, photoPath, post, Unreachable } from './api.js';
import { on } from './bus.js';
import { apply, boxOf, insisted, isNew, merge, wire } from './changes.js';
import { askConflict } from './conflict.js';
import { note } from './notes.js';

const KEY = 'faultline.outbox';
const sessions = new Map();
let names = Date.now();

export const newName = () => `new-${names++}`;

/** The photo with all changes of this page; unsent ones included. */
export async function openPhoto(id) {
  const known = sessions.get(id);
  if (known?.busy) return known;
  const session = new PhotoSession(named(await get(photoPath(id))), []);
  sessions.set(id, session);
  return session;
}

export const unsent = () => [...sessions.values()].reduce((sum, session) => sum + session.pending.length, 0);

class PhotoSession extends EventTarget {
  constructor(base, pending) {
    super();
    this.base = base;
    this.pending = pending;
    this.sending = false;
  }

  get id() { return this.base.id; }

  get busy() { return this.sending || this.pending.length > 0; }

  get photo() { return this.pending.reduce(apply, this.base); }

  change(...changes) {
    this.pending.push(...changes);
    this.changed();
    return this.send();
  }

  async undo() {
    if (!this.sending && this.pending.length > 0) {
      this.pending.pop();
      this.changed();
      return;
    }
    while (this.busy) await this.settled();
    this.sending = true; // Changes wait for the version that undoing makes.
    try {
      this.base = named(await post(photoPath(this.id, '/undo'), { version: this.base.version }));
    } catch (error) {
      if (error.status === 409) {
        if (error.code === 'nothing-to-undo') note('There is nothing to undo.');
        this.base = named(error.body?.current ?? this.base);
      } else note(error.message, error.status === 422 ? 'info' : 'error');
    }
    this.sending = false;
    this.changed();
    await this.send();
  }

  settled() {
    return this.busy ? new Promise((done) => this.addEventListener('settled', done, { once: true })) : Promise.resolve();
  }

  /** Takes what another window stored, if nothing of this page is under way. */
  async reload() {
    if (this.busy) return;
    const fresh = named(await get(photoPath(this.id)));
    if (this.busy) return;
    this.base = fresh;
    this.changed();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.pending.length > 0) await this.sendBatch();
    } catch (error) {
      if (!(error instanceof Unreachable)) note(error.message, 'error');
    } finally {
      this.sending = false;
      save();
      if (!this.busy) this.dispatchEvent(new Event('settled'));
    }
  }

  async sendBatch() {
    const batch = sendable(this.pending);
    try {
      const stored = await post(photoPath(this.id, '/changes'), { version: this.base.version, changes: batch.map(wire) });
      this.take(stored, this.pending.slice(batch.length), batch);
    } catch (error) {
      if (error.status === 409 && error.body?.current) await this.conflict(error.body.current);
      else if (error instanceof ApiError && error.status !== 401) {
        this.pending = [];
        this.changed();
        note(`The change was not stored: ${error.message}`, 'error');
        await this.reload();
      } else throw error;
    }
  }

  /** The service's answer becomes the base; names of added boxes become their ids. */
  take(stored, rest, batch) {
    const ids = new Map();
    const fresh = stored.boxes.filter((box) => !boxOf(this.base, box.id));
    for (const change of batch.filter((sent) => sent.op === 'add')) {
      const at = fresh.findIndex((box) => box.box.every((value, i) => value === change.to[i]));
      if (at >= 0) ids.set(change.box, fresh.splice(at, 1)[0].id);
    }
    this.base = named(stored);
    this.pending = rest.map((change) => (ids.has(change.box) ? { ...change, box: ids.get(change.box) } : change));
    this.changed(ids);
  }

  async conflict(current) {
    const { keep, conflicts } = merge(this.base, this.pending, current);
    const mine = conflicts.length > 0 && await askConflict(current.name, conflicts);
    const others = mine ? conflicts.flatMap((conflict) => insisted(conflict, newName())) : [];
    if (conflicts.length === 0 && keep.length > 0) note('This photo was also changed in another window. Both changes are kept.');
    this.base = named(current);
    this.pending = [...keep, ...others];
    this.changed();
  }

  changed(ids = new Map()) {
    save();
    this.dispatchEvent(new CustomEvent('change', { detail: ids }));
  }
}

/** Changes of a box that is not stored yet wait until it has its id. */
function sendable(pending) {
  const waiting = pending.findIndex((change, i) => change.op !== 'add' && isNew(change.box) && i > 0);
  return waiting < 0 ? pending.slice() : pending.slice(0, waiting);
}

function save() {
  const open = [...sessions.values()].filter((session) => session.pending.length > 0);
  if (open.length === 0) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify(open.map(({ base, pending }) => ({ base, pending }))));
}

/** Sends what an earlier load of this page could not, and again whenever the server is back. */
export function startOutbox() {
  try {
    for (const { base, pending } of JSON.parse(sessionStorage.getItem(KEY) ?? '[]')) sessions.set(base.id, new PhotoSession(base, pending));
  } catch {
    sessionStorage.removeItem(KEY);
  }
  const send = () => sessions.forEach((session) => session.pending.length > 0 && session.send());
  on('refresh', send);
  send();
  addEventListener('beforeunload', (event) => {
    if (unsent() > 0) event.preventDefault();
  });
}
