import { expect, test } from 'vitest'
import { script, visit } from './imap-visit.ts'

test('a literal is shown as left out, whatever else stands in its line', async () => {
  const { log } = await visit({
    on: { CAPABILITY: '* STATUS {4}\r\nJunk (UIDNEXT 4)\r\n* CAPABILITY IMAP4rev1\r\n$ OK done' },
  })
  expect(script(log)).toContain('greeting S: * STATUS … (UIDNEXT 4)')
})
