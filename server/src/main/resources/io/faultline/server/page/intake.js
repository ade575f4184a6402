/** Where photos come in: drop, file and folder chooser, the progress of sending and looking, and what was not taken. */
import { byId, h, say } from './dom.js';
import { dropped, isPhoto } from './files.js';
import { note } from './notes.js';
import { Uploads } from './uploads.js';
import { bytes, count, left, number } from './words.js';

const NAMED = 3;

export class Intake {
  constructor() {
    this.uploads = new Uploads(() => this.show());
    byId('choose-files').addEventListener('change', (event) => this.chosen(event.target));
    byId('choose-folder').addEventListener('change', (event) => this.chosen(event.target));
    for (const button of document.querySelectorAll('[data-choose]')) button.addEventListener('click', () => byId(button.dataset.choose).click());
    byId('upload-stop').addEventListener('click', () => this.uploads.stop());
    byId('failures-clear').addEventListener('click', () => this.forget());
    this.listen();
  }

  listen() {
    let depth = 0;
    const files = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
    const over = (open) => document.body.classList.toggle('dropping', open);
    addEventListener('dragenter', (event) => files(event) && over(++depth > 0));
    addEventListener('dragleave', (event) => files(event) && over(--depth > 0));
    addEventListener('dragover', (event) => files(event) && event.preventDefault());
    addEventListener('drop', async (event) => {
      if (!files(event)) return;
      event.preventDefault();
      over((depth = 0) > 0);
      this.add(await dropped(event.dataTransfer));
    });
    addEventListener('beforeunload', (event) => this.uploads.busy && event.preventDefault());
  }

  chosen(input) {
    this.add([...input.files]);
    input.value = '';
  }

  add(files) {
    const photos = files.filter(isPhoto);
    const others = files.length - photos.length;
    if (others > 0) note(`${count(others, 'file is not a photo', 'files are not photos')} and ${others === 1 ? 'was' : 'were'} left out.`);
    if (photos.length > 0) this.uploads.add(photos);
  }

  forget() {
    this.uploads.failures = [];
    this.show();
  }

  show() {
    const { uploads } = this;
    byId('upload').hidden = !uploads.busy;
    const bar = byId('upload-bar');
    bar.max = Math.max(1, uploads.bytes);
    bar.value = uploads.sent;
    say(byId('upload-words'), `Sending ${number(uploads.done)} of ${count(uploads.files, 'photo')} · ${bytes(uploads.sent)} of ${bytes(uploads.bytes)}`);
    say(byId('upload-left'), left(uploads.secondsLeft));
    if (!uploads.busy && uploads.known.length > 0) {
      note(`${count(uploads.known.length, 'photo was', 'photos were')} there already: ${some(uploads.known)}.`);
      uploads.known = [];
    }
    byId('failures').hidden = uploads.failures.length === 0;
    say(byId('failures-words'), `${count(uploads.failures.length, 'photo was', 'photos were')} not taken`);
    byId('failures-list').replaceChildren(...uploads.failures.map(({ name, reason }) => h('li', {}, h('b', {}, name), ` ${withoutName(reason, name)}`)));
  }

  /** How far the detector is, as the workspace says. */
  showQueue({ waiting, photosPerSecond, secondsLeft }) {
    byId('looking').hidden = !(waiting > 0);
    const rate = photosPerSecond > 0 ? ` · ${photosPerSecond.toFixed(1)} a second` : '';
    say(byId('looking-words'), `${count(waiting, 'photo waits', 'photos wait')}${rate}`);
    say(byId('looking-left'), secondsLeft > 0 ? `· ${left(secondsLeft)}` : '');
  }
}

/** The first few of many names. */
const some = (names) => names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ', …' : '');

/** The service begins a reason with the name, which stands before it already. */
const withoutName = (reason, name) => (reason.startsWith(`${name}: `) ? reason.slice(name.length + 2) : reason);
