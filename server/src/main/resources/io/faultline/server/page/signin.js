/** Asks for the token where the service wants one; the service answers with a cookie that scripts cannot read. */
import { call, get } from './api.js';
import { emit, on } from './bus.js';
import { byId, say } from './dom.js';

export function startSignIn() {
  showSignOut();
  const dialog = byId('signin');
  on('signin', () => {
    if (dialog.open) return;
    dialog.showModal();
    byId('token').focus();
  });
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  byId('signin-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const field = byId('token');
    try {
      await call('POST', '/v1/session', { token: field.value.trim() });
    } catch (error) {
      say(byId('signin-fault'), error.status === 401 ? 'This is not the token. It stands in the file that was given to --token-file.' : error.message);
      return;
    }
    field.value = '';
    dialog.close();
    showSignOut();
    emit('signed-in');
  });
  byId('signout').addEventListener('click', async () => {
    await call('DELETE', '/v1/session').catch(() => {});
    location.reload();
  });
}

/** A session outlives a reload of the page. */
async function showSignOut() {
  const { tokenNeeded, signedIn } = await get('/v1/session').catch(() => ({}));
  byId('signout').hidden = !(tokenNeeded && signedIn);
}
