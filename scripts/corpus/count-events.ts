import type { GatewayClient } from '../client/gateway-client';

/** How many events a gateway holds. */
export async function countEvents(client: GatewayClient): Promise<number> {
  const { activity } = await client.ask<{ activity: { count: number }[] }>(
    '{ activity(filter: {}, bucket: WEEK) { count } }',
  );
  return activity.reduce((sum, { count }) => sum + count, 0);
}
