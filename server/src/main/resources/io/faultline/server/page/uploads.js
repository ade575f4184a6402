/** Sends photos to the workspace, two at a time, and says how far it is. A server that is busy or restarts is waited for. */
import { OWN, WORKSPACE } from './api.js';
import { emit } from './bus.js';

const AT_ONCE = 2;
const RETRY_S = 2;

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

export class Uploads {
  constructor(changed) {
    this.changed = changed;
    this.clear();
  }

  clear() {
    this.waiting = [];
    this.active = 0;
    this.files = 0;
    this.done = 0;
    this.bytes = 0;
    this.sent = 0;
    this.started = 0;
    this.known = [];
    this.failures = [];
  }

  get busy() { return this.waiting.length > 0 || this.active > 0; }

  get secondsLeft() {
    const seconds = (Date.now() - this.started) / 1000;
    return this.sent > 0 && seconds > 1 ? ((this.bytes - this.sent) / this.sent) * seconds : NaN;
  }

  add(files) {
    if (!this.busy) {
      const { failures } = this;
      this.clear();
      this.failures = failures;
      this.started = Date.now();
    }
    this.waiting.push(...files);
    this.files += files.length;
    this.bytes += files.reduce((sum, file) => sum + file.size, 0);
    this.changed();
    while (this.active < AT_ONCE && this.waiting.length > 0) this.work();
  }

  stop() {
    for (const file of this.waiting) this.bytes -= file.size;
    this.files -= this.waiting.length;
    this.waiting = [];
    this.changed();
  }

  async work() {
    this.active++;
    for (let file = this.waiting.shift(); file; file = this.waiting.shift()) {
      await this.upload(file);
      this.done++;
      this.changed();
    }
    this.active--;
    this.changed();
    emit('refresh');
  }

  async upload(file) {
    for (;;) {
      const { status, body, retryAfter } = await this.post(file);
      if (status === 202 || status === 200) return this.took(body, file);
      if (status !== 0 && status !== 429 && status !== 503) {
        this.failures.push({ name: file.name, reason: body?.message ?? `the server answered ${status}` });
        return undefined;
      }
      if (status === 0) emit('offline');
      await pause(retryAfter || RETRY_S);
    }
  }

  took(body, file) {
    for (const photo of body?.photos ?? []) {
      if (photo.duplicate) this.known.push(photo.name === file.name ? file.name : `${file.name} (as ${photo.name})`);
      if (photo.error) this.failures.push({ name: photo.name, reason: photo.error });
    }
  }

  /** fetch does not say how much of a body is sent; XMLHttpRequest does. */
  post(file) {
    return new Promise((done) => {
      const form = new FormData();
      form.append('photos', file, file.name);
      const request = new XMLHttpRequest();
      let counted = 0;
      const progress = (loaded) => {
        this.sent += loaded - counted;
        counted = loaded;
        this.changed();
      };
      request.open('POST', `${WORKSPACE}/photos`);
      request.setRequestHeader('X-Faultline-Page', OWN['X-Faultline-Page']);
      request.upload.onprogress = ({ loaded }) => progress(Math.min(loaded, file.size));
      request.onload = () => {
        progress(file.size);
        done({ status: request.status, body: parsed(request.responseText), retryAfter: Number(request.getResponseHeader('Retry-After')) });
      };
      request.onerror = () => {
        progress(0);
        done({ status: 0 });
      };
      request.send(form);
    });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
