/** The header that names the receipt of what was taken in: GraphQL's `receipt(id:)` has its details. */
export const RECEIPT_HEADER = 'ingest-receipt';
