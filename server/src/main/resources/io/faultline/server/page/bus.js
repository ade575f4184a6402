/** Messages between the parts of the page: photo, counts, training, online, offline, signin, refresh. */
const target = new EventTarget();

export function on(name, listener) {
  target.addEventListener(name, (event) => listener(event.detail));
}

export function emit(name, detail) {
  target.dispatchEvent(new CustomEvent(name, { detail }));
}
