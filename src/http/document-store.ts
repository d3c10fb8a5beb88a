import type { DocumentNode } from 'graphql';

/**
 * UTF-16 units of all documents' texts together: some 2,000 documents of front-ends. One of nothing but short names takes
 * 130 bytes of memory for each unit once it is parsed.
 */
const MOST = 1_000_000;

/**
 * Documents that were parsed and found valid, by what Apollo knows them by. Apollo's own store measures a document by
 * its JSON, in which its text is not: 64 KB of comments would be some hundred bytes there, and stay whole in memory.
 * When it is full, those go first that were not asked for since the longest.
 */
export class DocumentStore {
  private readonly documents = new Map<string, DocumentNode>();
  private size = 0;

  constructor(private readonly most: number = MOST) {}

  get(key: string): Promise<DocumentNode | undefined> {
    const found = this.documents.get(key);
    if (found) {
      this.documents.delete(key);
      this.documents.set(key, found);
    }
    return Promise.resolve(found);
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.drop(key);
    this.documents.set(key, document);
    this.size += sizeOf(document);
    for (const oldest of this.documents.keys()) {
      if (this.size <= this.most) break;
      this.drop(oldest);
    }
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.drop(key));
  }

  private drop(key: string): boolean {
    const found = this.documents.get(key);
    if (found) this.size -= sizeOf(found);
    return this.documents.delete(key);
  }
}

/** The text, and what the smallest document costs beside it. */
function sizeOf({ loc }: DocumentNode): number {
  return 200 + (loc?.source.body.length ?? 0);
}
