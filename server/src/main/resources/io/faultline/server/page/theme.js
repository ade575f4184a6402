/** Light, dark, or as the system has it. The choice stays in this browser. */
import { byId, say } from './dom.js';

const NEXT = { system: 'light', light: 'dark', dark: 'system' };
const KEY = 'faultline.theme';

export function startTheme() {
  const button = byId('theme');
  let theme = localStorage.getItem(KEY) in NEXT ? localStorage.getItem(KEY) : 'system';
  const show = () => {
    document.documentElement.dataset.theme = theme;
    say(button.querySelector('span'), theme === 'system' ? 'Auto' : theme === 'light' ? 'Light' : 'Dark');
    button.setAttribute('aria-label', `Colours: ${theme}. Change to ${NEXT[theme]}`);
  };
  button.addEventListener('click', () => {
    theme = NEXT[theme];
    localStorage.setItem(KEY, theme);
    show();
  });
  show();
}
