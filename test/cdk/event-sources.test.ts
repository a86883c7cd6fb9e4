import { expect, test } from 'vitest'

import { readBy } from '../../shared/core/aws/event-sources.ts'
import { home, there } from './two-locations.ts'

const read = (template: typeof home) =>
  Object.keys(template.findResources('AWS::Lambda::EventSourceMapping')).map((id) => readBy(id))

test('what reads a stream or a queue for a function of a stack is known by its logical id', () => {
  expect(read(home).sort()).toEqual(['queue', 'stream'])
  expect(read(there)).toEqual(['queue'])
})

test.each(['ShopOrdersStream8A1B2C3D', 'WorkerSqsEventSourceJobs12345678', 'Stream', ''])(
  'what the app has of its own, as %s, is none of them',
  (logicalId) => {
    expect(readBy(logicalId)).toBeUndefined()
  },
)
