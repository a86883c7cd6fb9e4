import * as v from 'valibot'

import { type TestAlertRefusal, oweTests } from '../../../app/alerts/test-alert.ts'
import { section } from '../../../core/definition/fields/fields.ts'
import { readAlertTopic } from '../../../core/definition/topic-names.ts'
import { text } from '../../answers/fields.ts'
import { Problem } from '../../problem.ts'
import { documented, monitorIdField } from '../../request/fields.ts'
import { route } from '../../route.ts'
import { noMonitor } from '../monitors/row-of.ts'

const topicField = documented(readAlertTopic, {
  type: 'string',
  description: 'Left out: those that the monitor tells of errors, or the topic of alerts.',
  examples: ['alerts'],
})

export const testAlerts = route({
  method: 'post',
  path: '/alerts/test',
  operationId: 'testAlerts',
  tag: 'alerts',
  summary: 'Send a test alert',
  description: 'Whoever publishes alerts publishes it, within some minutes. It is no news of the monitor.',
  needs: 'operate',
  body: {
    schema: section('an object with monitor and topic, or an empty one', {
      monitor: v.optional(monitorIdField),
      topic: v.optional(topicField),
    }),
  },
  answers: {
    202: {
      description: 'What will be published.',
      schema: v.object({ items: v.array(v.object({ alertId: text, topic: text })) }),
    },
  },
  problems: ['not-found', 'conflict'],
  async handle({ body: { monitor: monitorId, topic } }, { ports, topics }) {
    const known = (await topics?.())?.map(({ name }) => name)
    const request = {
      ...(monitorId !== undefined && { monitorId }),
      ...(topic !== undefined && { topic }),
      ...(known && { topics: known }),
    }
    const done = await oweTests(request, ports)
    if (done.kind !== 'owed') throw refused(done)
    return { status: 202, body: { items: done.alerts.map(({ alertId, topic }) => ({ alertId, topic })) } }
  },
})

function refused(refusal: TestAlertRefusal): Problem {
  switch (refusal.kind) {
    case 'no-monitor':
      return noMonitor(refusal.monitorId)
    case 'tells-nobody':
      return new Problem('conflict', {
        detail: `no policy of ${refusal.monitorId} sends failures (onError); topic names one`,
      })
    case 'no-topic':
      return new Problem('not-found', {
        detail: `there is no topic ${refusal.topic}; topics: ${refusal.topics.join(', ')}`,
      })
    default:
      return refusal satisfies never
  }
}
