/** Downloads that can say why there is nothing to give: a plain link would save the refusal as a file. */
import { ApiError } from './api.js';
import { h } from './dom.js';
import { note } from './notes.js';

export async function download(link, withPhotos) {
  if (link.hasAttribute('aria-busy')) return;
  link.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(link.href + (withPhotos ? '&photos=true' : ''), { credentials: 'same-origin' });
    if (!answer.ok) throw new ApiError(answer.status, await answer.json().catch(() => null));
    save(await answer.blob(), nameIn(answer.headers.get('Content-Disposition')));
  } catch (error) {
    note(error.message, 'error');
  } finally {
    link.removeAttribute('aria-busy');
  }
}

const nameIn = (disposition) => /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? 'faultline';

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
