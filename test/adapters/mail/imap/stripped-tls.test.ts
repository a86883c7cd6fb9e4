import { describe, expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { replying } from '../../../support/servers/imap/imap-acts.ts'
import type { ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import { closing } from '../../../support/servers/server-acts.ts'
import { base64, expectedResponse } from '../login/challenges.ts'
import { WITH_STARTTLS } from './imap-fault.ts'
import { PASSWORD, USERID, visit } from './imap-visit.ts'

const tls = { mode: 'for-password', verify: true } as const
const needsTls = { phase: 'tls', kind: 'password-needs-tls' } as const

function expectUnsaid(said: readonly string[]): void {
  for (const spelling of [PASSWORD, base64(PASSWORD), base64(`\0${USERID}\0${PASSWORD}`)]) {
    expect(said.join('\n')).not.toContain(spelling)
  }
}

const offering = (...capabilities: string[]): ImapPlay => ({ capabilities: ['IMAP4rev1', ...capabilities] })
const refusing = (words: string): ImapPlay => ({ capabilities: WITH_STARTTLS, on: { STARTTLS: words } })

describe('a mailbox whose STARTTLS is taken away hears no password', () => {
  test.each<[what: string, play: ImapPlay, evidence: Partial<Evidence>]>([
    ['STARTTLS is not named', offering(), needsTls],
    ['it is written over, as some firewalls do', offering('XXXXXXXA', 'AUTH=PLAIN', 'SASL-IR'), needsTls],
    ['it is named as part of another word', offering('XSTARTTLS', 'STARTTLSX', 'AUTH=LOGIN'), needsTls],
    ['a mechanism is named that nobody here knows', offering('AUTH=NTLM'), needsTls],
    [
      'capabilities are told in the greeting, without it',
      { ...offering('AUTH=PLAIN'), announces: ['greeting'] },
      needsTls,
    ],
    ['no capability is told', { on: { CAPABILITY: '$ OK done' } }, needsTls],
    ['it is refused', refusing('$ NO not now'), { phase: 'tls', kind: 'refused', text: 'not now' }],
    ['it is not understood', refusing('$ BAD what?'), { phase: 'tls', kind: 'refused', command: 'STARTTLS' }],
    [
      'the connection ends instead',
      { capabilities: WITH_STARTTLS, on: { STARTTLS: closing } },
      { phase: 'tls', kind: 'connection-lost' },
    ],
    [
      'the connection ends once it is granted',
      { capabilities: WITH_STARTTLS, on: { STARTTLS: replying('$ OK begin', closing) } },
      { phase: 'tls', kind: 'connection-lost' },
    ],
    [
      'capabilities are slipped in behind the answer to it',
      refusing('$ OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN'),
      { phase: 'tls', kind: 'protocol' },
    ],
    [
      'the login is granted before it was made',
      refusing('$ OK begin\r\nA3 OK logged in'),
      { phase: 'tls', kind: 'protocol' },
    ],
  ])('%s', async (_what, play, evidence) => {
    const seen = await visit(play, { settings: { tls }, deadlineMs: 600 })
    expect(seen.evidence).toMatchObject({ side: 'mailbox', ...evidence })
    expectUnsaid(seen.said)
    expect(seen.said.filter((line) => /^(?:LOGIN|AUTHENTICATE)/.test(line))).toEqual([])
  })

  test('the server takes us for logged in already, and is told nothing', async () => {
    const { said } = await visit(
      { ...offering('STARTTLS', 'UIDPLUS'), isPreauthenticated: true },
      { settings: { tls } },
    )
    expectUnsaid(said)
    expect(said).not.toContain('STARTTLS')
  })
})

describe('a mailbox without TLS is logged in to by what hides the password', () => {
  test('CRAM-MD5, though PLAIN and LOGIN are offered too', async () => {
    const { response } = expectedResponse('<1896.697170952@imap.example.test>', USERID, PASSWORD)
    const { evidence, said } = await visit(offering('AUTH=PLAIN', 'AUTH=CRAM-MD5', 'SASL-IR', 'UIDPLUS'), {
      settings: { tls },
    })
    expect(evidence).toBeUndefined()
    expect(said.slice(0, 3)).toEqual(['CAPABILITY', 'AUTHENTICATE CRAM-MD5', response])
    expectUnsaid(said)
  })

  test('SCRAM-SHA-256 before any other', async () => {
    const play: ImapPlay = {
      ...offering('AUTH=PLAIN', 'AUTH=CRAM-MD5', 'AUTH=SCRAM-SHA-1', 'AUTH=SCRAM-SHA-256', 'UIDPLUS'),
      login: { userid: USERID, password: PASSWORD },
    }
    const { evidence, said } = await visit(play, { settings: { tls } })
    expect(evidence).toBeUndefined()
    expect(said[1]).toBe('AUTHENTICATE SCRAM-SHA-256')
    expectUnsaid(said)
  })
})

test('what is offered under TLS counts, and the login is made there', async () => {
  const { evidence, said } = await visit({ capabilities: WITH_STARTTLS }, { settings: { tls } })
  expect(evidence).toBeUndefined()
  expect(said.slice(0, 3)).toEqual(['CAPABILITY', 'STARTTLS', 'CAPABILITY'])
  expect(said[3]).toMatch(/^AUTHENTICATE PLAIN /)
})
