/** The header of an answer to what was taken in. */
export const RECEIPT = {
  'Ingest-Receipt': {
    description:
      'The id of the receipt: GraphQL’s `receipt(id:)` tells what became of each event of the call.',
    schema: { type: 'string', format: 'uuid' },
  },
};
