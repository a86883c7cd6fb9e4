import { describe, expect, test } from 'vitest'

import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, lostResult } from '../../contracts/run-fixtures.ts'
import { resolvedIncident, storyOf, sweeping } from '../../support/worlds/sweeping.ts'

describe('what says that it is the message of a lost run', () => {
  const forged = 'f'.repeat(32)
  const before = lostResult()
  delete before.tokenHash

  test('goes without a word in result, day or story where its token is another', async () => {
    const lost = lostResult()
    const stored = resolvedIncident(lost.finishedAt, lost.finishedAt + 10 * MINUTE)
    const message = { ...lost, token: forged }
    const swept = await sweeping({ results: [lost], incidents: [stored] }, [message], { at: NOON + DAY })
    expect(swept.going).toEqual([message])
    expect(swept.store.items()).toEqual(swept.before)
    expect(swept.notes).toEqual([
      `a message says that it is of run inbox/${lost.runId}, which did not send it`,
    ])
  })

  test('does not keep the true one from being told, whichever is found first', async () => {
    const lost = lostResult()
    const { store, notes } = await sweeping({ results: [lost] }, [{ ...lost, token: forged }, lost])
    expect(await store.findResult(lost)).toMatchObject({
      lateArrival: { delayMs: expect.any(Number) as number },
    })
    expect(notes).toHaveLength(1)
  })

  test('is believed of a result from before there were hashes, and told as not proved', async () => {
    const stored = resolvedIncident(before.finishedAt, before.finishedAt + 10 * MINUTE)
    const { store, stories } = await sweeping({ results: [before], incidents: [stored] }, [before])
    expect(await store.findResult(before)).toMatchObject({ lateArrival: { unproved: true } })
    expect(stories).toEqual([[{ ...storyOf(before)[0], unproved: true }]])
  })

  test('is believed of none when 30 days are over', async () => {
    const at = before.finishedAt + 30 * DAY
    const last = await sweeping({ results: [before] }, [before], { at })
    expect(await last.store.findResult(before)).toMatchObject({ lateArrival: { unproved: true } })
    const over = await sweeping({ results: [before] }, [before], { at: at + 1 })
    expect(await over.store.findResult(before)).toEqual(before)
    expect(over.going).toEqual([before])
  })
})
