import * as v from 'valibot'

import type { ListedWindow } from '../../app/monitors/list-maintenance.ts'
import { WEEKDAYS } from '../../core/maintenance/window.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { count, instant, optional, text } from './fields.ts'
import { problem } from './monitor.ts'

const maintenanceWindow = v.object({
  mode: v.picklist(['mute', 'pause']),
  zone: text,
  start: v.pipe(
    v.string(),
    v.description('By the clocks of the zone: `2026-12-01T22:00`, or `22:00` on `days`.'),
  ),
  days: optional(v.array(v.picklist(WEEKDAYS))),
  durationMinutes: count,
  note: optional(text),
})

export const listedWindow = v.object({
  id: v.pipe(v.string(), v.description('Names it while it stands as it is written.')),
  monitorId: optional(text),
  tag: optional(text),
  monitorIds: optional(v.array(text)),
  number: count,
  state: v.picklist(['now', 'coming', 'over', 'misconfigured']),
  from: optional(instant),
  until: optional(instant),
  week: optional(
    v.pipe(
      v.array(v.object({ from: instant, until: instant })),
      v.description('Its times within seven days, also the one that it holds now.'),
    ),
  ),
  window: optional(maintenanceWindow),
  mistakes: optional(v.array(problem)),
}) satisfies v.GenericSchema<Answered<ListedWindow>>
