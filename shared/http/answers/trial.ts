import * as v from 'valibot'

import type { TrialNow } from '../../app/history/views/trial-now.ts'
import type { StartedTrial } from '../../app/run/start-trial.ts'
import type { Answered } from '../../core/time/answer-text.ts'
import { instant, millis, optional, text } from './fields.ts'
import { testNow } from './test-run.ts'

export const startedTrial = v.object({
  trialId: text,
  location: text,
  askedAt: instant,
  timeoutMs: millis,
}) satisfies v.GenericSchema<Answered<Omit<StartedTrial & { kind: 'started' }, 'kind'>>>

const { monitorId: _monitorId, runId: _runId, ref: _ref, ...progress } = testNow.entries

export const trialNow = v.object({
  trialId: text,
  ...progress,
  state: v.pipe(
    v.picklist([...testNow.entries.state.options, 'interrupted']),
    v.description('`interrupted`: its process ended without a result.'),
  ),
  leftToken: optional(
    v.pipe(text, v.description('In the subject of a test message that may be left in the mailbox.')),
  ),
  advice: v.pipe(v.array(text), v.description('What to do, the likely cause first; of a run that failed.')),
}) satisfies v.GenericSchema<Answered<TrialNow>>
