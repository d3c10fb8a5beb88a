import { type EntityMore, type EntityRow, entityRow } from './entity-row';

const SINCE_1_1: EntityMore = { since: 'V1P1' };
const SINCE_1_2: EntityMore = { since: 'V1P2' };

/** What is read, watched and discussed, and the notes upon it. The cells are explained in `ENTITIES`. */
export const RESOURCE_ENTITIES: Readonly<Record<string, EntityRow>> = {
  DigitalResource: entityRow('Entity', {
    storageName: 'String',
    mediaType: 'String',
    version: 'String',
    creators: 'Agent[]',
    keywords: 'String[]',
    learningObjectives: 'LearningObjective[]',
    isPartOf: 'Entity',
    datePublished: 'DateTime',
    objectType: 'Any @1.0',
    alignedLearningObjective: 'LearningObjective[] @1.0',
  }),
  LearningObjective: entityRow('Entity'),
  DigitalResourceCollection: entityRow(
    'DigitalResource Collection',
    { items: 'DigitalResource[]' },
    SINCE_1_1,
  ),
  Document: entityRow('DigitalResource', {}, SINCE_1_1),
  Page: entityRow('DigitalResource', {}, SINCE_1_1),
  Chapter: entityRow('DigitalResource', {}, SINCE_1_1),
  WebPage: entityRow('DigitalResource'),
  Frame: entityRow('DigitalResource', { index: 'Integer' }),
  Reading: entityRow('DigitalResource', {}, { deprecated: 'Document' }),
  EpubVolume: entityRow('DigitalResource', {}, { deprecated: 'Document' }),
  EpubPart: entityRow('DigitalResource', {}, { deprecated: 'Document' }),
  EpubChapter: entityRow('DigitalResource', {}, { deprecated: 'Chapter' }),
  EpubSubChapter: entityRow('DigitalResource', {}, { deprecated: 'Chapter' }),
  View: entityRow(
    'Entity',
    { startedAtTime: 'DateTime', endedAtTime: 'DateTime', duration: 'Duration' },
    { deprecated: 'ViewEvent' },
  ),
  Link: entityRow('Entity', {}, SINCE_1_2),
  LtiLink: entityRow('DigitalResource', { messageType: 'MessageType' }, SINCE_1_2),
  MediaObject: entityRow('DigitalResource', { duration: 'Duration' }),
  AudioObject: entityRow('MediaObject', {
    muted: 'Boolean',
    volumeLevel: 'String',
    volumeMin: 'String',
    volumeMax: 'String',
  }),
  ImageObject: entityRow('MediaObject'),
  VideoObject: entityRow('MediaObject'),
  MediaLocation: entityRow('DigitalResource', { currentTime: 'Duration' }),
  Forum: entityRow('DigitalResourceCollection', { items: 'Thread[]' }, SINCE_1_1),
  Thread: entityRow('DigitalResourceCollection', { items: 'Message[]' }, SINCE_1_1),
  Message: entityRow(
    'DigitalResource',
    { body: 'String', attachments: 'DigitalResource[]', replyTo: 'Message' },
    SINCE_1_1,
  ),

  // Annotations and feedback
  Annotation: entityRow('Entity', { annotator: 'Person', annotated: 'DigitalResource' }),
  BookmarkAnnotation: entityRow('Annotation', { bookmarkNotes: 'String' }),
  HighlightAnnotation: entityRow('Annotation', {
    selectionText: 'String',
    selection: 'TextPositionSelector',
  }),
  SharedAnnotation: entityRow('Annotation', { withAgents: 'Agent[]' }),
  TagAnnotation: entityRow('Annotation', { tags: 'String[]' }),
  TextPositionSelector: entityRow('', { start: 'Integer', end: 'Integer' }, { anonymous: true }),
  Comment: entityRow(
    'Entity',
    { commenter: 'Person', commentedOn: 'Entity', value: 'String' },
    SINCE_1_2,
  ),
  Rating: entityRow(
    'Entity',
    {
      rater: 'Person',
      rated: 'Entity',
      question: 'Question',
      selections: 'String[]',
      ratingComment: 'Comment',
    },
    SINCE_1_2,
  ),
};
