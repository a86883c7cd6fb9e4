import * as v from 'valibot'

import type { LoginPlace, TlsSeenStore } from '../../../app/ports/stores/tls-seen.ts'
import { SIDES } from '../../../core/time/phases.ts'
import type { ResultsTable } from '../access/results-table.ts'
import { tlsSeenKey } from '../items/keys.ts'
import { SCHEMA_VERSION, parseItem } from '../items/parse-item.ts'

/** Most servers that are remembered of one side of a monitor: the latest. */
const MOST_SERVERS = 20

const shape = v.object({ servers: v.array(v.string()) })

/**
 * The items `tls#<side>`: at most two a monitor, kept as long as it has a row. Of two who put one at once the
 * later wins; what the other saw is put by the next process that sees it.
 */
export function tlsSeen({ table }: ResultsTable): TlsSeenStore {
  const noted = new Set<string>()

  async function find({ monitorId, side }: LoginPlace): Promise<readonly string[]> {
    const key = tlsSeenKey(monitorId, side)
    const item = await table.get(key)
    return item ? parseItem(shape, item, key).servers : []
  }

  return {
    async wasTlsSeen(place) {
      const isSeen = (await find(place)).includes(place.server)
      if (!isSeen) noted.delete(nameOf(place))
      return isSeen
    },

    async noteTlsSeen(place) {
      if (noted.has(nameOf(place))) return
      const { monitorId, side, server } = place
      const standing = await find(place)
      if (!standing.includes(server)) {
        const servers = [...standing, server].slice(-MOST_SERVERS)
        await table.put(tlsSeenKey(monitorId, side), { servers, schemaVersion: SCHEMA_VERSION })
      }
      noted.add(nameOf(place))
    },

    async dropTlsSeen(monitorId) {
      for (const side of SIDES) {
        await table.delete(tlsSeenKey(monitorId, side))
        for (const name of noted) if (name.startsWith(`${monitorId} ${side} `)) noted.delete(name)
      }
    },
  }
}

function nameOf({ monitorId, side, server }: LoginPlace): string {
  return `${monitorId} ${side} ${server}`
}
