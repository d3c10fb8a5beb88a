/**
 * The names whose values are removed unless REDACT_DEFAULTS is off, in the form that `KeyRules` reads.
 * A name stands here when whoever reads its value could act in another's place: LTI 1.0's signed launch
 * (OAuth 1.0a section 3.1), LTI 1.3's messages, HTTP's credentials, cloud keys.
 *
 * Not here, since they are no secrets, or are learning data more often than secrets: `oauth_timestamp`,
 * `oauth_version`, `oauth_signature_method`, `oauth_callback`; `token_count`, `toolTokens`, `promptTokens`
 * and what else counts tokens (only names that end in the singular are meant); `credential` (a badge, a
 * certificate); `client_assertion` and other JSON Web Tokens, known by their form; `code`, `state`, `key`, `keywords`, `session`, `accessCode`, `signature` of a member.
 */
export const DEFAULT_KEYS: readonly string[] = [
  '*oauth_signature',
  '*oauth_verifier',
  '*nonce',
  '*consumer_key',
  '*password',
  '*passwords',
  '*passwd',
  '*passphrase',
  'pwd',
  '*token',
  '*secret',
  '*secrets',
  '*api_key',
  '*private_key',
  '*secret_key',
  '*access_key',
  '*signing_key',
  'authorization',
  'proxy_authorization',
  'cookie',
  'set_cookie',
  'sesskey',
];

/** Names that are secrets only as parameters of a URL or a form: signed links, passwords of old. */
export const DEFAULT_PARAMETERS: readonly string[] = ['sig', '*signature', 'pass', 'auth', 'jwt'];
