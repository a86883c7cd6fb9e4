import { expect, test } from 'vitest'

import { saying } from '../../../support/servers/server-acts.ts'
import { script } from './pop3-visit.ts'
import { visitPlay } from './visit-play.ts'

/** Written by anybody who can send mail, on a server that does not stuff dots. */
const MESSAGE = 'Subject: x\r\n\r\n.\r\nis it guess-1 or guess-2?\r\n'

test('of a message that seems to end early nothing is shown', async () => {
  const { evidence, log } = await visitPlay({ on: { TOP: saying(`+OK\r\n${MESSAGE}.\r\n`) } })
  expect(evidence).toMatchObject({ kind: 'protocol' })
  expect(evidence?.text).toBeUndefined()
  expect(JSON.stringify(log)).not.toContain('guess')
  expect(script(log)).toContain('retrieve S: [25 octets]')
})
