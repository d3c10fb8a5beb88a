import { entityView, propertyChanges } from './entity';

test('an entity is seen the same in every dialect', () => {
  const data = { id: 'urn:p', type: 'Person', name: 'Ada', extensions: { a: 1 } };
  expect(entityView(data)).toEqual({ ...data, data });
  const old = { '@id': 'urn:p', '@type': 'http://purl.imsglobal.org/caliper/v1/lis/Person' };
  expect(entityView(old)).toMatchObject({ id: 'urn:p', type: 'Person', name: null, data: old });
});

test('of a bare IRI only the id is known', () => {
  expect(entityView('urn:p')).toEqual({
    id: 'urn:p',
    type: null,
    name: null,
    extensions: null,
    data: null,
  });
});

test.each([[null], [undefined], [''], [7], [[{ id: 'urn:p' }]]])('%j is no entity', (value) => {
  expect(entityView(value)).toBeNull();
});

test('the properties of a content item that changed are those with an old or a new value', () => {
  const generated = {
    '@id': 'urn:u',
    '@type': 'http://caliper.blackboard.com/caliper/v1/UpdatedContentProperties',
    title: null,
    position: { oldValue: null, newValue: -1 },
    extendedData: { oldValue: { a: 1 }, newValue: {} },
    url: { newValue: 'x' },
    extensions: {},
  };
  expect(propertyChanges(generated)).toEqual([
    { name: 'position', oldValue: null, newValue: -1 },
    { name: 'extendedData', oldValue: { a: 1 }, newValue: {} },
    { name: 'url', oldValue: null, newValue: 'x' },
  ]);
  expect(propertyChanges('urn:u')).toEqual([]);
});
