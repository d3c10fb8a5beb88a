/** What stands for every word that came after the last that was kept. */
const OTHER = 'other';

/**
 * Keeps the first so many words of a label. Labels are told words of ours only; should one of a sender's
 * ever slip through, it costs one series and not the memory of whoever counts.
 */
export class BoundedWords {
  private readonly known = new Set<string>();

  constructor(private readonly most: number) {}

  /** The word, or `other` for one that is too long, or one too many. */
  of(word: string): string {
    if (this.known.has(word)) return word;
    if (word.length > 64 || this.known.size >= this.most) return OTHER;
    this.known.add(word);
    return word;
  }
}
