import Fastify from 'fastify';

/**
 * A check of values against the schemas of an OpenAPI document, by the validator that the server brings
 * along. @returns what is wrong with a value, in words; empty when nothing is.
 */
export async function schemaCheck(
  schemas: Readonly<Record<string, unknown>>,
): Promise<(schema: object, value: unknown) => string> {
  const checker = Fastify({
    ajv: {
      customOptions: {
        allErrors: true,
        coerceTypes: false,
        removeAdditional: false,
        strict: false,
        useDefaults: false,
      },
    },
  });
  checker.get('/', { schema: { querystring: { type: 'object' } } }, () => null);
  await checker.ready();
  const compile = checker.validatorCompiler;
  const text = JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/');
  const $defs = JSON.parse(text) as object;
  return (schema, value) => {
    const own = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/');
    const whole = { ...(JSON.parse(own) as object), $defs };
    const validate = compile?.({ schema: whole, method: 'GET', url: '/' });
    const result = validate?.(value) as unknown;
    return result === true
      ? ''
      : JSON.stringify((validate as unknown as { errors: unknown }).errors);
  };
}
