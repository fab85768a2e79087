import { expect, test } from 'vitest';
import { influxSettings } from '../../../src/store/influx/settings.ts';

test('a token goes as a token, a user with a password as Basic', () => {
  expect(influxSettings('http://127.0.0.1:8086').authorization).toBeNull();
  expect(influxSettings('http://127.0.0.1:8086', 'gait', ' apiv3_x== \n').authorization).toBe('Token apiv3_x==');
  expect(influxSettings('https://db.example', 'gait', 'ada:pass').authorization).toBe(`Basic ${Buffer.from('ada:pass').toString('base64')}`);
});

test.each([
  ['no address', ['influxdb'], /SUREFOOT_INFLUX_URL is no address such as http/],
  ['another scheme', ['udp://127.0.0.1:8089'], /SUREFOOT_INFLUX_URL is no address/],
  ['a password in the address', ['http://ada:pass@127.0.0.1:8086'], /SUREFOOT_INFLUX_URL holds a password.*SUREFOOT_INFLUX_TOKEN_FILE/],
  ['a query in the address', ['http://127.0.0.1:8086/?db=x'], /SUREFOOT_INFLUX_DATABASE/],
  ['a database name with a quote', ['http://127.0.0.1:8086', 'a"b'], /SUREFOOT_INFLUX_DATABASE must be letters/],
  ['a token of two lines', ['http://127.0.0.1:8086', 'x', 'a\nb'], /SUREFOOT_INFLUX_TOKEN_FILE must hold one token/],
] as const)('%s is refused, naming the variable and not the secret', (_, given, words) => {
  const [url, database, secret] = given as readonly [string, string?, string?];
  expect(() => influxSettings(url, database, secret)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringMatching(words) as string }));
  expect(() => influxSettings(url, database, secret)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('pass@') as string }));
});
