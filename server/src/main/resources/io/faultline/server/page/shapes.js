/**
 * Draws boxes on the photo. The colours are those of Okabe and Ito (2008), which colour-blind people can tell apart; the line and
 * the sign in the label say the same without colour.
 */
import { reported } from './changes.js';
import { h } from './dom.js';
import { corners } from './viewer.js';
import { score } from './words.js';

const KINDS = {
  open: { color: '#e69f00', sign: '', words: 'reported, not decided yet' },
  accepted: { color: '#009e73', sign: '✓ ', words: 'accepted' },
  person: { color: '#56b4e9', sign: '✎ ', words: 'drawn by a person' },
  rejected: { color: '#cc79a7', dash: '7 6', sign: '✕ ', words: 'rejected' },
  below: { color: '#ffffff', dash: '1 6', sign: '', words: 'below the threshold' },
  offer: { color: '#f0e442', dash: '12 5', sign: '? ', words: 'offered' },
};

export function kindOf(box, threshold) {
  if (box.state === 'rejected') return 'rejected';
  if (box.origin === 'person') return 'person';
  if (box.state === 'accepted') return 'accepted';
  return reported(box, threshold) ? 'open' : 'below';
}

export const kindWords = (kind) => KINDS[kind].words;

export const signOf = (kind) => KINDS[kind].sign;

export const legend = () => Object.entries(KINDS).map(([kind, { sign, words }]) => h('li', {}, h('i', { class: `swatch ${kind}` }), `${sign}${words}`));

export class Shapes {
  constructor(map) {
    this.map = map;
    this.layer = L.layerGroup().addTo(map);
    this.renderer = L.svg({ padding: 0.5 });
  }

  /** Draws items {box, kind, label, selected, handles}; what was drawn before goes. */
  draw(items) {
    this.layer.clearLayers();
    for (const item of items) this.one(item);
  }

  one({ box, kind, label, selected, handles }) {
    const { color, dash, sign } = KINDS[kind];
    const weight = selected || kind === 'offer' ? 3 : kind === 'below' ? 1.5 : 2;
    const common = { renderer: this.renderer, interactive: false, fill: false, lineJoin: 'miter' };
    L.rectangle(corners(box), { ...common, color: '#000', opacity: selected ? 0.85 : 0.55, weight: weight + 2, dashArray: selected ? null : dash }).addTo(this.layer);
    L.rectangle(corners(box), { ...common, color, weight, dashArray: dash, className: `box ${kind}`,
      fill: Boolean(selected), fillColor: color, fillOpacity: selected ? 0.08 : 0 }).addTo(this.layer);
    if (label !== null) this.tag(box, kind, `${sign}${label}`, selected);
    if (handles) for (const at of grips(box)) this.handle(at);
  }

  tag(box, kind, text, selected) {
    const html = h('span', { class: `tag ${kind}${selected ? ' selected' : ''}` }, text);
    const icon = L.divIcon({ className: 'tag-place', html, iconSize: [0, 0], iconAnchor: [0, 0] });
    L.marker([box[1], box[0]], { icon, interactive: false, keyboard: false, zIndexOffset: selected ? 1000 : 0 }).addTo(this.layer);
  }

  handle([x, y]) {
    L.circleMarker([y, x], { renderer: this.renderer, interactive: false, radius: 6, color: '#000', weight: 1.5, fillColor: '#fff', fillOpacity: 1 }).addTo(this.layer);
  }
}

function grips([x1, y1, x2, y2]) {
  const mx = (x1 + x2) / 2;
  const my = (y1 + y2) / 2;
  return [[x1, y1], [mx, y1], [x2, y1], [x2, my], [x2, y2], [mx, y2], [x1, y2], [x1, my]];
}

/** What a box's label says: its class where there is more than one, and its score. */
export function labelOf(box, manyClasses) {
  const parts = [];
  if (manyClasses || box.score === null || box.score === undefined) parts.push(box.category);
  if (box.score !== null && box.score !== undefined) parts.push(score(box.score));
  return parts.join(' ');
}
