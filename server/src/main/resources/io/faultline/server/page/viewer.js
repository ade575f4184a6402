/** Shows one photo with Leaflet: an overview picture at once, and tiles at full resolution where the photo is larger. */
import { photoPath } from './api.js';

const OVERVIEW_SIDE = 2048;
const MAX_ZOOM = 4;
const PADDING = [24, 24];

/** One unit is one pixel of the photo at zoom 0; y grows downwards. */
const PIXELS = L.extend({}, L.CRS.Simple, { transformation: new L.Transformation(1, 0, 1, 0) });

export const corners = ([x1, y1, x2, y2]) => [[y1, x1], [y2, x2]];

export class Viewer {
  constructor(element) {
    this.element = element;
    this.map = L.map(element, {
      crs: PIXELS, attributionControl: false, zoomControl: false, doubleClickZoom: false, boxZoom: false, keyboard: false,
      zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 90, minZoom: -8, maxZoom: MAX_ZOOM, maxBoundsViscosity: 0.7,
    });
    this.layers = L.layerGroup().addTo(this.map);
    this.photo = null;
    new ResizeObserver(() => this.resized()).observe(element);
  }

  show(photo) {
    this.photo = photo;
    this.layers.clearLayers();
    if (!(photo.width > 0)) return;
    this.bounds = L.latLngBounds(corners([0, 0, photo.width, photo.height]));
    this.map.setMaxBounds(null);
    this.map.setMinZoom(-8);
    this.fit();
    this.map.setMaxBounds(this.bounds.pad(0.6));
    this.picture(photo);
    if (Math.max(photo.width, photo.height) > OVERVIEW_SIDE) this.layers.addLayer(this.tiles(photo));
  }

  /** The thumbnail, which the list has loaded already, stands in until the picture is there: a large photo takes a moment. */
  picture(photo) {
    this.element.dataset.picture = 'loading';
    L.imageOverlay(photoPath(photo.id, '/thumbnail'), this.bounds, { alt: '' }).addTo(this.layers);
    const state = (words) => () => {
      if (this.photo === photo) this.element.dataset.picture = words;
    };
    L.imageOverlay(photoPath(photo.id, '/image'), this.bounds, { alt: `Photo ${photo.name}` })
      .on('load', state('shown')).on('error', state('failed')).addTo(this.layers);
  }

  tiles(photo) {
    const layer = L.tileLayer(photoPath(photo.id, '/tiles/{z}/{x}/{y}.jpg'), {
      tileSize: photo.tileSize, bounds: this.bounds, noWrap: true, keepBuffer: 3, updateWhenZooming: false,
      zoomOffset: photo.maxZoom, minNativeZoom: -photo.maxZoom, maxNativeZoom: 0, minZoom: -8, maxZoom: MAX_ZOOM,
    });
    // Tiles at the right and lower edge are smaller; Leaflet would stretch them.
    layer.on('tileload', ({ tile }) => {
      const factor = layer.getTileSize().x / photo.tileSize;
      tile.style.width = `${tile.naturalWidth * factor}px`;
      tile.style.height = `${tile.naturalHeight * factor}px`;
    });
    return layer;
  }

  /** A photo that is seen as a whole stays so when the window or the panes change. */
  resized() {
    const whole = this.waitsForSize || this.fitted === this.view();
    this.map.invalidateSize({ pan: false });
    if (whole) this.fit();
  }

  view() { return this.bounds ? `${this.map.getZoom()} ${this.map.getCenter()}` : ''; }

  fit() {
    this.waitsForSize = this.element.clientWidth === 0;
    if (this.waitsForSize || !this.bounds) return;
    this.map.fitBounds(this.bounds, { padding: PADDING, animate: false });
    this.map.setMinZoom(Math.min(this.map.getZoom(), 0) - 1);
    this.fitted = this.view();
  }

  /** Moves a box into view, at most at one photo pixel per three screen pixels and only as far as needed. */
  reveal(box) {
    if (!this.map.getBounds().contains(corners(box))) this.map.fitBounds(corners(box), { padding: [90, 90], maxZoom: Math.max(this.map.getZoom(), 0) });
  }

  zoomTo(box) {
    this.map.fitBounds(corners(box), { padding: [90, 90], maxZoom: 2 });
  }

  pan(dx, dy) { this.map.panBy([dx, dy], { animate: true, duration: 0.15 }); }

  zoom(delta) { this.map.setZoom(this.map.getZoom() + delta); }

  /** Pixels of the photo per pixel of the screen. */
  get scale() { return 2 ** -this.map.getZoom(); }

  toPhoto(event) {
    const { lat, lng } = this.map.mouseEventToLatLng(event);
    return { x: lng, y: lat };
  }

  middle() {
    const { lat, lng } = this.map.getCenter();
    return { x: lng, y: lat };
  }
}
