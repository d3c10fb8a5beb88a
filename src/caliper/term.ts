/** The standard's own namespace, whatever IRI spelled it. */
export const CALIPER = 'CALIPER';
/** Blackboard Learn's namespace: its ForumEvent is not the standard's. */
export const BLACKBOARD = 'BLACKBOARD';

/** A type as (namespace, term): the same pair for every spelling of the same type. */
export interface TypeTerm {
  /** `CALIPER`, `BLACKBOARD`, or the IRI up to and including its last `/`, `#` or (in URNs) `:`. */
  readonly namespace: string;
  /** `Person`, `ForumEvent`; never empty unless the text was. */
  readonly term: string;
}

/** An action as it was sent and as the standard spells it. */
export interface ActionTerm extends TypeTerm {
  /** The standard's word where senders write another for the same fact: `Created` for `Create`. */
  readonly normalized: string;
}

const TYPES = 'http://purl.imsglobal.org/caliper/';
/** What may stand between `TYPES` and the term: 1.0 wrote versions and the vocabularies it borrowed. */
const TYPE_FOLDERS: ReadonlySet<string> = new Set([
  '',
  'v1/',
  'v1p0/',
  'v1p1/',
  'v1p2/',
  'v1/lis/',
  'v1/w3c/',
]);
const BLACKBOARD_TYPES = 'http://caliper.blackboard.com/caliper/v1/';
const BLACKBOARD_ACTIONS = 'http://caliper.blackboard.com/vocab/caliper/v1/action#';
const ACTIONS_1_0 = 'http://purl.imsglobal.org/vocab/caliper/v1/action#';
const ACTIONS_1_1 = 'http://purl.imsglobal.org/caliper/actions/';
const ROLE = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
const SUB_ROLE = 'http://purl.imsglobal.org/vocab/lis/v2/membership/';
const STATUS = 'http://purl.imsglobal.org/vocab/lis/v2/status#';

/** Caliper 1.0 borrowed its readings from EPUB; 1.1 named them (appendix A, deprecated entities). */
const EPUB: ReadonlyMap<string, string> = new Map([
  ['http://www.idpf.org/epub/vocab/structure/#volume', 'EpubVolume'],
  ['http://www.idpf.org/epub/vocab/structure/#part', 'EpubPart'],
  ['http://www.idpf.org/epub/vocab/structure/#chapter', 'EpubChapter'],
  ['http://www.idpf.org/epub/vocab/structure/#subchapter', 'EpubSubChapter'],
]);

/** Both spellings of one action stand in the specification, and senders add their own. */
const SAME_ACTION: ReadonlyMap<string, string> = new Map([
  ['MarkedAsUnRead', 'MarkedAsUnread'],
  ['EnteredFullscreen', 'EnteredFullScreen'],
  ['ExitedFullscreen', 'ExitedFullScreen'],
  ['Create', 'Created'],
  ['Update', 'Modified'],
  ['Updated', 'Modified'],
  ['Delete', 'Deleted'],
  ['LTILaunch', 'Launched'],
  ['LTILaunchReturn', 'Returned'],
]);

/**
 * The type that an IRI or a short word names (Caliper 1.2 section 3.3, 1.1 section 3.2, 1.0's IRIs).
 * A short word that nobody knows stays in the standard's namespace.
 */
export function typeTerm(iri: string): TypeTerm {
  if (isShort(iri)) return { namespace: CALIPER, term: iri };
  if (iri.startsWith(TYPES)) {
    const start = iri.lastIndexOf('/') + 1;
    if (start < iri.length && TYPE_FOLDERS.has(iri.slice(TYPES.length, start))) {
      return { namespace: CALIPER, term: iri.slice(start) };
    }
  } else if (iri.startsWith(BLACKBOARD_TYPES) && iri.length > BLACKBOARD_TYPES.length) {
    return { namespace: BLACKBOARD, term: iri.slice(BLACKBOARD_TYPES.length) };
  }
  const epub = EPUB.get(iri);
  return epub === undefined ? foreign(iri) : { namespace: CALIPER, term: epub };
}

/** The action that an IRI or a short word names (Caliper 1.2 appendix A, 1.0's IRIs). */
export function actionTerm(iri: string): ActionTerm {
  const { namespace, term } = isShort(iri)
    ? { namespace: CALIPER, term: iri }
    : (after(iri, ACTIONS_1_0, CALIPER) ??
      after(iri, ACTIONS_1_1, CALIPER) ??
      after(iri, BLACKBOARD_ACTIONS, BLACKBOARD) ??
      foreign(iri));
  const word = term.trim();
  const ours = namespace === CALIPER || namespace === BLACKBOARD;
  return { namespace, term, normalized: ours ? (SAME_ACTION.get(word) ?? word) : word };
}

/** A LIS role without its namespace: `Learner`, `Instructor#TeachingAssistant`; a foreign IRI as it came. */
export function roleTerm(iri: string): string {
  if (iri.length > ROLE.length && iri.startsWith(ROLE)) return iri.slice(ROLE.length);
  if (iri.length > SUB_ROLE.length && iri.startsWith(SUB_ROLE)) return iri.slice(SUB_ROLE.length);
  return iri;
}

/** A LIS membership status without its namespace: `Active`; a foreign IRI as it came. */
export function statusTerm(iri: string): string {
  return iri.length > STATUS.length && iri.startsWith(STATUS) ? iri.slice(STATUS.length) : iri;
}

function isShort(iri: string): boolean {
  return !iri.includes(':') && !iri.includes('/') && !iri.includes('#');
}

function after(iri: string, prefix: string, namespace: string): TypeTerm | null {
  if (iri.length <= prefix.length || !iri.startsWith(prefix)) return null;
  return { namespace, term: iri.slice(prefix.length) };
}

function foreign(iri: string): TypeTerm {
  const slash = Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#'));
  const cut = (slash >= 0 ? slash : iri.lastIndexOf(':')) + 1;
  // An IRI that ends in its separator names nothing short: the whole of it is the term.
  if (cut === iri.length) return { namespace: '', term: iri };
  return { namespace: iri.slice(0, cut), term: iri.slice(cut) };
}
