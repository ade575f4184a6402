/**
 * Keeps the page up to date: Server-Sent Events, and polling where they do not get through. A page in the background
 * closes its stream, because a browser allows six connections to one server, over all tabs.
 */
import { get, Unreachable, WORKSPACE } from './api.js';
import { emit, on } from './bus.js';

const POLL_MS = 1500;
const EVENTS = ['photo', 'counts', 'training'];
let source = null;
let timer = 0;
let online = true;
let missed = false;

export function follow() {
  on('offline', lost);
  on('signed-in', poll);
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : connect()));
  addEventListener('pagehide', close);
  connect();
}

function connect() {
  clearTimeout(timer);
  if (source || document.hidden) return;
  source = new EventSource(`${WORKSPACE}/events`);
  source.onopen = found;
  source.onerror = () => {
    close();
    lost();
  };
  for (const name of EVENTS) source.addEventListener(name, (event) => emit(name, JSON.parse(event.data)));
}

function close() {
  source?.close();
  source = null;
  missed = true;
}

function lost() {
  missed = true;
  clearTimeout(timer);
  timer = setTimeout(poll, POLL_MS);
}

/** No stream: ask the workspace, again and again. Where it answers, the stream is tried again. */
async function poll() {
  try {
    await get(WORKSPACE);
  } catch (error) {
    if (error instanceof Unreachable) reachable(false);
    lost();
    return;
  }
  found();
  connect();
}

function found() {
  reachable(true);
  if (missed) emit('refresh');
  missed = false;
}

function reachable(now) {
  if (online !== now) emit('connection', now);
  online = now;
}
