import { expect, test } from 'vitest'

import { emfMetrics } from '../../../functions/runtime/metrics.ts'

test('a sample is one line in the embedded metric format, with the stack as its only dimension', () => {
  const lines: string[] = []
  const metrics = emfMetrics({
    clock: { now: () => 1767614400000 },
    stackName: 'Roundtrip',
    output: { write: (line) => lines.push(line) },
  })
  metrics.write({ FailedRuns: 0, InconclusiveRuns: 1 })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^[^\n]+\n$/)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    _aws: {
      Timestamp: 1767614400000,
      CloudWatchMetrics: [
        {
          Namespace: 'Roundtrip',
          Dimensions: [['Stack']],
          Metrics: [
            { Name: 'FailedRuns', Unit: 'Count' },
            { Name: 'InconclusiveRuns', Unit: 'Count' },
          ],
        },
      ],
    },
    Stack: 'Roundtrip',
    FailedRuns: 0,
    InconclusiveRuns: 1,
  })
})
