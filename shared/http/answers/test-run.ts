import * as v from 'valibot'

import type { TestNow } from '../../app/history/views/test-now.ts'
import type { TestRun } from '../../app/run/start-test.ts'
import { MAILBOX_PHASES, type PhaseName, SENDING_PHASES, SIDES } from '../../core/time/phases.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { count, growing, instant, millis, optional, text } from './fields.ts'
import { problem } from './monitor.ts'
import { logLine, runResult } from './run.ts'

export const startedTest = v.object({
  kind: v.pipe(
    v.picklist(['started', 'joined']),
    v.description('`joined`: one was under way, and this is that one.'),
  ),
  monitorId: text,
  runId: text,
  ref: text,
  location: text,
  askedAt: instant,
  timeoutMs: millis,
  maintenanceUntil: optional(instant),
  problems: v.array(problem),
}) satisfies v.GenericSchema<Answered<TestRun>>

const phaseEvent = v.object({
  side: v.picklist(SIDES),
  session: count,
  phase: growing<PhaseName>(
    [...new Set([...SENDING_PHASES, ...MAILBOX_PHASES])],
    'Each release may add some.',
  ),
  state: v.picklist(['begun', 'ended', 'broken-off']),
  ms: millis,
})

export const testNow = v.object({
  monitorId: text,
  runId: text,
  ref: text,
  location: text,
  askedAt: instant,
  state: v.picklist(['waiting', 'running', 'done', 'not-started']),
  overdue: optional(v.literal(true)),
  sentence: text,
  cursor: v.pipe(count, v.description('Given back as `after`: what follows comes next.')),
  lines: v.array(logLine),
  phases: v.array(phaseEvent),
  startedAt: optional(instant),
  until: optional(instant),
  result: optional(runResult),
}) satisfies v.GenericSchema<Answered<TestNow>>
