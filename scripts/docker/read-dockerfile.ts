/** One instruction of a Dockerfile. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** One stage: what it starts from, and what is done then. */
export interface Stage {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

/** Reads a Dockerfile of one line for each instruction, or of lines that end with a backslash. */
export function readDockerfile(text: string): Stage[] {
  const lines = text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  for (const line of lines) {
    const [, name = '', said = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') {
      const [, from = '', as = ''] = /^(\S+)(?: AS (\S+))?$/.exec(said) ?? [];
      stages.push({ name: as, from, instructions: [] });
    } else stages.at(-1)?.instructions.push({ name, text: said });
  }
  return stages;
}

/** The variables that a stage sets. */
export function environmentOf({ instructions }: Stage): Record<string, string> {
  const said = instructions.filter(({ name }) => name === 'ENV').map(({ text }) => text);
  return Object.fromEntries(
    said.flatMap((text) =>
      [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    ),
  ) as Record<string, string>;
}

/** A command in exec form: a JSON array. @throws SyntaxError for the form that starts a shell. */
export function commandOf(stage: Stage, instruction: 'CMD' | 'HEALTHCHECK'): string[] {
  const said = stage.instructions.findLast(({ name }) => name === instruction)?.text ?? '';
  return JSON.parse(said.replace(/^.*?CMD\s+(?=\[)/, '')) as string[];
}
