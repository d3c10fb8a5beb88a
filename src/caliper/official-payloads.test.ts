import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConformanceReport } from './conformance-report';
import { validateBody, validateText } from './validate-body';

/** Payloads of 1EdTech and Blackboard, which are not ours to pass on: read where they lie beside the project. */
const FOLDER = join(__dirname, '../../../shared/fixtures/caliper');

function reports(folder: string): { name: string; text: string; report: ConformanceReport }[] {
  return readdirSync(join(FOLDER, folder)).map((name) => {
    const text = readFileSync(join(FOLDER, folder, name), 'utf8');
    return { name, text, report: validateText(text) };
  });
}

function faults(folder: string): string[] {
  return reports(folder).flatMap(({ name, report }) =>
    report.issues
      .filter(({ severity }) => severity === 'ERROR')
      .map(({ code, path }) => `${name} ${code} ${path}`),
  );
}

if (existsSync(FOLDER)) {
  describe('the published payloads', () => {
    it.each(['v1p0', 'v1p1', 'blackboard-v1p0', 'blackboard-v1p1'])(
      'of %s have no error',
      (folder) => expect(faults(folder)).toEqual([]),
    );

    it('of v1p2 have no error, but that one is the configuration of an endpoint', () =>
      expect(faults('v1p2')).toEqual([
        'caliperEndpointConfigPayload.json ENDPOINT_CONFIGURATION ',
      ]));

    it('of 1.1 and 1.2 have not even a doubt', () => {
      const doubts = ['v1p1', 'v1p2'].flatMap((folder) =>
        reports(folder).filter(({ report }) => report.warnings + report.infos > 0),
      );
      expect(doubts.map(({ name }) => name)).toEqual([]);
    });

    it('that are wrong by intention all have an error', () => {
      const wrong = reports('v1p2-errors');
      expect(wrong).toHaveLength(70);
      expect(wrong.filter(({ report }) => report.conformant).map(({ name }) => name)).toEqual([]);
    });

    it('that are wrong by intention have an error once parsed, but for three decimals without a point', () => {
      const readable = reports('v1p2-errors').filter(({ name }) => !name.includes('BadJson'));
      const missed = readable.filter(({ text }) => validateBody(JSON.parse(text)).conformant);
      expect(missed.map(({ report }) => report.issues.map(({ code }) => code))).toEqual([
        ['NOT_A_DECIMAL'],
        ['NOT_A_DECIMAL'],
        ['NOT_A_DECIMAL'],
      ]);
    });
  });
} else {
  it('of the published payloads nothing is read where they do not lie beside the project', () => {
    process.stderr.write('skipped: no ../shared/fixtures\n');
    expect(existsSync(FOLDER)).toBe(false);
  });
}
