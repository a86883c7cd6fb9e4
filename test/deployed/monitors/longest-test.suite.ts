import { afterAll, expect, test } from 'vitest'

import { type Millis, SECOND } from '../../../shared/core/time/units.ts'
import { anyStack, mail } from '../account/shared-stack.ts'
import { demandedTests } from './demanded-tests.ts'
import { tableMonitors } from './table-monitors.ts'

// A suite of its own, since it waits for minutes: CI has it beside the others.
const stack = await anyStack()
const monitors = tableMonitors(stack)
const { started, watched } = demandedTests(stack)

afterAll(() => monitors.removeAll())

test('a test of 300 s is told to its end, line by line', async () => {
  // Its messages go to a mailbox that it does not look into.
  mail.monitor('elsewhere')
  await monitors.put('patient', { emailAddress: 'elsewhere@example.test', timeoutSeconds: 300 })
  const { run, last, texts, looksWithNews } = await watched(await started('patient'))
  expect(last).toMatchObject({ state: 'done', result: { outcome: 'lost', trigger: 'on-demand' } })
  const lasted: Millis = (last.result?.finishedAt ?? 0) - (last.result?.startedAt ?? 0)
  expect(lasted).toBeGreaterThan(290 * SECOND)
  expect(texts).toEqual((await stack.ports.runs.findLog(run))?.map(({ text }) => text))
  expect(looksWithNews).toBeGreaterThan(10)
  // What a look says is written in two pieces, and there are 65 looks.
  expect((await stack.ports.runs.findLive(run, 0)).length).toBeLessThan(150)
  expect(await stack.ports.runs.findOpen(run)).toBeUndefined()
}, 330_000)
