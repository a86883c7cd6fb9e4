import { expect, test } from 'vitest'

import type { Evidence, EvidenceKind } from '../../../shared/core/run/evidence.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { resultOf, runWorld } from '../../support/worlds/run-world.ts'

test.each(['coined-later', 'constructor'])(
  'a login that is held for %s, which a later version noted down, blames no mail server',
  async (kind) => {
    const world = await runWorld({ intervalMinutes: 5, alerts: [{ afterFailures: 1 }] })
    const { runs } = world
    const start = world.clock.now()
    world.mail.takes = { mailbox: 'another password' }
    async function runAt(minute: number) {
      const scheduledAt = start + minute * MINUTE
      await world.clock.advance(Math.max(0, scheduledAt - world.clock.now()))
      world.request = { ...world.request, scheduledAt }
      return resultOf(world)
    }
    const later = (evidence: Evidence): Evidence => ({ ...evidence, kind: kind as EvidenceKind })
    await runAt(0)
    await runAt(5)
    world.ports.runs = {
      ...runs,
      async findRefusedLogin(loginId) {
        const login = await runs.findRefusedLogin(loginId)
        return login && { ...login, evidence: later(login.evidence) }
      },
    }
    const held = await runAt(10)
    expect(held).toMatchObject({ status: 90, outcome: 'inconclusive', reason: kind })
    expect(held.detail).toBeTruthy()
    expect(await runAt(15)).toMatchObject({ status: 2, reason: 'mailbox-login-refused' })
  },
)
