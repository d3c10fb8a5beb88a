import { lisRole, lisStatus } from './lis-term';

describe('terms of LIS', () => {
  it.each([
    ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner', 'Learner'],
    [
      'http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant',
      'Instructor#TeachingAssistant',
    ],
    ['Learner', 'Learner'],
    [
      'http://purl.imsglobal.org/vocab/lis/v2/membership#',
      'http://purl.imsglobal.org/vocab/lis/v2/membership#',
    ],
    ['https://vocabulary.example/roles#Tutor', 'https://vocabulary.example/roles#Tutor'],
  ])('takes the role %s as %s', (role, term) => expect(lisRole(role)).toBe(term));

  it('takes a status without its namespace', () => {
    expect(lisStatus('http://purl.imsglobal.org/vocab/lis/v2/status#Active')).toBe('Active');
    expect(lisStatus('Inactive')).toBe('Inactive');
  });
});
