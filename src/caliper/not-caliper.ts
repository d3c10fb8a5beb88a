import { isObject, type Json } from '../kernel/json';

/** What a body is that is no Caliper data, where that can be told. */
interface Instead {
  readonly code: string;
  readonly message: string;
}

const CONFIGURATION = ['caliperSupportedVersions', 'caliper_supported_versions'];
const TOKEN = /^eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
const ABOUT_KEYS = ['id', '@id', 'type', '@type', '@context', 'actor', 'object'];

/** Recognises what is sent to a Caliper endpoint by mistake; null for everything else. */
export function whatItIsInstead(value: Json): Instead | null {
  if (typeof value === 'string') {
    if (!TOKEN.test(value)) return null;
    const message =
      'this is a signed token (JWT), which hides the events: its decoded content is wanted';
    return { code: 'SIGNED_TOKEN', message };
  }
  if (!isObject(value)) return null;
  if (CONFIGURATION.some((key) => key in value)) {
    const message =
      'this is the configuration of an endpoint, which a Caliper endpoint answers to GET (Caliper 1.2 section 5): ' +
      'no envelope, no event, no entity';
    return { code: 'ENDPOINT_CONFIGURATION', message };
  }
  if (ABOUT_KEYS.some((key) => key in value)) return null;
  return {
    code: 'NOT_CALIPER',
    message:
      'an envelope, an event or an entity must be recognisable; an object with none of their properties came',
  };
}
