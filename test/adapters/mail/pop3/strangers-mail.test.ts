import { expect, test } from 'vitest'

import { multiLine } from '../../../support/servers/pop3-play.ts'
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

test('the size of a message tells nothing of the password', async () => {
  const header = `X: ${'x'.repeat(4606)}\r\n`
  const sized = (status: string) => saying(multiLine(status, `${header}\r\n`))
  const on = {
    LIST: saying(multiLine('+OK 1 message (4613 octets)', '1 4613\r\n')),
    TOP: sized('+OK 4613 octets follow'),
  }
  const logs = ['Summer4613', 'Summer1999', '4613'].map(async (password) => {
    const { log, listed } = await visitPlay(
      { messages: [{ uid: 'a', header }], on },
      { settings: { password } },
    )
    expect(listed).toMatchObject([{ sizeOctets: 4613 }])
    return script(log).filter((line) => !line.includes('connect'))
  })
  const [first = [], ...others] = await Promise.all(logs)
  expect(first).toContain('retrieve S: [2 lines, 4613 octets]')
  expect(first).toContain('retrieve S: +OK … octets follow')
  for (const other of others) expect(other).toEqual(first)
})
