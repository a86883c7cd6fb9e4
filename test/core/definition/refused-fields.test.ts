import { describe, expect, test } from 'vitest'

import { type Change, SHORT, mailbox, mistakes, policy, smtp } from './short-definition.ts'

const ID = 'monitorId: expected 1 to 64 lower-case letters, digits and hyphens, got'
const NAME = 'name: expected one line of text of 1 to 100 characters'
const MAILBOX = 'mailbox: expected an object with server, userid and password, got'
const USERID = 'mailbox.userid: expected one line of text of 1 to 320 characters, got'
const SECONDS = 'timeoutSeconds: expected a whole number of seconds from 5 to 300, got'
const MINUTES = 'intervalMinutes: expected a whole number of minutes from 1 to 1440, got'

describe('what is refused, each with its path and what was expected', () => {
  test.each<[string, Change, string]>([
    ['no id', { monitorId: undefined }, `${ID} nothing`],
    ['an id in capitals', { monitorId: 'Inbox' }, `${ID} "Inbox"`],
    ['an id with a line break', { monitorId: 'inbox\n' }, `${ID} "inbox\\x0a"`],
    ['an id of 65 characters', { monitorId: 'a'.repeat(65) }, 'monitorId: expected 1 to 64'],
    ['an empty name', { name: '' }, `${NAME}, got ""`],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, NAME],
    ['a name with a line break', { name: 'a\r\nb' }, `${NAME}, got "a\\x0d\\x0ab"`],
    ['half a character', { name: 'a\ud83d' }, 'name: expected one line of text'],
    [
      'a note of 1001 characters',
      { note: 'x'.repeat(1001) },
      'note: expected one line of text of 1 to 1000 characters',
    ],
    ['a note with NUL', { note: 'a\0b' }, 'note: expected one line of text'],
    ['null for enabled', { enabled: null }, 'enabled: expected true or false, got null'],
    ['a word for enabled', { enabled: 'yes' }, 'enabled: expected true or false, got "yes"'],
    [
      'no address',
      { emailAddress: undefined },
      'emailAddress: expected an address as name@example.com, got nothing',
    ],
    ['text for the mailbox', { mailbox: 'hunter2' }, `${MAILBOX} text`],
    ['a list for the mailbox', { mailbox: [] }, `${MAILBOX} a list`],
    ['bytes for the mailbox', { mailbox: new Uint8Array(9) }, `${MAILBOX} an object`],
    ['a list for smtp', { smtp: [] }, 'smtp: expected an object with server, got a list'],
    ['null for smtp', { smtp: null }, 'smtp: expected an object with server, got null'],
    ['a user with a line break', mailbox({ userid: 'a\nQUIT' }), `${USERID} "a\\x0aQUIT"`],
    ['no user', mailbox({ userid: undefined }), `${USERID} nothing`],
    [
      'no password',
      mailbox({ password: undefined }),
      'mailbox.password: expected a reference to the password, got nothing',
    ],
    [
      'an unknown way to log in',
      mailbox({ auth: 'apop' }),
      'mailbox.auth: expected "password" or "oauth2", got "apop"',
    ],
    [
      'two secrets for one login',
      mailbox({ grant: 'ssm:m365' }),
      'mailbox.grant: remove one of mailbox.password and mailbox.grant: a login is made with one of them',
    ],
    [
      'a password beside OAuth2',
      mailbox({ auth: 'oauth2' }),
      'mailbox.password: remove this field: with auth "oauth2" the login needs a grant (ssm:NAME)',
    ],
    [
      'OAuth2 without a grant',
      mailbox({ auth: 'oauth2', password: undefined }),
      'mailbox.grant: expected a reference to the grant, as ssm:NAME, got nothing: mailbox.auth is "oauth2"',
    ],
    [
      'a grant beside auth "password"',
      mailbox({ auth: 'password', password: undefined, grant: 'ssm:m365' }),
      'mailbox.auth: expected "oauth2" beside a grant, got "password"; or remove this field',
    ],
    [
      'a grant itself',
      mailbox({ password: undefined, grant: '{"grant":"client-credentials"}' }),
      'mailbox.grant: expected a reference, not the grant itself (not shown): store it with',
    ],
    ['a tenant of its own', mailbox({ tenant: 'contoso.example' }), 'mailbox.tenant: there is no such field'],
    [
      'a token endpoint of its own',
      mailbox({ tokenEndpoint: 'https://login.example.com/token' }),
      'mailbox.tokenEndpoint: there is no such field',
    ],
    [
      'TLS as an object',
      mailbox({ tls: { mode: 'required' } }),
      'mailbox.tls: expected "required", "opportunistic" or "none", got an object',
    ],
    [
      'no TLS where it begins with it',
      mailbox({ tls: 'none' }),
      'mailbox.tls: expected "required" or "opportunistic", got "none": pop3s:// begins with TLS',
    ],
    [
      'no TLS where it begins with it',
      smtp({ server: 'smtps://a', tls: 'none' }),
      'smtp.tls: expected "required" or "opportunistic", got "none": smtps:// begins with TLS',
    ],
    ['a number for verify', mailbox({ verify: 0 }), 'mailbox.verify: expected true or false, got 0'],
    [
      'a fraction of a second between logins',
      mailbox({ secondsBetweenLogins: 0.5 }),
      'mailbox.secondsBetweenLogins: expected a whole number of seconds from 0 to 900, got 0.5',
    ],
    [
      'an hour between logins',
      mailbox({ secondsBetweenLogins: 3600 }),
      'mailbox.secondsBetweenLogins: expected a whole number of seconds from 0 to 900, got 3600',
    ],
    [
      'a sender that is none',
      smtp({ from: '' }),
      'smtp.from: expected an address as name@example.com, got ""',
    ],
    [
      'an EHLO name with a space',
      smtp({ heloName: 'a b' }),
      'smtp.heloName: expected a host name, or an IP address as [192.0.2.1]',
    ],
    [
      'an EHLO address without brackets',
      smtp({ heloName: '192.0.2.1' }),
      'smtp.heloName: expected a host name',
    ],
    [
      'a user without a password',
      smtp({ userid: 'u' }),
      'smtp.password: expected a reference to the password of smtp.userid, got nothing',
    ],
    [
      'a password without a user',
      smtp({ password: 'ssm:x' }),
      'smtp.userid: expected the user name that smtp.password belongs to, got nothing',
    ],
    ['half a second', { timeoutSeconds: 5.5 }, `${SECONDS} 5.5`],
    ['4 seconds', { timeoutSeconds: 4 }, `${SECONDS} 4`],
    ['301 seconds', { timeoutSeconds: 301 }, `${SECONDS} 301`],
    ['a timeout as text', { timeoutSeconds: '60' }, `${SECONDS} "60"`],
    ['NaN', { timeoutSeconds: NaN }, `${SECONDS} NaN`],
    ['0 minutes', { intervalMinutes: 0 }, `${MINUTES} 0`],
    ['1441 minutes', { intervalMinutes: 1441 }, `${MINUTES} 1441`],
    [
      'an interval as long as the default timeout',
      { intervalMinutes: 5 },
      'intervalMinutes: expected longer than the timeout of 300 s, got 5 min (300 s)',
    ],
    [
      'an interval as long as the timeout',
      { timeoutSeconds: 60, intervalMinutes: 1 },
      'intervalMinutes: expected longer than the timeout of 60 s, got 1 min (60 s)',
    ],
    [
      'text for the locations',
      { locations: 'eu-west-1' },
      'locations: expected a list of 1 to 10 locations, got "eu-west-1"; put it into a list: ["eu-west-1"]',
    ],
    ['no policy at all', { alerts: [] }, 'alerts: expected a list of 1 to 20 policies, got an empty list'],
    [
      'a policy without its list',
      { alerts: { onError: true } },
      'alerts: expected a list of 1 to 20 policies, got an object; put it into a list: [{ … }]',
    ],
    [
      'a policy that is none',
      { alerts: ['onError'] },
      'alerts[0]: expected a policy as { afterFailures: 2 }, got text',
    ],
    ['a word for onError', policy({ onError: 'no' }), 'alerts[0].onError: expected true or false, got "no"'],
    ['one tag for a list', { tags: 'a' }, 'tags: expected a list of at most 20 tags, got "a"'],
    [
      '21 tags',
      { tags: Array.from({ length: 21 }, () => 'a') },
      'tags: expected a list of at most 20 tags, got a list',
    ],
    [
      'a tag with a space',
      { tags: ['ok', 'a b'] },
      'tags[1]: expected 1 to 64 letters, digits and characters of ._:/=+@-, got "a b"',
    ],
    ['an empty tag', { tags: [''] }, 'tags[0]: expected 1 to 64 letters'],
    ['an unknown field', { colour: 'red' }, 'colour: there is no such field'],
    [
      'a slip of the finger',
      { timeoutSecs: 60 },
      'timeoutSecs: there is no such field; did you mean timeoutSeconds?',
    ],
    ['a slip within', mailbox({ user: 'u' }), 'mailbox.user: there is no such field; did you mean userid?'],
    ['a field of the wrong section', { userid: 'u' }, 'userid: there is no such field'],
    ['a name with a line break', { 'a\nb': 1 }, '["a\\x0ab"]: there is no such field'],
    ['an inherited name', { toString: 1 }, 'toString: there is no such field'],
    ['a constructor', { constructor: 1 }, '["constructor"]: there is no such field'],
  ])('%s', (_what, change, line) => {
    const lines = mistakes({ ...SHORT, ...change })
    expect(lines).toHaveLength(1)
    expect(lines[0]?.slice(0, line.length)).toBe(line)
  })

  test.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['inbox', 'text'],
    [7, 'a number'],
    [[SHORT], 'a list'],
    [() => SHORT, 'a function'],
    [new Map(), 'an object'],
  ])('%s is no definition', (definition, kind) => {
    expect(mistakes(definition)).toEqual([
      `expected an object with monitorId, emailAddress and mailbox, got ${kind}`,
    ])
  })

  test.each([
    'probe',
    'probe@',
    '@example.com',
    'a@b@example.com',
    'two words@example.com',
    'probe@exam ple.com',
    '<probe@example.com>',
    'Probe <probe@example.com>',
    '"probe"@example.com',
    'a..b@example.com',
    '.a@example.com',
    'probe@[192.0.2.1]',
    'probe@192.0.2.1',
    'probe@example.com\r\nDATA',
    'probe\0@example.com',
    'probe@example.com\n',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('the address %j is not safe in an envelope', (emailAddress) => {
    const [line, ...others] = mistakes({ ...SHORT, emailAddress })
    expect(others).toEqual([])
    expect(line).toMatch(/^emailAddress: expected an address as name@example\.com, got "/)
  })
})
