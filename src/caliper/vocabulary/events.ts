import { type EventRow, eventRow } from './event-row';

/**
 * The event types of the standard, one row each (Caliper 1.2 section 4 and appendix B; 1.1 appendix B).
 * Where 1.1 and 1.2 differ in what a part may be, the row allows both. `actor` is a Person unless said.
 * 1.0 names no types for the parts: what a row says is doubtful there, not wrong.
 */
export const EVENTS: Readonly<Record<string, EventRow>> = {
  Event: eventRow({
    actor: 'Agent',
    object: 'Entity',
    generated: 'Entity',
    target: 'Entity',
    referrer: 'Entity',
    example: 'An application creates something that no other event type describes.',
  }),

  // Reading, navigating
  NavigationEvent: eventRow({
    actions: 'NavigatedTo',
    object: 'DigitalResource SoftwareApplication',
    target: 'DigitalResource',
    referrer: 'DigitalResource SoftwareApplication',
    example: 'A student goes from the course page to an e-book.',
  }),
  ViewEvent: eventRow({
    actions: 'Viewed',
    object: 'DigitalResource Result',
    target: 'DigitalResource',
    example: 'A student views a page of an e-book.',
  }),
  ReadingEvent: eventRow({
    actions: 'NavigatedTo Searched Viewed',
    object: 'DigitalResource',
    target: 'DigitalResource',
    deprecated: 'NavigationEvent or ViewEvent',
    example: 'A student searches in a reading.',
  }),
  AnnotationEvent: eventRow({
    actions: 'Bookmarked Highlighted Shared Tagged',
    oldActions: `Attached Classified Commented Described Disliked Identified Liked Linked
      Questioned Ranked Recommended Replied Subscribed`,
    object: 'DigitalResource',
    generated: 'Annotation',
    target: 'Frame',
    example: 'A student highlights a passage.',
  }),
  MediaEvent: eventRow({
    actions: `Started Ended Paused Resumed Restarted ForwardedTo JumpedTo ChangedResolution ChangedSize
      ChangedSpeed ChangedVolume EnabledClosedCaptioning DisabledClosedCaptioning EnteredFullScreen
      ExitedFullScreen Muted Unmuted OpenedPopout ClosedPopout`,
    oldActions: 'Rewound',
    object: 'MediaObject',
    target: 'MediaLocation',
    example: 'A student pauses a video after twenty minutes.',
  }),

  // Assignments, assessments, grades
  AssignableEvent: eventRow({
    actions: 'Activated Deactivated Started Completed Submitted Reviewed',
    oldActions: 'Abandoned Hid Showed',
    object: 'AssignableDigitalResource',
    generated: 'Attempt',
    target: 'Frame',
    example: 'A student submits an assignment.',
  }),
  AssessmentEvent: eventRow({
    actions: 'Started Paused Resumed Restarted Reset Submitted',
    object: 'Assessment',
    generated: 'Attempt',
    example: 'A student starts a quiz.',
  }),
  AssessmentItemEvent: eventRow({
    actions: 'Started Skipped Completed',
    oldActions: 'Reviewed Viewed',
    object: 'AssessmentItem',
    generated: 'Response Attempt',
    referrer: 'AssessmentItem',
    example: 'A student answers question 3.',
  }),
  GradeEvent: eventRow({
    since: 'V1P1',
    actor: 'Agent',
    actions: 'Graded',
    object: 'Attempt',
    generated: 'Score',
    example: 'An instructor, or a program, scores an attempt.',
  }),
  OutcomeEvent: eventRow({
    actor: 'Agent',
    actions: 'Graded',
    object: 'Attempt',
    generated: 'Result',
    deprecated: 'GradeEvent',
    example: 'A program gives a result to an attempt.',
  }),

  // Discussing, sessions, tools
  ForumEvent: eventRow({
    since: 'V1P1',
    actions: 'Subscribed Unsubscribed',
    object: 'Forum',
    example: 'A student subscribes to a forum.',
  }),
  ThreadEvent: eventRow({
    since: 'V1P1',
    actions: 'MarkedAsRead MarkedAsUnread',
    object: 'Thread',
    example: 'A student marks a thread as read.',
  }),
  MessageEvent: eventRow({
    since: 'V1P1',
    actions: 'MarkedAsRead MarkedAsUnread Posted',
    object: 'Message',
    example: 'A student replies in a forum.',
  }),
  FeedbackEvent: eventRow({
    since: 'V1P2',
    actions: 'Commented Ranked',
    object: 'Entity',
    generated: 'Rating Comment',
    target: 'Frame',
    example: 'A student comments on the syllabus.',
  }),
  SessionEvent: eventRow({
    actor: 'Person SoftwareApplication',
    actions: 'LoggedIn LoggedOut TimedOut',
    object: 'Session SoftwareApplication',
    generated: 'Session',
    target: 'DigitalResource Session',
    referrer: 'DigitalResource SoftwareApplication',
    byAction: {
      LoggedIn: { actor: 'Person', object: 'SoftwareApplication' },
      LoggedOut: { actor: 'Person', object: 'SoftwareApplication' },
      TimedOut: { actor: 'SoftwareApplication', object: 'Session' },
    },
    example: 'A student logs in.',
  }),
  ToolUseEvent: eventRow({
    since: 'V1P1',
    actions: 'Used',
    object: 'SoftwareApplication',
    generated: 'AggregateMeasureCollection',
    target: 'SoftwareApplication',
    example: 'A student used a tool for thirty minutes.',
  }),
  ToolLaunchEvent: eventRow({
    since: 'V1P2',
    actions: 'Launched Returned',
    object: 'SoftwareApplication',
    generated: 'DigitalResource',
    target: 'Link LtiLink',
    referrer: 'DigitalResource SoftwareApplication Link',
    byAction: { Launched: { requires: 'federatedSession' } },
    example: 'A student opens an LTI tool from a course page.',
  }),

  // Managing, searching, asking
  ResourceManagementEvent: eventRow({
    since: 'V1P2',
    actions: `Archived Copied Created Deleted Described Downloaded Modified Printed Published Restored
      Retrieved Saved Unpublished Uploaded`,
    object: 'DigitalResource',
    generated: 'DigitalResource',
    example: 'An instructor copies the syllabus.',
  }),
  SearchEvent: eventRow({
    since: 'V1P2',
    actions: 'Searched',
    object: 'Entity',
    generated: 'SearchResponse',
    example: 'A student searches the library catalogue.',
  }),
  QuestionnaireEvent: eventRow({
    since: 'V1P2',
    actions: 'Started Submitted',
    object: 'Questionnaire',
    generated: 'Attempt',
    example: 'A student submits a questionnaire.',
  }),
  QuestionnaireItemEvent: eventRow({
    since: 'V1P2',
    actions: 'Started Skipped Completed Submitted', // the text says Completed, its example Submitted
    object: 'QuestionnaireItem',
    generated: 'Response Attempt',
    example: 'A student answers an item of a questionnaire.',
  }),
  SurveyEvent: eventRow({
    since: 'V1P2',
    actions: 'OptedIn OptedOut',
    object: 'Survey',
    example: 'A student opts out of a survey.',
  }),
  SurveyInvitationEvent: eventRow({
    since: 'V1P2',
    actions: 'Accepted Declined Sent',
    object: 'SurveyInvitation',
    example: 'A student accepts an invitation to a survey.',
  }),
};
