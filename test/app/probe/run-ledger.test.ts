import { expect, test } from 'vitest'

import { ClaimLost, runLedger } from '../../../shared/app/probe/run-ledger.ts'
import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { OpenRun } from '../../../shared/core/run/run.ts'
import { runWorld } from '../../support/worlds/run-world.ts'

async function claimed() {
  const world = await runWorld()
  const now = world.clock.now()
  const open: OpenRun = {
    ...world.request,
    ...runKeyOf(world.request),
    attempt: 'first',
    attempts: 1,
    until: now + 1000,
    stage: 'claimed',
    token: 't',
    startedAt: now,
    deadline: now + 500,
  }
  await world.runs.claim(open)
  return { ...world, open }
}

test('each stage builds on the one before, also when two are written at once', async () => {
  const { runs, open } = await claimed()
  const ledger = runLedger(open, runs)
  await Promise.all([
    ledger.advance({ stage: 'submitting' }),
    ledger.advance({ seen: { at: 7 } }),
    ledger.advance({ stage: 'sent' }),
  ])
  expect(await runs.findOpen(open)).toMatchObject({ stage: 'sent', seen: { at: 7 } })
  expect(ledger.open).toEqual(await runs.findOpen(open))
})

test('a stage is not written once another attempt has taken over', async () => {
  const { runs, open } = await claimed()
  const ledger = runLedger(open, runs)
  await runs.replaceOpen({ ...open, attempt: 'second' }, open)
  await expect(ledger.advance({ stage: 'submitting' })).rejects.toBeInstanceOf(ClaimLost)
  expect(await runs.findOpen(open)).toMatchObject({ stage: 'claimed', attempt: 'second' })
})

test('of two attempts that read the same claim, one may go on', async () => {
  const { runs, open } = await claimed()
  const both = [runLedger(open, runs), runLedger(open, runs)]
  const settled = await Promise.allSettled(both.map((ledger) => ledger.advance({ stage: 'submitting' })))
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a write that failed does not keep the next one from being tried', async () => {
  const { runs, open } = await claimed()
  const { replaceOpen } = runs
  runs.replaceOpen = () => Promise.reject(new Error('table gone'))
  const ledger = runLedger(open, runs)
  await expect(ledger.advance({ stage: 'submitting' })).rejects.toThrow('table gone')
  runs.replaceOpen = replaceOpen
  await ledger.advance({ stage: 'submitting' })
  expect(await runs.findOpen(open)).toMatchObject({ stage: 'submitting' })
})

test('a write that stands although its answer was lost is built upon', async () => {
  const { runs, open } = await claimed()
  const { replaceOpen } = runs
  runs.replaceOpen = async (next, before) => {
    await replaceOpen(next, before)
    throw new Error('no answer')
  }
  const ledger = runLedger(open, runs)
  await expect(ledger.advance({ stage: 'submitting' })).rejects.toThrow('no answer')
  runs.replaceOpen = replaceOpen
  await ledger.advance({ stage: 'sent' })
  expect(await runs.findOpen(open)).toMatchObject({ stage: 'sent' })
})

test('what is noted is written with the next stage, and once', async () => {
  const { runs, open } = await claimed()
  const ledger = runLedger(open, runs)
  ledger.note({ stage: 'sent', acceptedAt: 5 })
  expect(await runs.findOpen(open)).toMatchObject({ stage: 'claimed' })
  await ledger.advance({ seen: { at: 7 } })
  expect(await runs.findOpen(open)).toMatchObject({ stage: 'sent', acceptedAt: 5, seen: { at: 7 } })
  runs.replaceOpen = () => Promise.reject(new Error('written again'))
  await ledger.writeNoted()
})

test('what is noted can be written alone, again where that failed, and by the holder of the claim only', async () => {
  const { runs, open } = await claimed()
  const ledger = runLedger(open, runs)
  ledger.note({ stage: 'sent' })
  const { replaceOpen } = runs
  runs.replaceOpen = () => Promise.reject(new Error('table gone'))
  await expect(ledger.writeNoted()).rejects.toThrow('table gone')
  runs.replaceOpen = replaceOpen
  await ledger.writeNoted()
  expect(await runs.findOpen(open)).toMatchObject({ stage: 'sent' })
  ledger.note({ acceptedAt: 5 })
  await runs.replaceOpen({ ...open, attempt: 'second', stage: 'sent' }, { ...open, stage: 'sent' })
  await expect(ledger.writeNoted()).rejects.toBeInstanceOf(ClaimLost)
})
