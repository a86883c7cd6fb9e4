import * as v from 'valibot'

import type { ListedAlert } from '../../app/history/views/alerts-told.ts'
import type { Transition } from '../../core/judging/state.ts'
import type { ToldAlert } from '../../core/judging/told-alert.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { STATE_WORDS } from '../../core/wording/state-words.ts'
import { growing, instant, optional, text } from './fields.ts'

const transition = growing<Transition>(
  Object.keys(STATE_WORDS) as Transition[],
  'What the alert says has happened.',
)

export const toldAlert = v.object({
  monitorId: text,
  alertId: text,
  transition,
  topic: text,
  createdAt: instant,
  toldAt: instant,
  digest: optional(v.literal(true)),
  messageId: optional(text),
  runId: optional(text),
  incidentId: optional(text),
  location: optional(text),
}) satisfies v.GenericSchema<Answered<ToldAlert>>

export const listedAlert = v.object({
  ...toldAlert.entries,
  name: text,
  state: text,
  run: optional(text),
}) satisfies v.GenericSchema<Answered<ListedAlert>>
