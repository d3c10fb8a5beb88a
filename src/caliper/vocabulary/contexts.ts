import type { Dialect } from '../dialect';

const CTX = 'http://purl.imsglobal.org/ctx/caliper/';

/** The contexts of the standard, one per version (Caliper 1.2 section 3.2, 1.1 section 3.1). */
export const CONTEXTS: ReadonlyMap<string, Dialect> = new Map([
  [`${CTX}v1/Context`, 'V1P0'],
  [`${CTX}v1p1`, 'V1P1'],
  [`${CTX}v1p2`, 'V1P2'],
]);

/** The profile extensions of 1.1: they bring terms of 1.2 into 1.1. */
export const EXTENSION_CONTEXTS: ReadonlySet<string> = new Set(
  ['Feedback', 'ResourceManagement', 'Search', 'Survey', 'ToolLaunch', 'ToolUse'].map(
    (profile) => `${CTX}v1p1/${profile}Profile-extension`,
  ),
);

/** The context of Blackboard Learn's own terms, which stand on those of 1.0. */
export const BLACKBOARD_CONTEXT = 'http://caliper.blackboard.com/ctx/caliper/v1/Context';

/** How people write the versions. */
export const VERSION_NAMES: Readonly<Record<Dialect, string>> = {
  V1P0: '1.0',
  V1P1: '1.1',
  V1P2: '1.2',
};

/** True when what came with `since` belongs to `dialect`. */
export function reaches(dialect: Dialect, since: Dialect): boolean {
  // The names sort as the versions do.
  return dialect >= since;
}
