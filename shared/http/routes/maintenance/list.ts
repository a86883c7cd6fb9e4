import * as v from 'valibot'

import { listMaintenance, listedWindows } from '../../../app/monitors/list-maintenance.ts'
import { pageSchema } from '../../answers/fields.ts'
import { listedWindow } from '../../answers/maintenance.ts'
import { monitorIdField } from '../../request/fields.ts'
import { pageOf, pageQuery } from '../../request/page.ts'
import { ok, route } from '../../route.ts'
import { rowOf } from '../monitors/row-of.ts'

export const listWindows = route({
  method: 'get',
  path: '/maintenance',
  operationId: 'listWindows',
  tag: 'maintenance',
  summary: 'Maintenance windows of monitors, then those of tags',
  needs: 'view',
  query: { monitor: v.optional(monitorIdField), ...pageQuery },
  answers: { 200: { description: 'Some windows.', schema: pageSchema(listedWindow) } },
  problems: ['not-found'],
  async handle({ query: { monitor, ...page } }, home) {
    if (monitor !== undefined) await rowOf(monitor, home)
    const { ports } = home
    const owned = await listMaintenance(ports, monitor === undefined ? undefined : [monitor])
    const windows = listedWindows(owned, ports.clock.now())
    return ok(pageOf(windows, ({ monitorId, tag, number }) => `${monitorId ?? `tag ${tag}`}/${number}`, page))
  },
})
