import * as v from 'valibot'

import type { Strips } from '../../app/history/views/strips.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { byName, instant } from './fields.ts'
import { cell } from './monitor.ts'

export const strips = v.object({
  starts: v.pipe(v.array(instant), v.description('When each cell begins, oldest first.')),
  strips: byName(v.array(v.object({ cell, worst: cell }))),
}) satisfies v.GenericSchema<Answered<Pick<Strips, 'strips'>>>
