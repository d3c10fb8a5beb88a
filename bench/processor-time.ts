import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100; // Linux counts processor time in hundredths wherever Node runs.

/** Seconds of processor time of a process so far, user and system; NaN where there is no /proc, or no such process. */
export function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return NaN;
  }
}
