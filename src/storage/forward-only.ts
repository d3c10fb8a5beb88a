/** Why there is no way back from a migration. */
export async function forwardOnly(): Promise<never> {
  throw new Error('migrations go forward only: restore a backup, or write the next migration');
}
