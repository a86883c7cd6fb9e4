import { expect, test } from 'vitest'

import { leftBlankWords } from '../../../dashboard/change/fields/sender-words.ts'

test.each([
  [undefined, undefined],
  [
    { kind: 'amazon-ses', address: 'roundtrip@example.com' },
    'Leave it blank to send through Amazon SES, from roundtrip@example.com.',
  ],
  [
    { kind: 'server', server: 'smtp://relay.example.com:587' },
    'Leave it blank to send through smtp://relay.example.com:587, as the settings say.',
  ],
  [{ kind: 'demo-server' }, 'Left blank, the demo server sends, which delivers only to the demo mailbox.'],
] as const)('where %j sends for monitors without a server, the form says so', (sender, words) => {
  expect(leftBlankWords(sender)).toBe(words)
})
