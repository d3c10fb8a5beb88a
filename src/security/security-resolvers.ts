import { ApiKeyResolver } from './resolvers/api-key.resolver';

/** The resolver classes of this module. */
export const SECURITY_RESOLVERS = [ApiKeyResolver] as const;
