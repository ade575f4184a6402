/** The list of photos: most doubtful first, with filters and counts. It stays in order while photos come in. */
import { get, named, photoPath, WORKSPACE } from './api.js';
import { on } from './bus.js';
import { byId, h, say } from './dom.js';
import { keepPlaces } from './order.js';
import { count, number, verdictOf } from './words.js';

const PAGE = 100;
const QUIET_MS = 900;
const TYPING_MS = 200;
const KEY = 'faultline.queue';
const FILTERS = [['', 'All', 'photos'], ['REVIEW', 'Review', 'review'], ['CRACK', 'Crack', 'crack'], ['CLEAN', 'Clean', 'clean'],
  ['WAITING', 'Waiting', 'waiting'], ['FAILED', 'Failed', 'failed'], ['REMOVED', 'Removed', 'removed']];

export class Queue {
  constructor(changed) {
    this.changed = changed;
    this.photos = [];
    this.total = 0;
    this.current = null;
    this.opened = new Set();
    this.filter = { verdict: '', class: '', reviewed: '', name: '', order: 'doubt', ...JSON.parse(sessionStorage.getItem(KEY) ?? '{}') };
    this.list = byId('queue-list');
    this.buildFilters();
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.more(), { rootMargin: '600px' }).observe(byId('queue-end'));
    on('photo', (photo) => this.update(named(photo)));
    on('refresh', () => this.refresh());
    on('counts', () => this.later());
  }

  buildFilters() {
    byId('verdicts').append(...FILTERS.map(([verdict, words]) => h('label', { class: `chip ${verdict.toLowerCase() || 'all'}` },
      h('input', { type: 'radio', name: 'verdict', value: verdict, checked: this.filter.verdict === verdict, onchange: () => this.choose('verdict', verdict) }),
      h('span', {}, words), h('b', { 'data-count': verdict }, '0'))));
    for (const field of ['class', 'reviewed', 'order']) {
      const select = byId(`filter-${field}`);
      select.value = this.filter[field];
      select.addEventListener('change', () => this.choose(field, select.value));
    }
    const name = byId('filter-name');
    name.value = this.filter.name;
    name.addEventListener('input', () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.choose('name', name.value.trim()), TYPING_MS);
    });
    name.addEventListener('keydown', ({ key }) => key === 'Enter' && this.list.querySelector('a')?.focus());
  }

  showCounts(counts) {
    for (const [verdict, , field] of FILTERS) say(document.querySelector(`[data-count="${verdict}"]`), number(counts[field] ?? 0));
    document.querySelector('.chip.removed').hidden = !counts.removed && this.filter.verdict !== 'REMOVED';
    say(byId('reviewed-count'), `${number(counts.reviewed)} of ${number(counts.photos)} reviewed`);
    const bar = byId('reviewed-bar');
    bar.max = Math.max(1, counts.photos);
    bar.value = counts.reviewed;
  }

  showClasses(classes) {
    const select = byId('filter-class');
    select.replaceChildren(h('option', { value: '' }, 'All classes'), ...classes.map(({ name }) => h('option', { value: name }, name)));
    select.value = this.filter.class;
    select.closest('label').hidden = classes.length < 2;
  }

  choose(field, value) {
    this.filter[field] = value;
    sessionStorage.setItem(KEY, JSON.stringify(this.filter));
    this.photos = [];
    this.opened = new Set();
    this.list.parentElement.scrollTop = 0;
    this.refresh();
  }

  get filtered() { return Boolean(this.filter.verdict || this.filter.class || this.filter.reviewed || this.filter.name); }

  path(offset, limit) {
    return `${WORKSPACE}/photos?${new URLSearchParams({ ...this.filter, offset, limit })}`;
  }

  /** Whether a photo was removed, or put back, so that it is in the other list now. */
  leaves(photo) { return photo.removed !== (this.filter.verdict === 'REMOVED'); }

  later() {
    this.timer ??= setTimeout(() => this.refresh(), QUIET_MS);
  }

  async refresh() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const photos = [];
    let total = 0;
    try {
      const wanted = Math.max(PAGE, this.photos.length);
      do {
        const page = await get(this.path(photos.length, PAGE));
        total = page.total;
        photos.push(...page.photos.map(named));
      } while (photos.length < Math.min(wanted, total) && turn === this.turn);
    } catch {
      return;
    }
    if (turn !== this.turn) return;
    this.photos = keepPlaces(this.photos, photos, this.opened);
    this.total = Math.max(total, this.photos.length);
    this.render();
  }

  async more() {
    if (this.loading || this.photos.length >= this.total) return;
    this.loading = true;
    try {
      const known = new Set(this.photos.map(({ id }) => id));
      const page = await get(this.path(this.photos.length, PAGE));
      this.total = page.total;
      this.photos.push(...page.photos.map(named).filter(({ id }) => !known.has(id)));
      this.render();
    } finally {
      this.loading = false;
    }
  }

  update(photo) {
    if (this.leaves(photo)) {
      this.photos = this.photos.filter(({ id }) => id !== photo.id);
      this.rows().get(photo.id)?.remove();
    }
    const at = this.photos.findIndex(({ id }) => id === photo.id);
    if (at >= 0) {
      this.photos[at] = { ...this.photos[at], ...photo };
      this.rows().get(photo.id)?.replaceWith(row(this.photos[at], photo.id === this.current));
    }
    this.later();
  }

  rows() { return new Map([...this.list.children].map((line) => [line.dataset.id, line])); }

  render() {
    const old = this.rows();
    const focused = document.activeElement?.closest?.('#queue-list li')?.dataset.id;
    this.list.replaceChildren(...this.photos.map((photo) => {
      const line = old.get(photo.id);
      return line && line.dataset.look === look(photo) ? line : row(photo, false);
    }));
    if (focused) this.rows().get(focused)?.querySelector('a').focus({ preventScroll: true });
    this.mark();
    say(byId('queue-total'), this.total > 0 ? count(this.total, 'photo') : this.filtered ? 'None fits this filter.' : 'No photos yet.');
    this.changed(this);
  }

  /** Marks the open photo and brings it into view. */
  open(id) {
    this.current = id;
    this.opened.add(id);
    document.body.classList.remove('queue-over'); // On a small screen the list lies over the photo.
    const line = this.mark();
    line?.scrollIntoView({ block: 'nearest' });
  }

  mark() {
    let marked = null;
    for (const line of this.list.children) {
      const here = line.dataset.id === this.current;
      line.firstChild.toggleAttribute('aria-current', here);
      if (here) marked = line;
    }
    return marked;
  }

  /** The id of the photo `step` places on; null at the ends. */
  async neighbour(step) {
    const wanted = this.photos.findIndex(({ id }) => id === this.current) + step;
    if (wanted >= this.photos.length && this.photos.length < this.total) await this.more();
    return this.photos[wanted]?.id ?? null;
  }
}

const look = (photo) => JSON.stringify([photo.name, photo.state, photo.verdict, photo.error, photo.reviewed, photo.boxes]);

function row(photo, current) {
  const verdict = verdictOf(photo);
  const boxes = photo.state === 'done' ? count(photo.boxes ?? 0, 'box', 'boxes') : photo.state === 'failed' ? photo.error : 'not looked at yet';
  const picture = photo.state === 'failed' ? h('span', { class: 'no-picture', 'aria-hidden': 'true' }, '✕')
    : h('img', { src: photoPath(photo.id, '/thumbnail'), alt: '', loading: 'lazy', decoding: 'async', width: 56, height: 44 });
  return h('li', { 'data-id': photo.id, 'data-look': look(photo) },
    h('a', { href: `#/photos/${encodeURIComponent(photo.id)}`, 'aria-current': current, title: photo.name }, picture,
      h('span', { class: 'name' }, photo.name),
      h('span', { class: 'facts' }, h('span', { class: `verdict ${verdict.toLowerCase()}` }, verdict), h('span', { class: 'detail' }, boxes),
        photo.reviewed && h('span', { class: 'done', title: 'reviewed' }, '✓', h('span', { class: 'unseen' }, ' reviewed')))));
}
