import { launchInfo, launchReturn } from './launch';

const BB = 'http://caliper.blackboard.com/caliper/v1/';

test('Blackboard’s launch is told by its object, whatever the action says', () => {
  const object = {
    type: `${BB}LTILaunchInfo`,
    launchUrl: 'https://tool.example/launch',
    launchParameters: { resource_link_id: '7' },
    customParameters: {},
  };
  const event = { type: `${BB}LTIEvent`, action: 'LoggedIn', object };
  expect(launchInfo(event)).toEqual({
    launchUrl: 'https://tool.example/launch',
    launchParameters: { resource_link_id: '7' },
    customParameters: {},
  });
  expect(launchReturn(event)).toBeNull();
});

test('Blackboard’s return tells where to, from which link and when it was launched', () => {
  const object = {
    '@type': `${BB}LTILaunchReturnInfo`,
    destinationUrl: 'https://lms.example/course',
    linkId: 'link-1',
    launchTime: '2026-02-03T10:00:00.5Z',
  };
  expect(launchReturn({ object })).toEqual({
    destinationUrl: 'https://lms.example/course',
    linkId: 'link-1',
    launchTime: '2026-02-03 10:00:00.500',
  });
  expect(launchInfo({ object })).toBeNull();
});

test('a ToolLaunchEvent of 1.2 tells the same by its target and message parameters', () => {
  const event = {
    type: 'ToolLaunchEvent',
    action: 'Launched',
    object: { id: 'https://tool.example', type: 'SoftwareApplication' },
    target: { id: 'https://tool.example/lti/1', type: 'LtiLink' },
    federatedSession: { type: 'LtiSession', messageParameters: { custom: { a: 'b' } } },
  };
  expect(launchInfo(event)).toEqual({
    launchUrl: 'https://tool.example/lti/1',
    launchParameters: { custom: { a: 'b' } },
    customParameters: { a: 'b' },
  });
  expect(launchReturn(event)).toBeNull();
  expect(launchInfo({ ...event, target: null, federatedSession: 'urn:s' })).toEqual({
    launchUrl: 'https://tool.example',
    launchParameters: null,
    customParameters: null,
  });
});

test('a ToolLaunchEvent that returned tells where to, and which link had been followed', () => {
  const event = {
    type: 'ToolLaunchEvent',
    action: 'http://purl.imsglobal.org/caliper/actions/Returned',
    target: 'https://lms.example/page',
    referrer: { id: 'https://tool.example/lti/1', type: 'LtiLink' },
    federatedSession: { startedAtTime: '2026-02-03T10:00:00Z' },
  };
  expect(launchReturn(event)).toEqual({
    destinationUrl: 'https://lms.example/page',
    linkId: 'https://tool.example/lti/1',
    launchTime: '2026-02-03 10:00:00.000',
  });
  expect(launchInfo(event)).toBeNull();
});

test('other events tell of no launch and no return', () => {
  const event = { type: 'ViewEvent', action: 'Launched', object: 'urn:x' };
  expect([launchInfo(event), launchReturn(event)]).toEqual([null, null]);
});
