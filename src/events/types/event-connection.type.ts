import { connectionTypes } from '../../graphql/connection';
import { EventType } from './event.type';

const { ConnectionType } = connectionTypes('Event', () => EventType, 'events');

/** A page of events. */
export const EventConnection = ConnectionType;
