/** Calls of the service. Every answer that is not 2xx becomes an ApiError; no answer at all becomes Unreachable. */
import { emit } from './bus.js';

export class ApiError extends Error {
  constructor(status, body) {
    super(body?.message ?? `The server answered ${status}.`);
    this.status = status;
    this.code = body?.code;
    this.body = body;
  }
}

export class Unreachable extends Error {
  constructor() {
    super('The server does not answer.');
  }
}

export const WORKSPACE = '/v1/workspace';

/** What tells the service that this page, and no other site, makes a call that changes something. */
export const OWN = { 'X-Faultline-Page': '1' };

export const photoPath = (id, rest = '') => `${WORKSPACE}/photos/${encodeURIComponent(id)}${rest}`;

export async function call(method, path, body, signal) {
  const options = { method, headers: { Accept: 'application/json' }, credentials: 'same-origin', signal };
  if (method !== 'GET') Object.assign(options.headers, OWN);
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    emit('offline');
    throw new Unreachable();
  }
  return content(answer);
}

async function content(answer) {
  const json = (answer.headers.get('Content-Type') ?? '').includes('json');
  let body = null;
  try {
    body = json ? await answer.json() : null;
  } catch {
    throw new Unreachable();
  }
  if (answer.ok) return body;
  if (answer.status === 401) emit('signin');
  if (answer.status === 503) throw new Unreachable();
  throw new ApiError(answer.status, body);
}

/** A photo's id as text, as it stands in the page's address. */
export const named = (photo) => ({ ...photo, id: String(photo.id) });

export const get = (path, signal) => call('GET', path, undefined, signal);
export const post = (path, body) => call('POST', path, body);
