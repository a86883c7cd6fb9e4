import * as v from 'valibot'

import { locationsNow } from '../../app/monitors/list-locations.ts'
import { instant } from '../answers/fields.ts'
import { location } from '../answers/location.ts'
import { ok, route } from '../route.ts'

const locations = v.object({ at: instant, items: v.array(location) })

export const listLocations = route({
  method: 'get',
  path: '/locations',
  operationId: 'listLocations',
  tag: 'monitors',
  summary: 'Where monitors run: home, and every location that was deployed',
  description:
    'How many monitors are expected from each, when it was last heard from, and what lies in its queues.',
  needs: 'view',
  answers: { 200: { description: 'Every location, home first.', schema: locations } },
  handle: async (_request, { ports, probes, queues, stackVersion }) => {
    const [home] = probes?.locations ?? []
    const asked = {
      ...ports,
      ...(home !== undefined && { home }),
      ...(stackVersion !== undefined && { homeVersion: stackVersion }),
      ...(queues && { queues }),
    }
    return ok(await locationsNow(asked))
  },
})
