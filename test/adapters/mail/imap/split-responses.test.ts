import { describe, expect, test } from 'vitest'

import { cutAt, octetByOctet } from '../../../support/servers/imap/imap-acts.ts'
import type { ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import { ASKED } from './imap-fault.ts'
import { OURS, STRANGERS, visit } from './imap-visit.ts'
import { longTest } from '../../../support/thorough.ts'

const headerOf = (text: string) => text.slice(0, text.indexOf('\r\n\r\n') + 4)
/** Octets of the longest response of this dialogue, that to SELECT. */
const LONGEST = 260
const HEADERS = [STRANGERS, OURS].map(headerOf)

describe('a dialogue cut up by the network', () => {
  const play: ImapPlay = { capabilities: [...ASKED, 'UIDPLUS'] }

  longTest('is understood with every response cut in two at every octet', async () => {
    const whole = await visit(play)
    const places = Array.from({ length: LONGEST }, (_, index) => index + 1)
    const visits = places.map(async (at) => {
      const { said, evidence, headers } = await visit({ ...play, send: cutAt(at) })
      return { at, said, evidence, headers }
    })
    for (const { at, ...seen } of await Promise.all(visits)) {
      expect({ at, ...seen }).toEqual({ at, said: whole.said, headers: HEADERS, evidence: undefined })
    }
  })

  test('is understood octet by octet', async () => {
    const whole = await visit(play)
    const { said, evidence, headers } = await visit({ ...play, send: octetByOctet })
    expect(evidence).toBeUndefined()
    expect(said).toEqual(whole.said)
    expect(headers).toEqual(HEADERS)
  })
})

describe('the same dialogue', () => {
  test.each<[how: string, play: ImapPlay]>([
    ['with lines that end in LF alone', { quirks: { bareLf: true } }],
    ['in small letters', { quirks: { lowerCase: true } }],
    ['with items the other way round', { quirks: { itemsReversed: true } }],
    ['with an item that nobody asked for', { quirks: { extraItem: 'MODSEQ (12)' } }],
    ['without UIDNEXT', { quirks: { noUidNext: true } }],
    [
      'with lists, quotes and NIL in what nobody asked for',
      { quirks: { extraItem: 'ENVELOPE ("a \\"b\\" {4}" NIL ((NIL NIL "x" "y")) ())' } },
    ],
    [
      'in small letters, with LF, the other way round',
      { quirks: { lowerCase: true, bareLf: true, itemsReversed: true } },
    ],
  ])('%s is understood', async (_how, play) => {
    const { evidence, headers, server } = await visit(play)
    expect(evidence).toBeUndefined()
    expect(headers).toEqual(HEADERS)
    expect(server.folders.find('INBOX')?.messages).toHaveLength(1)
  })

  test('with NIL for every header shows none, and nothing is deleted', async () => {
    const { evidence, headers, server } = await visit({ quirks: { strings: 'nil' } })
    expect(evidence).toMatchObject({ kind: 'refused', text: 'the server shows no header' })
    expect(headers).toEqual([])
    expect(server.folders.find('INBOX')?.messages).toHaveLength(2)
  })
})
