import { expect, test } from 'vitest'

import { script, visit } from './imap-visit.ts'

test("of a folder's flags the log shows those of the protocol, and counts what others made", async () => {
  const flags = '(\\Seen $Forwarded Widget \\Deleted \\*)'
  const select = `* FLAGS ${flags}\r\n* OK [PERMANENTFLAGS ${flags}] kept\r\n* 0 EXISTS\r\n$ OK [READ-WRITE] done`
  const { log } = await visit({ on: { SELECT: select } })
  const shown = script(log).filter((line) => line.includes('FLAGS'))
  expect(shown).toEqual([
    'search S: * FLAGS (\\Seen \\Deleted \\* +2)',
    'search S: * OK [PERMANENTFLAGS (\\Seen \\Deleted \\* +2)] kept',
  ])
})
