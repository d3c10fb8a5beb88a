import { type EntityRow, entityRow } from './entity-row';
import { type EventRow, eventRow } from './event-row';

/**
 * Blackboard Learn's own event types, in its own namespace: its ForumEvent is not the standard's. From
 * what it documents and sends; it promises no list of types, so whatever differs is doubtful, not wrong.
 */
export const BLACKBOARD_EVENTS: Readonly<Record<string, EventRow>> = {
  LTIEvent: eventRow({
    actions: 'Launched Returned LoggedIn LoggedOut',
    object: 'LTILaunchInfo LTILaunchReturnInfo',
    example: 'A student opens an LTI tool from a course.',
  }),
  ContentEvent: eventRow({
    actions: 'Created Modified Deleted',
    object: 'Content',
    generated: 'UpdatedContentProperties',
    example: 'An instructor creates a folder.',
  }),
  ForumEvent: eventRow({
    actions: 'Created Modified Deleted',
    object: 'Forum',
    generated: 'ForumPost',
    example: 'A student posts to a forum.',
  }),
  BlogEvent: eventRow({
    actions: 'Created Modified Deleted',
    object: 'Blog',
    generated: 'BlogPost',
    example: 'A student posts to a blog.',
  }),
  WikiEvent: eventRow({
    actions: 'Created Modified Deleted',
    object: 'WikiPage',
    generated: 'WikiPost',
    example: 'A student edits a page of a wiki.',
  }),
  CourseGroupEvent: eventRow({
    actions: 'Created Modified Deleted',
    object: 'Group',
    example: 'An instructor makes a group.',
  }),
  CalculatedGradeSnapshotEvent: eventRow({
    actor: 'Agent',
    actions: 'GradeCalculated Graded',
    object: 'CalculatedGrade',
    example: 'The grade book works out a course grade.',
  }),
};

/** Blackboard Learn's own entity types, with what it sends in them. */
export const BLACKBOARD_ENTITIES: Readonly<Record<string, EntityRow>> = {
  LTILaunchInfo: entityRow('Entity', {
    launchUrl: 'String',
    launchParameters: 'Map',
    customParameters: 'Map',
  }),
  LTILaunchReturnInfo: entityRow('Entity', {
    destinationUrl: 'String',
    linkId: 'String',
    launchTime: 'DateTime',
  }),
  Content: entityRow('DigitalResource', {
    aggregationModel: 'String',
    contentContext: 'Any',
    dataVersion: 'Integer',
    dueDate: 'DateTime',
    handler: 'String',
    isFolder: 'Boolean',
    isGroupContent: 'Boolean',
    isLesson: 'Boolean',
    packageSignature: 'String',
    renderType: 'String',
    scorePossible: 'Decimal',
  }),
  /** Each property is null (unchanged) or `{oldValue, newValue}`. */
  UpdatedContentProperties: entityRow('Entity', {
    adaptiveReleaseStatus: 'Map',
    allowGuests: 'Map',
    allowObservers: 'Map',
    attachedFilesCount: 'Map',
    endDate: 'Map',
    extendedData: 'Map',
    isMetadataSet: 'Map',
    isPartiallyVisible: 'Map',
    isReviewable: 'Map',
    isTracked: 'Map',
    launchInNewWindow: 'Map',
    linkRef: 'Map',
    mainData: 'Map',
    parentId: 'Map',
    position: 'Map',
    removedFilesCount: 'Map',
    startDate: 'Map',
    title: 'Map',
    url: 'Map',
  }),
  Forum: entityRow('DigitalResource', {
    contentId: 'String',
    dueDate: 'DateTime',
    forumPointsPossible: 'Decimal',
    isDiscussion: 'Boolean',
    threadPointsPossible: 'Decimal',
  }),
  ForumPost: entityRow('DigitalResource', {
    anonymous: 'Boolean',
    fileAttached: 'Boolean',
    firstPost: 'Boolean',
    length: 'Integer',
    linkRefId: 'String',
    parentId: 'String',
    threadId: 'String',
  }),
  Blog: entityRow('DigitalResource', {
    blogType: 'String',
    dueDate: 'DateTime',
    journal: 'Boolean',
    pointsPossible: 'Decimal',
  }),
  BlogPost: entityRow('DigitalResource', {
    anonymous: 'Boolean',
    attachedFilesCount: 'Integer',
    length: 'Integer',
  }),
  WikiPage: entityRow('DigitalResource', {
    dueDate: 'DateTime',
    pointsPossible: 'Decimal',
    wikiId: 'String',
    wikiName: 'String',
  }),
  WikiPost: entityRow('DigitalResource', {
    modifiedWordCount: 'Integer',
    totalWordCount: 'Integer',
  }),
  CalculatedGrade: entityRow('Entity', {
    course: 'CourseOffering',
    isCourseGrade: 'Boolean',
    itemId: 'String',
    score: 'Decimal',
    scorePossible: 'Decimal',
    syncVersion: 'Integer',
    synVersion: 'Integer',
    user: 'Person',
  }),
};

/**
 * The keys that Blackboard Learn puts into `extensions`, with what each is. An extension may hold
 * anything: nothing is held against it, but an event that has one of these is known to be Blackboard's.
 */
export const BLACKBOARD_EXTENSIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'bb:user.id': "the user's primary key, as in _123_1",
    'bb:user.externalId': "the user's batch_uid",
    'bb:course.id': "the course's primary key",
    'bb:course.externalId': "the course's batch_uid",
    'bb:group.name': "the group's name",
    'bb:group.users': 'the members of the group of a group assignment, each with its batchUId',
    'bb:content.id': "the content item's primary key",
    'bb:contentId': "the content item's primary key",
    'bb:action.name': 'the action, in words of its own',
    'bb:assessment.gradeableItemId': 'the column of the grade book',
    'bb:assessment.categoryId': 'the category of the grade book',
    'bb:assessment.categoryName': 'the name of that category',
    'bb:assessment.catUserDefined': 'whether that category was made by a user',
    'bb:questionType': 'the type of a question',
    'bb:provider.domain': 'the domain of an LTI tool',
    'bb:request.headers.agent': "the browser's user agent",
    'bb:request.headers.ipAddress': "the browser's address: personal data",
  }),
);
