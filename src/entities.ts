import { CourseEntity } from './directory/course.entity';
import { DirectoryVersionEntity } from './directory/directory-version.entity';
import { IdentifierEntity } from './directory/identifier.entity';
import { MembershipEntity } from './directory/membership.entity';
import { PersonEntity } from './directory/person.entity';
import { EntityDescriptionEntity } from './events/entity-description.entity';
import { EventBodyEntity } from './events/event-body.entity';
import { EventTextEntity } from './events/event-text.entity';
import { EventEntity } from './events/event.entity';
import { FeedCounterEntity } from './events/feed-counter.entity';
import { QuarantineEntity } from './events/quarantine.entity';
import { ReceiptEntity } from './events/receipt.entity';
import { ApiKeyEntity } from './security/api-key.entity';

/** Every table of the gateway, for the data source. */
export const entities = [
  EventEntity,
  EventTextEntity,
  EventBodyEntity,
  ReceiptEntity,
  QuarantineEntity,
  EntityDescriptionEntity,
  FeedCounterEntity,
  PersonEntity,
  CourseEntity,
  MembershipEntity,
  IdentifierEntity,
  DirectoryVersionEntity,
  ApiKeyEntity,
];
