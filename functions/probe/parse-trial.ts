import * as v from 'valibot'

import type { TrialRequest } from '../../shared/core/run/trial.ts'

const schema = v.object({ trial: v.pipe(v.string(), v.regex(/^[0-9a-f]{20}$/)), location: v.string() })

/** The trial that an event asks for at `location`; `undefined`: it asks for something else. */
export function parseTrial(event: unknown, location: string): TrialRequest | undefined {
  const parsed = v.safeParse(schema, event)
  if (!parsed.success || parsed.output.location !== location) return undefined
  return { trialId: parsed.output.trial, location }
}
