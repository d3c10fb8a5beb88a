import { actionTerm, roleTerm, statusTerm, typeTerm } from './term';

describe('typeTerm', () => {
  test.each([
    'Person',
    'http://purl.imsglobal.org/caliper/Person',
    'http://purl.imsglobal.org/caliper/v1/Person',
    'http://purl.imsglobal.org/caliper/v1/lis/Person',
    'http://purl.imsglobal.org/caliper/v1p1/Person',
  ])('takes %s for the standard’s Person', (iri) => {
    expect(typeTerm(iri)).toEqual({ namespace: 'CALIPER', term: 'Person' });
  });

  test('keeps Blackboard’s types in their own namespace, so that its ForumEvent is another one', () => {
    expect(typeTerm('http://caliper.blackboard.com/caliper/v1/ForumEvent')).toEqual({
      namespace: 'BLACKBOARD',
      term: 'ForumEvent',
    });
    expect(typeTerm('ForumEvent').namespace).toBe('CALIPER');
  });

  test.each([
    ['http://purl.imsglobal.org/caliper/v1/w3c/Organization', 'CALIPER', 'Organization'],
    ['http://www.idpf.org/epub/vocab/structure/#volume', 'CALIPER', 'EpubVolume'],
    ['http://www.idpf.org/epub/vocab/structure/#subchapter', 'CALIPER', 'EpubSubChapter'],
    ['SomethingNew', 'CALIPER', 'SomethingNew'],
    ['https://example.org/terms/Quest', 'https://example.org/terms/', 'Quest'],
    ['https://example.org/terms#Quest', 'https://example.org/terms#', 'Quest'],
    [
      'http://purl.imsglobal.org/caliper/x/Person',
      'http://purl.imsglobal.org/caliper/x/',
      'Person',
    ],
    ['urn:example:Quest', 'urn:example:', 'Quest'],
    ['https://example.org/terms/', '', 'https://example.org/terms/'],
    ['http://caliper.blackboard.com/caliper/v1/', '', 'http://caliper.blackboard.com/caliper/v1/'],
  ])('reads %s', (iri, namespace, term) => {
    expect(typeTerm(iri)).toEqual({ namespace, term });
  });
});

describe('actionTerm', () => {
  test.each([
    ['Submitted', 'CALIPER', 'Submitted', 'Submitted'],
    ['http://purl.imsglobal.org/vocab/caliper/v1/action#Viewed', 'CALIPER', 'Viewed', 'Viewed'],
    ['http://purl.imsglobal.org/caliper/actions/Viewed', 'CALIPER', 'Viewed', 'Viewed'],
    [
      'http://caliper.blackboard.com/vocab/caliper/v1/action#Create',
      'BLACKBOARD',
      'Create',
      'Created',
    ],
    ['Updated', 'CALIPER', 'Updated', 'Modified'],
    ['LTILaunchReturn', 'CALIPER', 'LTILaunchReturn', 'Returned'],
    ['MarkedAsUnRead', 'CALIPER', 'MarkedAsUnRead', 'MarkedAsUnread'],
    ['Posted ', 'CALIPER', 'Posted ', 'Posted'],
    ['https://example.org/verbs/Create', 'https://example.org/verbs/', 'Create', 'Create'],
  ])(
    'reads %s, and keeps what was sent beside the standard’s word',
    (iri, namespace, term, same) => {
      expect(actionTerm(iri)).toEqual({ namespace, term, normalized: same });
    },
  );
});

test('roles lose the LIS namespace and keep their sub-role', () => {
  expect(roleTerm('http://purl.imsglobal.org/vocab/lis/v2/membership#Learner')).toBe('Learner');
  expect(
    roleTerm('http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant'),
  ).toBe('Instructor#TeachingAssistant');
  expect(roleTerm('Mentor')).toBe('Mentor');
});

test('a foreign role stays as it came', () => {
  expect(roleTerm('urn:lti:sysrole:ims/lis/Administrator')).toBe(
    'urn:lti:sysrole:ims/lis/Administrator',
  );
});

test('a status loses the LIS namespace', () => {
  expect(statusTerm('http://purl.imsglobal.org/vocab/lis/v2/status#Active')).toBe('Active');
  expect(statusTerm('Inactive')).toBe('Inactive');
});
