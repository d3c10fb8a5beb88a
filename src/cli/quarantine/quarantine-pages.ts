import { isOccurredPlace } from '../../events/event-list.service';
import {
  QUARANTINE_ORDER,
  type QuarantinedRow,
  type QuarantineFilter,
  type QuarantineStore,
} from '../../events/quarantine.store';
import { readPageArguments } from '../../kernel/page';
import { wholeTenant } from '../../kernel/reach';

/** Quarantined items a page at a time, the last that came first. @param size rows of a page, at most 500. */
export async function* quarantinePages(
  store: QuarantineStore,
  tenantId: string,
  filter: QuarantineFilter,
  size: number,
): AsyncGenerator<QuarantinedRow[]> {
  let after: string | null = null;
  for (;;) {
    const request = readPageArguments({ first: size, after }, QUARANTINE_ORDER, 2, isOccurredPlace);
    const { edges, pageInfo } = await store.page(wholeTenant(tenantId), filter, request);
    if (edges.length > 0) yield edges.map(({ node }) => node);
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}
