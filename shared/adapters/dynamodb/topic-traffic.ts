import * as v from 'valibot'

import type { TrafficStore } from '../../app/ports/stores/topic-traffic.ts'
import type { TopicTraffic } from '../../core/judging/alert-cap.ts'
import { putNextVersion } from './access/conditional-write.ts'
import { trafficKey } from './items/keys.ts'
import { parseItem } from './items/parse-item.ts'
import type { ResultsTable } from './access/results-table.ts'
import type { FieldsOf } from './items/run-shapes.ts'

const shape: v.GenericSchema<unknown, TopicTraffic> = v.object({
  topic: v.string(),
  version: v.number(),
  alone: v.array(v.object({ alertId: v.string(), at: v.number() })),
  digestAt: v.exactOptional(v.number()),
} satisfies FieldsOf<TopicTraffic>)

/** The items `#topic#<name>`: one a topic, kept for ever, in no index. */
export function topicTraffic({ table, ids }: ResultsTable): TrafficStore {
  return {
    async findTraffic(topic) {
      const key = trafficKey(topic)
      const item = await table.get(key)
      return item && parseItem(shape, item, key)
    },

    putTraffic: (traffic) => putNextVersion(table, ids, trafficKey(traffic.topic), { ...traffic }),
  }
}
