import { nearestName } from './nearest-name';

const known = ['startedAtTime', 'endedAtTime', 'members', 'tags', 'id'];

describe('the name that was meant', () => {
  it.each([
    ['endedAtTiem', 'endedAtTime'],
    ['endedAttime', 'endedAtTime'],
    ['ENDEDATTIME', 'endedAtTime'],
    ['endedAtTim', 'endedAtTime'],
    ['endedAtTimes', 'endedAtTime'],
    ['emdedAtTime', 'endedAtTime'],
    ['member', 'members'],
  ])('by %s is %s', (came, meant) => expect(nearestName(came, known)).toBe(meant));

  it.each(['ended', 'endedTime', 'tagz', 'ID', 'memeberz', 'x'.repeat(65), 'startedAtTime'])(
    'by %s is not guessed',
    (came) => expect(nearestName(came, known)).toBeUndefined(),
  );
});
