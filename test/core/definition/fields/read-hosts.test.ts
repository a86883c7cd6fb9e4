import { expect, test } from 'vitest'

import { readHosts } from '../../../../shared/core/definition/fields/read-hosts.ts'

const many = (count: number) => Array.from({ length: count }, (_, i) => `m${i}.example`)

test.each([
  [['A.example.'], ['a.example']],
  [
    ['a.example,b.example', 'a.example  c.example,'],
    ['a.example', 'b.example', 'c.example'],
  ],
  [
    ['[2001:db8:0::1]', '2001:DB8::1', '192.0.2.1'],
    ['2001:db8::1', '192.0.2.1'],
  ],
  [[many(20).join()], many(20)],
])('%j are %j', (texts, hosts) => {
  expect(readHosts(texts)).toEqual({ ok: true, hosts })
})

test.each([
  ['a scheme', 'pop3://mail.example.com', /got "pop3:.*; leave out scheme and port$/],
  ['a port', 'mail.example.com:995', /; leave out scheme and port$/],
  ['a wildcard', '*.example.com', /; there are no wildcards: name each host$/],
  ['two dots', 'mail..example.com', /got "mail\.\.example\.com"$/],
  ['other letters', 'bücher.example', /got "bücher\.example"$/],
  ['an address that is none', '192.0.2.256', /got "192/],
  ['nothing', '', /got none$/],
  ['commas alone', ', ,', /got none$/],
  ['too many', many(21).join(), /^expected at most 20 hosts, got 21$/],
])('%s is refused with what was expected', (_, text, words) => {
  expect(readHosts([text])).toEqual({ ok: false, message: expect.stringMatching(words) as unknown })
})
