import * as v from 'valibot'

import { strips as stripsOf } from '../../../app/history/views/strips.ts'
import { isoInstant } from '../../../core/time/units.ts'
import { strips as stripsAnswer } from '../../answers/strips.ts'
import { countField, listField, oneOfField, zoneField } from '../../request/fields.ts'
import { invalidQuery } from '../../problem.ts'
import { ok, route } from '../../route.ts'

/** What `strips` tells of, at the most, and what keeps an answer small. */
const MOST = { hour: 2160, day: 90 }
const MOST_CELLS = 50_000
const DEFAULT_COUNT = 30

export const getStrips = route({
  method: 'get',
  path: '/strips',
  operationId: 'getStrips',
  tag: 'reports',
  summary: 'Hours or days of some monitors at a glance',
  description: `The last \`count\` hours or days, the one that holds now included; at most ${MOST_CELLS} cells.`,
  needs: 'view',
  query: {
    ids: listField('Ids of 1 to 100 monitors, parted by commas. One that there is not has empty cells.'),
    by: v.optional(oneOfField('What a cell is; default `day`.', ['hour', 'day'])),
    count: v.optional(
      countField('How many: 90 days at most, or 2,160 hours.', { most: MOST.hour, byDefault: DEFAULT_COUNT }),
    ),
    zone: v.optional(zoneField),
  },
  answers: { 200: { description: 'Cells by monitor.', schema: stripsAnswer } },
  async handle({ query }, { ports }) {
    const { ids: monitorIds, by = 'day', count = DEFAULT_COUNT, zone = 'UTC' } = query
    if (count > MOST[by]) throw invalidQuery('count', `expected at most ${MOST[by]} ${by}s`)
    if (count * monitorIds.length > MOST_CELLS) {
      throw invalidQuery('count', `expected at most ${MOST_CELLS} cells of all monitors`)
    }
    const { starts, strips } = await stripsOf({ monitorIds, by, count, zone }, ports)
    return ok({ starts: starts.map(isoInstant), strips })
  },
})
