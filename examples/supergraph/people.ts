import { type Representation, sdlIn, type Subgraph } from './subgraph';

interface DirectoryEntry {
  readonly email: string;
  readonly preferredName: string;
  readonly avatar: string;
}

/** A person as the router names them, with what a query's fields require. */
interface Person {
  readonly givenName?: string | null;
  readonly familyName?: string | null;
  readonly identifiers?: readonly { readonly value: string }[];
}

const DIRECTORY: readonly DirectoryEntry[] = [
  entry('ada.reyes@example.edu', 'Adi Reyes'),
  entry('mina.okafor@example.edu', 'Prof. Okafor'),
];

/** The people directory: avatars, and the names that people want to be called by. */
export const people: Subgraph = {
  name: 'people',
  sdl: sdlIn('people.graphql'),
  resolvers: {
    Query: {
      colleague: (_root: unknown, { email }: { email: string }) =>
        DIRECTORY.some((one) => one.email === email)
          ? {
              identifier: { type: 'EMAIL', system: '', value: email },
              identifiers: [{ value: email }],
            }
          : null,
    },
    Person: {
      avatar: (person: Person) => known(person)?.avatar ?? null,
      preferredName: (person: Person) => known(person)?.preferredName ?? null,
      name: (person: Person) => known(person)?.preferredName ?? rosterName(person),
    },
  },
  // The gateway says who exists: whomever it names is taken as they are.
  references: { Person: (person: Representation) => person },
};

function known({ identifiers = [] }: Person): DirectoryEntry | undefined {
  return DIRECTORY.find(({ email }) => identifiers.some(({ value }) => value === email));
}

function rosterName({ givenName, familyName }: Person): string | null {
  return [givenName, familyName].filter(Boolean).join(' ') || null;
}

function entry(email: string, preferredName: string): DirectoryEntry {
  const avatar = `https://people.example.edu/avatars/${email.split('@')[0]}.png`;
  return { email, preferredName, avatar };
}
