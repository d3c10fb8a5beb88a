import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { ingest, nodes } from '../kit/operations';
import { Term } from '../kit/payloads';

describeEachEngine('Course.activityTotals', (engine) => {
  const gateway = sharedGateway(engine);

  it('counts all events of a course and the persons they are about, and says 0 of a quiet one', async () => {
    const term = new Term();
    const ben = {
      actor: term.person(term.ben),
      membership: term.membership(term.ben, ['Learner']),
    };
    await ingest(
      gateway(),
      term.envelope([
        term.navigation(),
        term.navigation({ eventTime: '2025-01-01T00:00:00.000Z' }),
        term.navigation(ben),
      ]),
    );
    await gateway().ask('mutation { upsertCourses(courses: [{ courseNumber: "QUIET" }]) { id } }');
    const { courses } = await gateway().ask(`{ courses { edges { node {
      courseNumber activityTotals { count persons } activity(bucket: WEEK) { count }
    } } } }`);
    const [busy, quiet] = nodes(courses) as [Data, Data];
    expect(busy['activityTotals']).toEqual({ count: 3, persons: 2 });
    expect(busy['activity']).toEqual([{ count: 1 }, { count: 2 }]);
    expect(quiet).toEqual({
      courseNumber: 'QUIET',
      activityTotals: { count: 0, persons: 0 },
      activity: [],
    });
  });
});
