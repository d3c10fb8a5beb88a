import { words } from './words';

/** LIS context roles, with the sub-roles of each (LIS 2.0; Caliper 1.2 appendix E). */
const SUB_ROLES: Readonly<Record<string, string>> = {
  Administrator: `Administrator Developer ExternalDeveloper ExternalSupport ExternalSystemAdministrator
    Support SystemAdministrator`,
  ContentDeveloper: 'ContentDeveloper ContentExpert ExternalContentExpert Librarian',
  Instructor: `ExternalInstructor Grader GuestInstructor Instructor Lecturer PrimaryInstructor
    SecondaryInstructor TeachingAssistant TeachingAssistantGroup TeachingAssistantOffering
    TeachingAssistantSection TeachingAssistantTemplate`,
  Learner: 'ExternalLearner GuestLearner Instructor Learner NonCreditLearner',
  Manager: 'AreaManager CourseCoordinator ExternalObserver Manager Observer',
  Member: 'Member',
  Mentor: `Advisor ExternalAdvisor ExternalAuditor ExternalLearningFacilitator ExternalMentor
    ExternalReviewer ExternalTutor LearningFacilitator Mentor Reviewer Tutor`,
  Officer: 'Chair Communications Secretary Treasurer Vice-Chair',
};

/** Every role without its namespace: `Learner`, `Instructor#TeachingAssistant`. */
export const ROLES: ReadonlySet<string> = new Set(
  Object.entries(SUB_ROLES).flatMap(([role, subs]) => [
    role,
    ...words(subs).map((sub) => `${role}#${sub}`),
  ]),
);

/** The states of a membership. */
export const STATUSES: ReadonlySet<string> = new Set(['Active', 'Inactive']);

/** Besides, before 1.2. */
export const OLD_STATUSES: ReadonlySet<string> = new Set(['Deleted']);

/** What an AggregateMeasure measures (Caliper 1.2 appendix C, AggregateMeasure). */
export const METRICS: ReadonlySet<string> = new Set(
  words(`AssessmentsPassed AssessmentsSubmitted MinutesOnTask SkillsMastered StandardsMastered
    UnitsCompleted UnitsPassed WordsRead`),
);

/** The systems whose ids a SystemIdentifier may carry (Caliper 1.2 appendix E). */
export const IDENTIFIER_TYPES: ReadonlySet<string> = new Set(
  words(`AccountUserName EmailAddress LisSourcedId LtiContextId LtiDeploymentId LtiPlatformId LtiToolId
    LtiUserId OneRosterSourcedId Other SisSourcedId SystemId SystemIdentifier`),
);

/** The messages that an LtiLink may send; the third is the specification's other spelling. */
export const MESSAGE_TYPES: ReadonlySet<string> = new Set(
  words('LtiDeepLinkingRequest LtiResourceLinkRequest LtiDeepLinkRequest'),
);

/** The metric profiles that an event of 1.2 may name in `profile`. */
export const PROFILES: ReadonlySet<string> = new Set(
  words(`Annotation Assessment Assignable Feedback Forum General Grading Media Reading
    ResourceManagement Search Session Survey ToolLaunch ToolUse`).map((name) => `${name}Profile`),
);
