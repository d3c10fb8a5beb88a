import { type EntityMore, type EntityRow, entityRow } from './entity-row';

const SINCE_1_2: EntityMore = { since: 'V1P2' };

/** Surveys, searches, measures: the profiles that 1.2 added. The cells are explained in `ENTITIES`. */
export const SURVEY_ENTITIES: Readonly<Record<string, EntityRow>> = {
  Survey: entityRow('Collection', { items: 'Questionnaire|QuestionnaireItem[]' }, SINCE_1_2),
  SurveyInvitation: entityRow(
    'DigitalResource',
    { rater: 'Person', survey: 'Survey', sentCount: 'Integer', dateSent: 'DateTime' },
    SINCE_1_2,
  ),
  Questionnaire: entityRow(
    'DigitalResourceCollection',
    { items: 'QuestionnaireItem[]' },
    SINCE_1_2,
  ),
  QuestionnaireItem: entityRow(
    'DigitalResource',
    { question: 'Question', categories: 'String[]', weight: 'Decimal' },
    SINCE_1_2,
  ),
  Question: entityRow('DigitalResource', { questionPosed: 'String' }, SINCE_1_2),
  DateTimeQuestion: entityRow(
    'Question',
    { minDateTime: 'DateTime', maxDateTime: 'DateTime', minLabel: 'String', maxLabel: 'String' },
    SINCE_1_2,
  ),
  MultiselectQuestion: entityRow(
    'Question',
    { itemLabels: 'String[]', itemValues: 'String[]', points: 'Integer' },
    SINCE_1_2,
  ),
  OpenEndedQuestion: entityRow('Question', {}, SINCE_1_2),
  RatingScaleQuestion: entityRow('Question', { scale: 'Scale' }, SINCE_1_2),
  Scale: entityRow('Entity', {}, SINCE_1_2),
  LikertScale: entityRow(
    'Scale',
    { scalePoints: 'Integer', itemLabels: 'String[]', itemValues: 'String[]' },
    SINCE_1_2,
  ),
  MultiselectScale: entityRow(
    'Scale',
    {
      scalePoints: 'Integer',
      itemLabels: 'String[]',
      itemValues: 'String[]',
      isOrderedSelection: 'Boolean',
      minSelections: 'Integer',
      maxSelections: 'Integer',
    },
    SINCE_1_2,
  ),
  NumericScale: entityRow(
    'Scale',
    {
      minLabel: 'String',
      maxLabel: 'String',
      minValue: 'Decimal',
      maxValue: 'Decimal',
      step: 'Decimal',
    },
    SINCE_1_2,
  ),

  // Searching and measuring
  Query: entityRow(
    'Entity',
    { creator: 'Person', searchTarget: 'Entity', searchTerms: 'String' },
    SINCE_1_2,
  ),
  SearchResponse: entityRow(
    'Entity',
    {
      searchProvider: 'SoftwareApplication',
      searchTarget: 'Entity',
      query: 'Query',
      searchResultsItemCount: 'Integer',
    },
    SINCE_1_2,
  ),
  AggregateMeasure: entityRow(
    'Entity',
    {
      metricValue: 'Decimal!',
      maxMetricValue: 'Decimal',
      metric: 'Metric!',
      startedAtTime: 'DateTime',
      endedAtTime: 'DateTime',
    },
    SINCE_1_2,
  ),
  AggregateMeasureCollection: entityRow('Collection', { items: 'AggregateMeasure[]' }, SINCE_1_2),
};
