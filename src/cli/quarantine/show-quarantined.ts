import 'reflect-metadata';
import { suggestRepair } from '../../caliper/repair';
import { openServices } from '../../gateway-services';
import { CodedError } from '../../kernel/coded-error';
import { wholeTenant } from '../../kernel/reach';
import { toIso } from '../../kernel/timestamp';
import { commandConfig, type CommonOptions } from '../command-config';
import { LineWriter } from '../line-writer';

/** What `leg quarantine show` can be told. */
export interface ShowOptions extends CommonOptions {
  readonly json?: boolean;
}

/** Prints one quarantined item: its problems, its text, and the repair that suggests itself. @throws CodedError NOT_FOUND */
export async function showQuarantined(id: string, options: ShowOptions): Promise<void> {
  const config = commandConfig(options);
  const { events, close } = await openServices(config);
  try {
    const reach = wholeTenant(config.tenantId);
    const [row] = await events.quarantine.byIds(reach, [id]);
    const text = (await events.quarantine.texts(reach, [id])).get(id);
    if (!row || text === undefined)
      throw new CodedError('NOT_FOUND', `nothing in quarantine has the id ${id}`);
    const repair = suggestRepair(text);
    const fixes = (repair?.fixes ?? []).map(
      ({ code, line, column, message }) => `${code} at line ${line}, column ${column}: ${message}`,
    );
    const { receivedAt, resolvedAt } = row;
    const [received, resolved] = [
      toIso(receivedAt),
      resolvedAt === null ? null : toIso(resolvedAt),
    ];
    const whole = { ...row, receivedAt: received, resolvedAt: resolved, rawText: text, repair };
    const lines = [
      `id        ${row.id}`,
      `source    ${row.source}`,
      `sensor    ${row.sensor ?? 'none'}`,
      `received  ${received}, receipt ${row.receiptId}`,
      `resolved  ${resolved ?? 'no'}`,
      ...row.problems.map(({ code, path, message }) => `problem   ${code} ${path}: ${message}`),
      ...fixes.map((fix) => `repair    ${fix}`),
      '',
      text,
    ];
    await new LineWriter(process.stdout).write(options.json ? [JSON.stringify(whole)] : lines);
  } finally {
    await close();
  }
}
