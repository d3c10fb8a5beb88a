import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyTables } from './policy-tables';

describe('SECURITY.md', () => {
  it('shows the policy that the gateway goes by', () => {
    expect(readFileSync(join(__dirname, '..', '..', 'SECURITY.md'), 'utf8')).toContain(
      policyTables(),
    );
  });
});
