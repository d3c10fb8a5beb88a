import { BLACKBOARD, CALIPER } from '../term';
import { ACTIONS } from './actions';
import { BLACKBOARD_ENTITIES, BLACKBOARD_EVENTS } from './blackboard';
import { ENTITIES } from './entities';
import { entityType, isAnyOf } from './entity-types';
import { ROLES } from './enums';
import { eventType } from './event-types';
import { EVENT_SLOTS } from './event-slots';
import { EVENTS } from './events';
import { propertyRule } from './property-rule';

const rows = [...Object.entries(EVENTS), ...Object.entries(BLACKBOARD_EVENTS)];

describe('every row of the event types', () => {
  it.each(rows)('names entity types that there are: %s', (_name, row) => {
    const parts = [row.actor, row.object, row.generated, row.target, row.referrer];
    const special = [...row.byAction.values()].flatMap(({ actor = [], object = [] }) => [
      actor,
      object,
    ]);
    const named = [...parts, ...special].flat();
    expect(named.filter((type) => !(type in ENTITIES) && !(type in BLACKBOARD_ENTITIES))).toEqual(
      [],
    );
    expect(row.actor.length).toBeGreaterThan(0);
    expect(row.object.length).toBeGreaterThan(0);
  });

  it.each(rows)('has an example that is a sentence: %s', (_name, row) => {
    expect(row.example).toMatch(/^[A-Z].* .*\.$/);
  });

  it.each(rows)(
    'speaks of its own actions, and requires places that there are: %s',
    (_name, row) => {
      for (const [action, { requires }] of row.byAction) {
        expect(row.actions).toContain(action);
        if (requires !== undefined) expect(EVENT_SLOTS.map(({ name }) => name)).toContain(requires);
      }
    },
  );
});

describe('every row of the entity types', () => {
  it.each([...Object.entries(ENTITIES), ...Object.entries(BLACKBOARD_ENTITIES)])(
    'names entity types that there are: %s',
    (_name, row) => {
      const named = [...row.properties.values()].flatMap(({ value }) =>
        value.kind === 'ENTITY' ? value.types : [],
      );
      expect([...row.supertypes, ...named].filter((type) => !(type in ENTITIES))).toEqual([]);
    },
  );
});

describe('the tables', () => {
  it('hold the event types of each version', () => {
    const since = (version: string) =>
      Object.values(EVENTS).filter((row) => row.since === version).length;
    expect([since('V1P0'), since('V1P1'), since('V1P2')]).toEqual([11, 5, 8]);
  });

  it('hold the 80 actions of 1.2, and Replied of 1.0', () => {
    expect(ACTIONS.size).toBe(81);
    expect(ACTIONS).toContain('Abandoned');
    expect(ACTIONS).not.toContain('Create');
  });

  it('hold the roles with their sub-roles', () => {
    expect(ROLES).toContain('Learner');
    expect(ROLES).toContain('Instructor#TeachingAssistant');
    expect(ROLES).not.toContain('TeachingAssistant');
  });

  it('know what is below what', () => {
    const section = entityType({ namespace: CALIPER, term: 'CourseSection' });
    expect(section && isAnyOf(section, ['Organization'])).toBe(true);
    expect(section && isAnyOf(section, ['Person', 'DigitalResource'])).toBe(false);
  });

  it('let the nearest declaration of a property win', () => {
    const assessment = entityType({ namespace: CALIPER, term: 'Assessment' });
    const items = assessment?.properties.get('items')?.value;
    expect(items).toEqual({ kind: 'ENTITY', types: ['AssessmentItem'] });
  });

  it("keep Blackboard Learn's ForumEvent apart from the standard's", () => {
    const actions = (namespace: string) => [
      ...(eventType({ namespace, term: 'ForumEvent' })?.actions ?? []),
    ];
    expect(actions(CALIPER)).toEqual(['Subscribed', 'Unsubscribed']);
    expect(actions(BLACKBOARD)).toEqual(['Created', 'Modified', 'Deleted']);
    expect(eventType({ namespace: 'https://uni.example/', term: 'ForumEvent' })).toBeUndefined();
  });
});

describe('a cell', () => {
  it('says type, list, requirement and age', () => {
    expect(propertyRule('String')).toMatchObject({ many: false, required: false, only1_0: false });
    expect(propertyRule('Attempt!')).toMatchObject({ required: true });
    expect(propertyRule('Questionnaire|QuestionnaireItem[]')).toMatchObject({
      many: true,
      value: { kind: 'ENTITY', types: ['Questionnaire', 'QuestionnaireItem'] },
    });
    expect(propertyRule('Decimal @1.0')).toMatchObject({ only1_0: true });
  });

  it('that cannot be read stops the start', () => {
    expect(() => propertyRule('String?')).toThrow('a property is written as in Attempt!');
  });
});
