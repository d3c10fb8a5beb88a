/** Where hub events are published and read. */
export const EVENTS_PATH = '/api/events';
