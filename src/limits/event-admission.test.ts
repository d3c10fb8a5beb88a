import { localPrincipal } from '../kernel/principal';
import { EventAdmission } from './event-admission';

describe('the admission of events', () => {
  const charged: number[] = [];
  const admission = new EventAdmission({ perRequest: 10, cost: 3 }, (_, units) => {
    charged.push(units);
    return null;
  });
  const caller = localPrincipal('t');

  it('counts the events of all fields of a request together, and those of another apart', () => {
    const [one, other] = [admission.ofRequest(caller), admission.ofRequest(caller)];
    void admission.admit(one, 6);
    void admission.admit(other, 6);
    expect(() => void admission.admit(one, 5)).toThrow(
      expect.objectContaining({
        code: 'TOO_MANY_EVENTS',
        details: expect.objectContaining({ came: 11 }),
      }),
    );
    void admission.admit(one, 4);
  });

  it('leaves the size of a call to its door where a request has one call', () => {
    void admission.admit(caller, 6);
    expect(() => void admission.admit(caller, 6)).not.toThrow();
  });

  it('charges what each event costs', () => {
    charged.length = 0;
    void admission.admit(caller, 7);
    expect(charged).toEqual([21]);
  });
});
