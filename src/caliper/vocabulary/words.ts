/** The words of a table's cell: `'Started Paused'` or `'Person | Group'` as a list. */
export function words(cell: string): readonly string[] {
  return cell.split(/[\s|]+/).filter((word) => word !== '');
}
