import { type EntityMore, type EntityRow, entityRow } from './entity-row';

const SINCE_1_1: EntityMore = { since: 'V1P1' };
const SINCE_1_2: EntityMore = { since: 'V1P2' };

/** Assignments, attempts, responses, grades. The cells are explained in `ENTITIES`. */
export const ASSESSMENT_ENTITIES: Readonly<Record<string, EntityRow>> = {
  AssignableDigitalResource: entityRow('DigitalResource', {
    dateToActivate: 'DateTime',
    dateToShow: 'DateTime',
    dateToStartOn: 'DateTime',
    dateToSubmit: 'DateTime',
    maxAttempts: 'Integer',
    maxSubmits: 'Integer',
    maxScore: 'Decimal',
  }),
  Assessment: entityRow('AssignableDigitalResource DigitalResourceCollection', {
    items: 'AssessmentItem[]',
  }),
  AssessmentItem: entityRow('AssignableDigitalResource', { isTimeDependent: 'Boolean' }),
  Attempt: entityRow('Entity', {
    assignee: 'Person',
    assignable: 'DigitalResource',
    count: 'Integer',
    duration: 'Duration',
    startedAtTime: 'DateTime',
    endedAtTime: 'DateTime',
    isPartOf: 'Attempt',
    actor: 'Agent @1.0',
  }),
  Response: entityRow('Entity', {
    attempt: 'Attempt',
    startedAtTime: 'DateTime',
    endedAtTime: 'DateTime',
    duration: 'Duration',
    actor: 'Agent @1.0',
    assignable: 'DigitalResource @1.0',
  }),
  FillinBlankResponse: entityRow('Response', { values: 'String[]' }),
  MultipleChoiceResponse: entityRow('Response', { value: 'String' }),
  MultipleResponseResponse: entityRow('Response', { values: 'String[]' }),
  SelectTextResponse: entityRow('Response', { values: 'String[]' }),
  TrueFalseResponse: entityRow('Response', { value: 'String' }),
  DateTimeResponse: entityRow('Response', { dateTimeSelected: 'DateTime' }, SINCE_1_2),
  MultiselectResponse: entityRow('Response', { selections: 'String[]' }, SINCE_1_2),
  OpenEndedResponse: entityRow('Response', { value: 'String' }, SINCE_1_2),
  RatingScaleResponse: entityRow('Response', { selections: 'String[]' }, SINCE_1_2),
  Score: entityRow(
    'Entity',
    {
      attempt: 'Attempt!',
      maxScore: 'Decimal',
      scoreGiven: 'Decimal',
      scoredBy: 'Agent',
      comment: 'String',
    },
    SINCE_1_1,
  ),
  Result: entityRow('Entity', {
    attempt: 'Attempt!',
    maxResultScore: 'Decimal',
    resultScore: 'Decimal',
    scoredBy: 'Agent',
    comment: 'String',
    actor: 'Agent @1.0',
    assignable: 'DigitalResource @1.0',
    normalScore: 'Decimal @1.0',
    penaltyScore: 'Decimal @1.0',
    extraCreditScore: 'Decimal @1.0',
    totalScore: 'Decimal @1.0',
    curvedTotalScore: 'Decimal @1.0',
    curveFactor: 'Decimal @1.0',
  }),
};
