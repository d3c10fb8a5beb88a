import { EVENTS } from './events';
import { words } from './words';

/** The actions that no row of the event types holds: they go with the plain Event. */
const PLAIN = `Added Attached Classified Described Disliked Hid Identified Liked Linked Questioned
  Recommended Removed Showed Abandoned Rewound`;

/** Every action of the standard, as it spells them (Caliper 1.2 appendix A). */
export const ACTIONS: ReadonlySet<string> = new Set([
  ...words(PLAIN),
  ...Object.values(EVENTS).flatMap((row) => [...row.actions, ...row.oldActions]),
]);

/** Spellings that stand in the specification beside the ones in `ACTIONS`. */
export const OTHER_SPELLINGS: ReadonlySet<string> = new Set([
  'MarkedAsUnRead',
  'EnteredFullscreen',
  'ExitedFullscreen',
]);
