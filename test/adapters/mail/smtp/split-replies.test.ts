import { expect, test } from 'vitest'

import type { Script, ScriptedConnection } from '../../../support/servers/scripted-server.ts'
import { GOOD_ANSWERS, type Step, smtpScript } from './scripted-smtp.ts'
import { LOGIN, MESSAGE_LINES, sendingTo } from './sending.ts'
import { longTest } from '../../../support/thorough.ts'

const SPOKEN: readonly Step[] = ['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', '.', 'QUIT']
const OCTETS = SPOKEN.map((step) => GOOD_ANSWERS[step]).join('').length
const SPLITS = Array.from({ length: OCTETS - 1 }, (_, index) => index + 1)

const COMMANDS = [
  'EHLO probe.test',
  expect.stringMatching(/^AUTH PLAIN \S+$/),
  'MAIL FROM:<from@sender.test>',
  'RCPT TO:<to@mail.test>',
  'DATA',
  ...MESSAGE_LINES,
  'QUIT',
]

/** A good server whose octets, taken together, are sent in pieces that end at the given places. */
function sentInPieces(endsPiece: (offset: number) => boolean): Script {
  return (connection, index) => {
    let offset = 0
    let queue = Promise.resolve()
    const send = async (bytes: string) => {
      let piece = ''
      for (const octet of bytes) {
        piece += octet
        offset += 1
        if (!endsPiece(offset)) continue
        connection.write(piece)
        piece = ''
        await read()
      }
      if (piece) connection.write(piece)
    }
    const pieces: ScriptedConnection = {
      ...connection,
      write: (bytes) => void (queue = queue.then(() => send(String(bytes)))),
      end: () => void (queue = queue.then(() => connection.end())),
    }
    return smtpScript()(pieces, index)
  }
}

/** Lets the client, in this same process, read what was sent so far. */
async function read(): Promise<void> {
  for (let turns = 0; turns < 2; turns += 1) await new Promise((resolve) => setImmediate(resolve))
}

longTest(`a good dialogue is the same wherever its ${OCTETS} octets are split in two`, async () => {
  for (const split of SPLITS) {
    const sending = await sendingTo(
      sentInPieces((offset) => offset === split),
      { settings: { login: LOGIN } },
    )
    await sending.send()
    expect(sending.server.lines, `split after octet ${split}`).toEqual(COMMANDS)
    expect(sending.texts('server'), `split after octet ${split}`).toHaveLength(11)
    await sending.server.close()
  }
})

test('a good dialogue is the same octet by octet', async () => {
  const sending = await sendingTo(
    sentInPieces(() => true),
    { settings: { login: LOGIN } },
  )
  await sending.send()
  expect(sending.server.lines).toEqual(COMMANDS)
  expect(sending.texts('server')).toHaveLength(11)
})
