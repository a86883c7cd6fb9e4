import { describe, expect, test } from 'vitest'

import type { MailboxSession } from '../../../../shared/app/ports/mail.ts'
import type { Play } from '../../../support/servers/pop3-play.ts'
import { visitPlay } from './visit-play.ts'

const GMAIL = { '': '+OK Gpop ready for requests from 192.0.2.7 a1mb1' }

/** What is said about a message that is deleted, by the verb. */
async function deleting(play: Play, plan: { host?: string; fetchFirst?: boolean } = {}) {
  const { fetchFirst, ...visit } = plan
  const doing = async (session: MailboxSession, signal: AbortSignal) => {
    const [first] = await session.list(signal)
    if (first) await session.remove(first, signal, fetchFirst)
    await session.settle(signal)
  }
  const { lines, times, evidence, ours, log } = await visitPlay(play, { ...visit, doing })
  expect([evidence, ours]).toEqual([undefined, undefined])
  const said = lines.filter((line) => /^(?:RETR|DELE|QUIT)/.test(line))
  return { said, times, notes: log.filter(({ side }) => side === 'note').map(({ text }) => text) }
}

describe('a message of ours is read whole before it is deleted', () => {
  test.each<[string, Play, { host?: string; fetchFirst?: boolean }]>([
    ['a server that greets as Gmail does', { on: GMAIL }, {}],
    ['pop.gmail.com, however it greets', {}, { host: 'pop.gmail.com' }],
    ['any server, where that is asked for', {}, { fetchFirst: true }],
  ])('at %s', async (_where, play, plan) => {
    const { said, times } = await deleting(play, plan)
    expect(said).toEqual(['RETR 1', 'DELE 1', 'QUIT'])
    expect(Object.keys(times)).not.toContain('retrieve')
  })

  test.each([
    ['any other server', {}],
    ['a server that names Gmail further on', { on: { '': '+OK POP3 for Gpop users' } }],
  ])('but not at %s', async (_where, play) => {
    expect((await deleting(play)).said).toEqual(['DELE 1', 'QUIT'])
  })

  test('what is too large to be ours is deleted unread', async () => {
    const messages = [{ uid: 'a', header: 'Subject: large\r\n', octets: 65_537 }]
    const { said, notes } = await deleting({ on: GMAIL, messages })
    expect(said).toEqual(['DELE 1', 'QUIT'])
    expect(notes.join()).toContain('too large to be read whole')
  })

  test('a refusal of RETR is noted, and the message is deleted', async () => {
    const { said, notes } = await deleting({ on: { ...GMAIL, RETR: '-ERR [SYS/TEMP] later' } })
    expect(said).toEqual(['RETR 1', 'DELE 1', 'QUIT'])
    expect(notes.join()).toContain('not read whole before it is deleted')
  })
})
