/** Starts the page: reads the workspace, and shows what the address says: #/photos/ID, #/teach or #/summary. */
import { get, WORKSPACE } from './api.js';
import { emit, on } from './bus.js';
import { commands } from './commands.js';
import { byId, say } from './dom.js';
import { Intake } from './intake.js';
import { listen, showHelp } from './keys.js';
import { follow } from './live.js';
import { startOutbox, unsent } from './outbox.js';
import { Queue } from './queue.js';
import { startSignIn } from './signin.js';
import { startSlider } from './slider.js';
import { Summary } from './summary.js';
import { Teach } from './teach.js';
import { startTheme } from './theme.js';
import { Workbench } from './workbench.js';

const VIEWS = ['photos', 'teach', 'summary'];

startTheme();
startSignIn();
startOutbox();
const intake = new Intake();
const queue = new Queue(openFirst);
const bench = new Workbench(queue);
const slider = startSlider((threshold) => bench.setThreshold(threshold));
const teach = new Teach();
const summary = new Summary();
const keys = commands(bench, slider, () => showHelp(keys));

listen(keys);
buttons();
addEventListener('hashchange', route);
on('refresh', loadWorkspace);
on('counts', ({ queue: work, ...counts }) => {
  showCounts(counts);
  if (work) intake.showQueue(work);
});
on('connection', (online) => {
  byId('connection').hidden = online;
  if (online) route();
});
follow();
loadWorkspace();
queue.refresh();
route();

async function loadWorkspace() {
  let workspace;
  try {
    workspace = await get(WORKSPACE);
  } catch {
    return;
  }
  say(byId('workspace'), workspace.name ?? '');
  document.title = workspace.name ? `${workspace.name} · Faultline` : 'Faultline';
  bench.classes = workspace.classes ?? [];
  queue.showClasses(bench.classes);
  bench.labelling = workspace.model === null;
  byId('no-model').hidden = workspace.model !== null;
  say(byId('first-model'), bench.labelling ? 'Draw boxes on them, and teach the first model.' : 'The detector looks at each, and the most doubtful come first.');
  slider.shows(!bench.labelling);
  bench.refresh();
  showCounts(workspace.counts);
  intake.showQueue(workspace.queue);
  slider.start(workspace.threshold ?? 0.5, workspace.thresholds ?? null);
}

function showCounts(counts) {
  queue.showCounts(counts);
  teach.showCounts(counts);
  byId('first-steps').hidden = counts.photos > 0;
}

function route() {
  const [, view = 'photos', id] = location.hash.split('/');
  const shown = VIEWS.includes(view) ? view : 'photos';
  for (const name of VIEWS) {
    byId(name).hidden = name !== shown;
    document.querySelector(`nav a[href="#/${name}"]`).toggleAttribute('aria-current', name === shown);
  }
  if (shown === 'teach') teach.load();
  if (shown === 'summary') summary.load();
  if (shown !== 'photos') return;
  const photo = id ? decodeURIComponent(id) : null;
  if (photo && photo !== bench.photo?.id) bench.open(photo);
  else if (!photo) openFirst();
}

/** Opens the first photo of the list where none is open. */
function openFirst() {
  const [, view, id] = location.hash.split('/');
  if ((view && view !== 'photos') || id) return;
  if (queue.photos.length > 0) location.replace(`#/photos/${encodeURIComponent(queue.photos[0].id)}`);
  else bench.nothing('');
}

function buttons() {
  const does = {
    help: () => showHelp(keys), 'photo-next': () => bench.go(1), 'photo-previous': () => bench.go(-1),
    'tool-point': () => bench.toggle('point'), 'tool-draw': () => bench.toggle('draw'), 'tool-edit': () => bench.toggle('edit'),
    'tool-undo': () => bench.undo(), 'tool-fit': () => bench.viewer.fit(), 'tool-in': () => bench.viewer.zoom(1),
    'tool-out': () => bench.viewer.zoom(-1), 'tool-hide': () => bench.toggleBoxes(),
    'offer-next': () => bench.oneClick.step(1), 'offer-previous': () => bench.oneClick.step(-1), 'offer-take': () => bench.oneClick.take(),
    'offer-leave': () => bench.escape(), 'accept-all': () => bench.acceptAll(),
    'toggle-queue': () => document.body.classList.toggle('queue-over'), 'toggle-panel': () => document.body.classList.toggle('no-panel'),
  };
  for (const [id, run] of Object.entries(does)) byId(id).addEventListener('click', run);
}

/** For tests and for a look from the browser's console. */
window.faultline = { bench, queue, slider, unsent, emit };
