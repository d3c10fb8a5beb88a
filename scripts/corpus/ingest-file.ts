import { validateText } from '../../src/caliper/validate-body';
import type { GatewayClient } from '../client/gateway-client';
import type { CorpusFile } from './corpus-file';
import type { FileProblem, FileResult, Malformed } from './file-result';

interface Receipt {
  readonly id: string;
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly outcomes: readonly {
    readonly quarantineId: string | null;
    readonly problems: readonly FileProblem[];
  }[];
}

interface Quarantined {
  readonly id: string;
  readonly suggestedRepair: { readonly text: string } | null;
}

const PROBLEM = 'code message path line column';
const RECEIPT = `id received stored duplicates quarantined outcomes { quarantineId problems { ${PROBLEM} } }`;

/** Sends the files of a corpus to a gateway and asks what became of them. */
export class FileIngest {
  /** Repairs that were offered, by the id in quarantine: sent again, a text is the same item. */
  private readonly repairs = new Map<string, string | null>();

  /** @param repair whether suggested repairs are applied. */
  constructor(
    private readonly client: GatewayClient,
    private readonly repair: boolean,
  ) {}

  /** Ingests a file, repairs it where asked, and judges what its text says. */
  async run({ folder, path, text }: CorpusFile): Promise<FileResult> {
    const { receipt } = await this.client.ask<{ receipt: Receipt }>(
      `mutation ($text: String!) { receipt: ingestCaliperText(text: $text) { ${RECEIPT} } }`,
      { text },
    );
    const { stored, duplicates, quarantined } = receipt;
    const blamed = receipt.outcomes.find(({ problems }) => problems.length > 0);
    const id = isJson(text) ? null : (blamed?.quarantineId ?? null);
    const suggestion = id === null ? null : await this.suggestion(id, receipt.id);
    const malformed: Malformed | null = isJson(text)
      ? null
      : {
          located: typeof blamed?.problems[0]?.line === 'number',
          suggested: suggestion !== null,
          repaired: id !== null && suggestion !== null && (await this.replay(id)),
        };
    const judged = malformed === null ? text : suggestion;
    const verdict = judged === null ? null : judge(judged);
    return {
      folder,
      path,
      items: receipt.received,
      stored,
      duplicates,
      quarantined,
      errors: verdict?.errors ?? null,
      malformed,
      problem: blamed?.problems[0] ?? verdict?.first ?? null,
    };
  }

  private async suggestion(id: string, receiptId: string): Promise<string | null> {
    const known = this.repairs.get(id);
    if (known !== undefined) return known;
    const { quarantine } = await this.client.ask<{
      quarantine: { edges: { node: Quarantined }[] };
    }>(
      `query ($filter: QuarantineFilter!) {
         quarantine(first: 10, filter: $filter) { edges { node { id suggestedRepair { text } } } }
       }`,
      { filter: { receiptId } },
    );
    const item = quarantine.edges.find(({ node }) => node.id === id)?.node;
    const text = item?.suggestedRepair?.text ?? null;
    this.repairs.set(id, text);
    return text;
  }

  private async replay(id: string): Promise<boolean> {
    if (!this.repair) return false;
    const { receipt } = await this.client.ask<{ receipt: Receipt }>(
      `mutation ($ids: [ID!]!) {
         receipt: replayQuarantine(ids: $ids, applySuggestion: true) { ${RECEIPT} }
       }`,
      { ids: [id] },
    );
    return receipt.stored + receipt.duplicates === receipt.received;
  }
}

/** Judges the text and not its parsed form, which no longer tells 12 from 12.0. */
function judge(text: string): { errors: number; first: FileProblem | null } {
  const { errors, issues } = validateText(text);
  // Errors come first.
  return { errors, first: errors > 0 ? (issues[0] ?? null) : null };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
