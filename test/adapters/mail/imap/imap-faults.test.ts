import { describe, expect, test } from 'vitest'

import { everyStep, inResponses } from './faults-by-step.ts'
import { certificateFaults, tlsFaults } from './faults-of-tls.ts'
import { excesses, nonsense, outOfTurn, refusals } from './faults-of-words.ts'
import { PASSWORD, visit } from './imap-visit.ts'
import { someOf } from '../../../support/thorough.ts'

describe.each([
  ['at every step', everyStep],
  ['inside a response', inResponses],
  ['by a refusal', refusals],
  ['by nonsense', nonsense],
  ['by more than anybody reads', excesses],
  ['by answers out of turn', outOfTurn],
  ['over TLS', tlsFaults],
  ['by a certificate', certificateFaults],
])('a session that fails %s', (_how, faults) => {
  test.concurrent.each(someOf(faults, 5))('$what', async ({ play, plan = {}, evidence: expected }) => {
    const { evidence, ours, elapsedMs, said, connections, log } = await visit(play, plan)
    expect(ours).toBeUndefined()
    const isUngreeted = expected.phase === 'greeting' && expected.kind === 'deadline'
    if (isUngreeted && !expected.command) expect(evidence?.text).toMatch(/^no greeting within \d+ ms$/)
    const { text: _said, ...unsaid } = evidence ?? {}
    const isWithoutWords = expected.kind === 'tls' || (isUngreeted && !expected.command)
    expect(isWithoutWords ? unsaid : evidence).toEqual({ side: 'mailbox', ...expected })
    const { deadlineMs = 1500 } = plan
    expect(elapsedMs).toBeLessThan(expected.kind === 'deadline' ? deadlineMs + 500 : deadlineMs)
    expect(connections).toBe(1)
    expect(said.filter((line) => /^(?:LOGIN|AUTHENTICATE)/.test(line)).length).toBeLessThanOrEqual(1)
    expect(JSON.stringify([evidence, log])).not.toContain(PASSWORD)
  })
})
