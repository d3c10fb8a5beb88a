import { DURABILITY_VARIABLES, durabilityFindings } from '../../src/storage/durability';
import { readVariables } from '../../src/storage/read-variables';
import { describeEachEngine } from '../kit/engines';

describeEachEngine('the settings of a database', (engine) => {
  it('are read by their names, so that durability can be told', async () => {
    const database = await engine.open();
    const variables = await readVariables(database, DURABILITY_VARIABLES[engine.name]);
    const [first] = durabilityFindings(engine.name, variables);
    expect(first?.found).toMatch(/^[0-3]$/);
  });

  it('have no entry where the engine has none of that name', async () => {
    const database = await engine.open();
    expect((await readVariables(database, ['no_such_setting'])).size).toBe(0);
  });

  it('are asked for by names of ours only', async () => {
    const database = await engine.open();
    await expect(readVariables(database, ["x'; DROP TABLE event"])).rejects.toThrow(TypeError);
  });
});
