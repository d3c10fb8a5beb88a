import { attemptView, scoreView } from './attempt';

const attempt = {
  id: 'urn:attempt',
  type: 'Attempt',
  count: 2,
  startedAtTime: '2026-02-03T10:00:00Z',
  endedAtTime: 'never',
  duration: 'PT5M',
  assignee: { id: 'urn:ada', type: 'Person' },
  assignable: 'urn:quiz',
};
const expected = {
  id: 'urn:attempt',
  count: 2,
  startedAt: '2026-02-03 10:00:00.000',
  endedAt: null,
  duration: 'PT5M',
  assignee: { id: 'urn:ada', type: 'Person' },
  assignable: { id: 'urn:quiz', data: null },
};

test.each([
  ['generated', { generated: attempt, object: { type: 'Assessment', id: 'urn:quiz' } }],
  ['the object', { object: attempt, generated: { type: 'Score' } }],
  ['in the score', { object: 'urn:attempt', generated: { type: 'Score', attempt } }],
  [
    'in the response',
    { object: { type: 'AssessmentItem' }, generated: { type: 'Response', attempt } },
  ],
])('the attempt of an event may be %s', (_where, event) => {
  expect(attemptView(event)).toMatchObject(expected);
});

test('1.0 calls the assignee the actor', () => {
  const generated = { '@type': 'http://purl.imsglobal.org/caliper/v1/Attempt', actor: 'urn:ada' };
  expect(attemptView({ generated })?.assignee).toMatchObject({ id: 'urn:ada' });
});

test('an event without an attempt has none', () => {
  expect(attemptView({ object: 'urn:x', generated: null })).toBeNull();
  expect(attemptView({ generated: { type: 'Score', attempt: { type: 'Attempt' } } })).toBeNull();
});

test('a score tells what was given, of how much, by whom, for which attempt', () => {
  const generated = {
    type: 'Score',
    scoreGiven: 39.5,
    maxScore: 60,
    scoredBy: 'urn:grader',
    comment: 'Well done',
    attempt: 'urn:attempt',
  };
  expect(scoreView({ generated })).toMatchObject({
    scoreGiven: 39.5,
    maxScore: 60,
    scoredBy: { id: 'urn:grader' },
    comment: 'Well done',
    attempt: { id: 'urn:attempt', count: null },
  });
});

test.each([
  ['1.2', { resultScore: 10, maxResultScore: 15 }, 10, 15],
  ['1.0', { normalScore: 3, penaltyScore: 1, totalScore: 2 }, 2, null],
  [
    '1.0 where a penalty took everything',
    { normalScore: 3, penaltyScore: 3, totalScore: 0 },
    0,
    null,
  ],
  [
    'Blackboard, which leaves the total at zero',
    { normalScore: 10, penaltyScore: 0, totalScore: 0 },
    10,
    null,
  ],
  ['a sender of texts', { totalScore: '3' }, null, null],
])('a result of %s is a score too', (_who, more, scoreGiven, maxScore) => {
  const event = { object: attempt, generated: { type: 'Result', ...more } };
  expect(scoreView(event)).toMatchObject({ scoreGiven, maxScore, attempt: { id: 'urn:attempt' } });
});

test('an event without a score has none', () => {
  expect(scoreView({ generated: attempt, object: 'urn:x' })).toBeNull();
});
