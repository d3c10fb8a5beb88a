import { registerEnumType } from 'type-graphql';
import type { EntityKind, IdentifierType } from '../kernel/roster';

/** The values of GraphQL's IdentifierType: those of the kernel's, each by its own name. */
export const IdentifierTypes: Readonly<Record<IdentifierType, IdentifierType>> = {
  IRI: 'IRI',
  BB_USER_ID: 'BB_USER_ID',
  BB_USER_EXTERNAL_ID: 'BB_USER_EXTERNAL_ID',
  BB_COURSE_ID: 'BB_COURSE_ID',
  BB_COURSE_EXTERNAL_ID: 'BB_COURSE_EXTERNAL_ID',
  COURSE_NUMBER: 'COURSE_NUMBER',
  EMAIL: 'EMAIL',
  PARTICIPANT_ID: 'PARTICIPANT_ID',
  OTHER: 'OTHER',
};

registerEnumType(IdentifierTypes, {
  name: 'IdentifierType',
  description: 'The kinds of names that persons and courses have in other systems.',
  valuesConfig: {
    IRI: {
      description:
        'The id of a Caliper entity, of a person or a course. An absolute IRI has an empty system; a bare word or number has the sensor that sent it.',
    },
    BB_USER_ID: {
      description:
        'Blackboard Learn’s `bb:user.id`, of a person. The system is the site, or the sensor where no site is named.',
    },
    BB_USER_EXTERNAL_ID: {
      description:
        'Blackboard Learn’s `bb:user.externalId` (the user’s batch_uid), of a person. The system is the site, or the sensor where no site is named.',
    },
    BB_COURSE_ID: {
      description:
        'Blackboard Learn’s `bb:course.id`, of a course. The system is the site, or the sensor where no site is named.',
    },
    BB_COURSE_EXTERNAL_ID: {
      description:
        'Blackboard Learn’s `bb:course.externalId` (the course’s batch_uid), of a course. The system is the site, or the sensor where no site is named.',
    },
    COURSE_NUMBER: {
      description: 'The number by which an upsert named a course. The system is usually empty.',
    },
    EMAIL: { description: 'An e-mail address of a person. The system is always empty.' },
    PARTICIPANT_ID: {
      description:
        'The PublisherParticipantId of hub events, of a person. The system is the publisher’s program.',
    },
    OTHER: { description: 'Any other name of a person or course, in the system that it names.' },
  },
});

const BOTH: readonly IdentifierType[] = ['IRI', 'OTHER'];

/** The types of identifier that each kind of entity can have. */
export const TYPES_OF_KIND: Readonly<Record<EntityKind, readonly IdentifierType[]>> = {
  PERSON: [...BOTH, 'BB_USER_ID', 'BB_USER_EXTERNAL_ID', 'EMAIL', 'PARTICIPANT_ID'],
  COURSE: [...BOTH, 'BB_COURSE_ID', 'BB_COURSE_EXTERNAL_ID', 'COURSE_NUMBER'],
};
