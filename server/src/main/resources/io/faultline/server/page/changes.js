/**
 * What a person does to a photo and its boxes, as data: {op, box, category, to}. An added box has a name of this page until the
 * service gives it an id. Pure functions: apply a change, and merge changes with those of another window.
 */

export const isNew = (id) => typeof id === 'string' && id.startsWith('new-');

export const allBoxes = (photo) => [...photo.boxes, ...(photo.below ?? [])];

export const boxOf = (photo, id) => allBoxes(photo).find((box) => box.id === id) ?? null;

/** The score from which a box counts: threshold is a number for all classes, or {common, classes} with those that have their own. */
export const limitOf = (box, threshold) => (typeof threshold === 'number' ? threshold : threshold.classes[box.category] ?? threshold.common);

/** The thresholds that the service gives with a photo or the workspace. */
export const thresholdOf = ({ threshold, thresholds }) => (thresholds ? { common: threshold, classes: thresholds } : threshold);

/** Whether a box counts as a result at this threshold. */
export function reported(box, threshold) {
  if (box.state === 'rejected') return false;
  return box.state === 'accepted' || box.score === null || box.score === undefined || box.score >= limitOf(box, threshold);
}

const NEAR_SHARE = 0.5;
const MOST_NEAR = 3;

/**
 * The boxes worth showing, in a fixed order: reported ones first, then the rejected, then the few whose score is nearly enough.
 * A photo has a hundred boxes that no one wants to see.
 */
export function worthShowing(photo, threshold) {
  const best = (boxes) => boxes.sort((a, b) => (b.score ?? 2) - (a.score ?? 2));
  const boxes = allBoxes(photo);
  const open = boxes.filter((box) => !reported(box, threshold) && box.state === 'open');
  const near = open.filter((box) => box.score >= limitOf(box, threshold) * NEAR_SHARE);
  return [...best(boxes.filter((box) => reported(box, threshold))), ...best(boxes.filter((box) => box.state === 'rejected')),
    ...best(near).slice(0, MOST_NEAR)];
}

/** The photo after the change; the given photo stays as it is. */
export function apply(photo, change) {
  switch (change.op) {
    case 'review': return { ...photo, reviewed: true, boxes: photo.boxes.map((box) => (box.state === 'open' && reported(box, thresholdOf(photo)) ? { ...box, state: 'accepted' } : box)) };
    case 'unreview': return { ...photo, reviewed: false };
    case 'remove': case 'restore': return { ...photo, removed: change.op === 'remove' };
    case 'add': {
      const added = { id: change.box, origin: 'person', category: change.category, score: null, box: change.to, state: 'accepted' };
      return { ...photo, boxes: [...photo.boxes, added] };
    }
    case 'delete': {
      const others = (boxes) => boxes.filter((box) => box.id !== change.box);
      return { ...photo, boxes: others(photo.boxes), below: others(photo.below ?? []) };
    }
    default: {
      const touched = (boxes) => boxes.map((box) => (box.id === change.box ? changed(box, change) : box));
      return { ...photo, boxes: touched(photo.boxes), below: touched(photo.below ?? []) };
    }
  }
}

function changed(box, change) {
  switch (change.op) {
    case 'accept': return { ...box, state: 'accepted' };
    case 'reject': return { ...box, state: 'rejected' };
    case 'reclass': return { ...box, category: change.category, state: 'accepted' };
    case 'move': return { ...box, box: change.to, state: 'accepted' };
    default: return box;
  }
}

/** The change as the service reads it. */
export function wire({ op, box, category, to }) {
  return op === 'add' ? { op, category, to } : { op, box, category, to };
}

const look = (box) => box && JSON.stringify([box.state, box.category, box.box.map(Math.round)]);

/**
 * Holds my unsent changes against the photo that another window has stored meanwhile.
 * keep: changes that can be sent again as they are. conflicts: {change, mine, theirs} where both touched one box in different ways.
 */
export function merge(base, mine, current) {
  const keep = [];
  const conflicts = [];
  for (const change of mine) {
    if (change.op === 'review' || change.op === 'unreview') {
      if (current.reviewed !== (change.op === 'review')) keep.push(change);
    } else if (change.op === 'remove' || change.op === 'restore') {
      if (current.removed !== (change.op === 'remove')) keep.push(change);
    } else if (change.op === 'add') {
      if (!stored(base, change, current)) keep.push(change);
    } else {
      const before = boxOf(base, change.box);
      const now = boxOf(current, change.box);
      const wanted = boxOf(apply(base, change), change.box);
      if (!before || look(before) === look(now)) keep.push(change);
      else if (look(wanted) !== look(now)) conflicts.push({ change, mine: wanted, before, theirs: now });
    }
  }
  return { keep, conflicts };
}

/** An added box whose answer was lost is there already: sending it again would add it twice. */
function stored(base, change, current) {
  return allBoxes(current).some((box) => !boxOf(base, box.id) && box.category === change.category
    && box.box.every((value, i) => value === change.to[i]));
}

/** My side of a conflict as changes of the current photo: a box that is gone is added again. */
export function insisted({ change, mine, theirs }, name) {
  if (theirs) return [change];
  return mine && mine.state !== 'rejected' ? [{ op: 'add', box: name, category: mine.category, to: mine.box }] : [];
}

const DONE = {
  accept: 'accepted a box', reject: 'rejected a box', delete: 'deleted a box', move: 'moved a box', reclass: 'changed the class of a box',
  add: 'drew a box', import: 'imported a box', suggest: 'imported a box to decide', review: 'marked the photo as reviewed',
  unreview: 'took the mark away', remove: 'removed the photo', restore: 'put the photo back', undo: 'undid a change',
};

/** An entry of a photo's history in words. */
export const doneWords = ({ op, category, detections }) => (op === 'detect' ? `found ${detections} boxes`
  : `${DONE[op] ?? op}${category ? ` (${category})` : ''}`);

export function stateWords(before, now) {
  if (!now) return 'deleted it';
  const words = [];
  if (before.box.some((value, i) => Math.round(value) !== Math.round(now.box[i]))) words.push('moved it');
  if (before.category !== now.category) words.push(`made it ${now.category}`);
  if (before.state !== now.state) words.push(now.state === 'open' ? 'opened it again' : `${now.state} it`);
  return words.join(' and ') || 'changed it';
}
