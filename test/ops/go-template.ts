import { stringify } from 'yaml';

/**
 * As much of Go's templates, with Helm's functions, as the chart uses: if, with, range, define, include, and
 * pipes. What it does not know it refuses, so that the chart stays as simple as this.
 */
export class GoTemplates {
  private readonly defined = new Map<string, readonly Node[]>();

  /** Reads templates that others may include. */
  define(text: string): void {
    parse(text, this.defined);
  }

  render(text: string, values: unknown): string {
    return this.run(parse(text, this.defined), { dot: values, names: new Map() });
  }

  private run(nodes: readonly Node[], scope: Scope): string {
    return nodes.map((node) => this.one(node, scope)).join('');
  }

  private one(node: Node, scope: Scope): string {
    if (node.kind === 'text') return node.text;
    if (node.kind === 'print') return shown(this.pipeline(node.said, scope));
    const value = this.pipeline(node.said, scope);
    if (node.kind === 'if') return this.run(isTrue(value) ? node.body : node.otherwise, scope);
    if (node.kind === 'with') {
      return isTrue(value) ? this.run(node.body, { ...scope, dot: value }) : '';
    }
    return Object.entries(value ?? {})
      .map(([key, item]: [string, unknown]) => {
        const names = new Map(scope.names);
        if (node.names.length === 2) {
          names.set(node.names[0] as string, key).set(node.names[1] as string, item);
        }
        return this.run(node.body, { dot: item, names });
      })
      .join('');
  }

  private pipeline(said: string, scope: Scope): unknown {
    let last: unknown[] = [];
    for (const command of said.split(/\s+\|\s+/)) {
      last = [this.call(words(command), last, scope)];
    }
    return last[0];
  }

  private call(said: readonly string[], piped: readonly unknown[], scope: Scope): unknown {
    const [first = '', ...rest] = said;
    if (!/^[a-zA-Z]/.test(first)) {
      if (rest.length > 0) throw new Error(`a function was expected; ${said.join(' ')} came`);
      return term(first, scope);
    }
    const args = [...rest.map((word) => term(word, scope)), ...piped];
    if (first === 'include') {
      const body = this.defined.get(String(args[0]));
      if (!body) throw new Error(`no template ${String(args[0])}`);
      return this.run(body, { dot: args[1], names: new Map() });
    }
    const known = FUNCTIONS[first];
    if (!known) throw new Error(`an unknown function ${first}`);
    return known(...args);
  }
}

interface Scope {
  readonly dot: unknown;
  readonly names: ReadonlyMap<string, unknown>;
}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly said: string }
  | {
      readonly kind: 'if';
      readonly said: string;
      readonly body: Node[];
      readonly otherwise: Node[];
    }
  | { readonly kind: 'with'; readonly said: string; readonly body: Node[] }
  | {
      readonly kind: 'range';
      readonly said: string;
      readonly names: string[];
      readonly body: Node[];
    };

const isTrue = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length > 0
      : Boolean(value);

const shown = (value: unknown): string => {
  if (typeof value === 'object' || value === undefined) throw new Error('a scalar was expected');
  return `${value as string | number | boolean}`;
};

const FUNCTIONS: Readonly<Record<string, (...args: unknown[]) => unknown>> = {
  and: (...all) => all.find((one) => !isTrue(one)) ?? all.at(-1),
  not: (one) => !isTrue(one),
  default: (other, one) => (isTrue(one) ? one : other),
  quote: (one) => JSON.stringify(shown(one)),
  toYaml: (one) => stringify(one).trimEnd(),
  nindent: (by, text) => `\n${String(text).replace(/^(?=.)/gm, ' '.repeat(Number(by)))}`,
};

const words = (command: string): string[] => command.match(/"[^"]*"|\S+/g) ?? [];

function term(word: string, { dot, names }: Scope): unknown {
  if (word.startsWith('"')) return JSON.parse(word);
  if (/^\d+$/.test(word)) return Number(word);
  if (word.startsWith('$')) return names.get(word);
  if (word === '.') return dot;
  if (!word.startsWith('.')) throw new Error(`a value was expected; ${word} came`);
  return word
    .slice(1)
    .split('.')
    .reduce<unknown>((from, key) => (from as Record<string, unknown> | undefined)?.[key], dot);
}

function parse(text: string, defined: Map<string, readonly Node[]>): Node[] {
  const root: Node[] = [];
  const open: { node: Node | null; into: Node[] }[] = [{ node: null, into: root }];
  const put = (node: Node): void => void open.at(-1)?.into.push(node);
  const enter = (node: Node, into: Node[]): void => {
    put(node);
    open.push({ node, into });
  };
  let at = 0;
  let trim = false;
  for (const found of text.matchAll(/\{\{(-?)\s*([^{}]*?)\s*(-?)\}\}/g)) {
    const [all, before, said = '', after] = found;
    let plain = text.slice(at, found.index);
    if (trim) plain = plain.trimStart();
    if (before) plain = plain.trimEnd();
    if (plain) put({ kind: 'text', text: plain });
    at = found.index + all.length;
    trim = after === '-';
    const [, word, rest = ''] = /^(\w+)\s*(.*)$/s.exec(said) ?? [];
    const body: Node[] = [];
    if (word === 'if') enter({ kind: 'if', said: rest, body, otherwise: [] }, body);
    else if (word === 'with') enter({ kind: 'with', said: rest, body }, body);
    else if (word === 'range') {
      const [, names = '', from = rest] = /^(\$.*?) := (.*)$/.exec(rest) ?? [];
      enter({ kind: 'range', said: from, names: names.split(', '), body }, body);
    } else if (word === 'define') {
      defined.set(JSON.parse(rest) as string, body);
      open.push({ node: { kind: 'with', said: '', body }, into: body });
    } else if (word === 'else') {
      const current = open.at(-1);
      if (current?.node?.kind !== 'if' || rest) throw new Error('an else without its if');
      current.into = current.node.otherwise;
    } else if (word === 'end') {
      if (open.length === 1) throw new Error('an end without a beginning');
      open.pop();
    } else put({ kind: 'print', said });
  }
  if (open.length > 1) throw new Error('something is not ended');
  const last = text.slice(at);
  put({ kind: 'text', text: trim ? last.trimStart() : last });
  return root;
}
