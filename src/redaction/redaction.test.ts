import { DEFAULT_REDACTION, Redaction } from './redaction';

const redaction = new Redaction(DEFAULT_REDACTION);
const M = '[REDACTED]';

describe('Redaction.text of JSON', () => {
  it.each([
    ['{"oauth_signature":"PEP/w="}', `{"oauth_signature":"${M}"}`],
    ['{ "oauth_nonce" : 171815513849839 ,"a":1.10}', `{ "oauth_nonce" : "${M}" ,"a":1.10}`],
    ['{"oauth\\u005fsignature":"x"}', `{"oauth\\u005fsignature":"${M}"}`],
    [
      '{"OAuth-Signature":"x","accessToken":"y"}',
      `{"OAuth-Signature":"${M}","accessToken":"${M}"}`,
    ],
    ['{"bb:request.headers.cookie":"x"}', `{"bb:request.headers.cookie":"${M}"}`],
    ['[[{"token":"x"}],{"token":"y"}]', `[[{"token":"${M}"}],{"token":"${M}"}]`],
    ['{"token":"x","token":"y"}', `{"token":"${M}","token":"${M}"}`],
    ['{"a":{"token":"x"},"a":1}', `{"a":{"token":"${M}"},"a":1}`],
    ['{"secret":{"a":[1,"}"]},"b":2}', `{"secret":"${M}","b":2}`],
    ['{"secrets":["a","b"],"b":2}', `{"secrets":"${M}","b":2}`],
    [
      '[{"u":"https://ada:p\\u00e4ss@h/x"},{"token":"x"}]',
      `[{"u":"https://ada:${M}@h/x"},{"token":"${M}"}]`,
    ],
    ['{"data[nonce]":"x"}', `{"data[nonce]":"${M}"}`],
  ])('takes the value of a secret’s name out of %s', (text, kept) => {
    expect(redaction.text(text)).toBe(kept);
  });

  it.each([
    '{"token":null,"password":"","secret":{},"secrets":[ ],"hasPassword":true}',
    '{"oauth_signature_method":"HMAC-SHA1","oauth_timestamp":"1","oauth_callback":"about:blank"}',
    '{"toolTokens":3,"tokenCount":1,"promptTokens":2,"keywords":["a"],"key":"k","credential":"c"}',
    '{"name":"Basic mathematics, and Bearer instruments: the token of the secret"}',
    '{"id":"https://a.example/b?page=2&code=BIO-110","text":"my password: none"}',
    '{"email":"ada@example.edu","at":"https://a.example/@ada"}',
    '"password"',
    '{"basic":"Basic dW5kZXJzdGFuZGluZw=="}',
  ])('leaves %s as it is', (text) => {
    expect(redaction.text(text)).toBe(text);
    expect(JSON.stringify(redaction.value(JSON.parse(text)))).toBe(
      JSON.stringify(JSON.parse(text)),
    );
  });

  it.each([
    ['https://a.example/b?access_token=X1&page=2', `https://a.example/b?access_token=${M}&page=2`],
    ['https://a.example/b#id_token=X1', `https://a.example/b#id_token=${M}`],
    [
      'https://a.example/?u=https%3A%2F%2Fb%3Ftoken%3DX1%26p%3D2&q=1',
      `https://a.example/?u=https%3A%2F%2Fb%3Ftoken%3D${M}%26p%3D2&q=1`,
    ],
    [
      'https://a.example/?X-Amz-Signature=X1&sig=X2',
      `https://a.example/?X-Amz-Signature=${M}&sig=${M}`,
    ],
    ['oauth_nonce=X1&oauth_signature=a%2Bb%3D&x=1', `oauth_nonce=${M}&oauth_signature=${M}&x=1`],
    ['https://ada:X1@a.example/b', `https://ada:${M}@a.example/b`],
    ['https://ada:pä\bX1@a.example/b', `https://ada:${M}@a.example/b`],
    ['Bearer X1_abcdefgh', `Bearer ${M}`],
    ['Bearer\tX1_abcdefgh', `Bearer\t${M}`],
    ['bearer%20X1_abcdefgh', `bearer%20${M}`],
    ['bearer+X1_abcdefgh', `bearer+${M}`],
    ['authorization: bearer aaaaaaaaaaaaaaaaaaaaaaaa', `authorization: bearer ${M}`],
    ['Basic YWRhOnNlY3JldA==', `Basic ${M}`],
    ['see eyJhbGciOi.eyJzdWIi.c2ln there', `see ${M} there`],
    [`https://a.example/caliper/leg_${'a1'.repeat(35)}b`, `https://a.example/caliper/${M}`],
    ['{"oauth_nonce":"X1","a":1}', `{"oauth_nonce":"${M}","a":1}`],
    ['{"a":"{\\"token\\":\\"X1\\"}"}', `{"a":"{\\"token\\":\\"${M}\\"}"}`],
  ])('takes out of the text %s what is secret in it', (text, kept) => {
    expect(redaction.value({ a: [text] })).toEqual({ a: [kept] });
    expect(JSON.parse(redaction.text(JSON.stringify({ a: [text] })))).toEqual({ a: [kept] });
  });

  it('keeps the escapes of what stays in a text', () => {
    const text = '{"a":"\\u00e9\\n https:\\/\\/a?\\u0061=1\\u0026sig=X\\/1\\u0026b=\\"2"}';
    const kept = `{"a":"\\u00e9\\n https:\\/\\/a?\\u0061=1\\u0026sig=${M}\\u0026b=\\"2"}`;
    expect(redaction.text(text)).toBe(kept);
  });

  it('does nothing to what it has done already', () => {
    const text = '{"token":"x","u":"https://a?sig=1","h":"Bearer abc_defghi","j":"{\\"pwd\\":1}"}';
    const once = redaction.text(text);
    expect(once).not.toBe(text);
    expect(redaction.text(once)).toBe(once);
  });
});
