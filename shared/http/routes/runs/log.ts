import * as v from 'valibot'

import type { RunLog } from '../../../app/history/views/around-run.ts'
import type { LogLine } from '../../../core/run/run.ts'
import { isoInstant } from '../../../core/time/units.ts'
import { logLines } from '../../../core/wording/words/log-lines.ts'
import { text } from '../../answers/fields.ts'
import { logLine } from '../../answers/run.ts'
import { Problem } from '../../problem.ts'
import { accepted } from '../../request/accepted.ts'
import { countField, monitorIdField, runField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'
import { foundRun } from './found-run.ts'

/** More than any log has: it is 64 KB at most, compressed. */
const MOST_LINES = 1_000_000

export const getRunLog = route({
  method: 'get',
  path: '/monitors/{monitorId}/runs/{run}/log',
  operationId: 'getRunLog',
  tag: 'runs',
  summary: 'The diagnostic log of a run: what was said to both servers, and what they answered',
  description: 'Passwords are hidden in it. Logs are kept for 30 days, those of failed runs for 180.',
  needs: 'view',
  params: { monitorId: monitorIdField, run: runField },
  query: {
    after: v.optional(
      countField('How many lines have been read; those after them are answered.', {
        least: 0,
        most: MOST_LINES,
        byDefault: 0,
      }),
    ),
  },
  headers: { Accept: { description: '`text/plain` for lines to read; else JSON.' } },
  answers: {
    200: {
      description: 'The lines.',
      schema: v.object({ ref: text, items: v.array(logLine) }),
      texts: ['text/plain'],
    },
  },
  problems: ['not-found'],
  async handle({ params, query: { after = 0 }, header }, home) {
    const { ref, log } = await foundRun(params, home)
    const items = linesOf(log, ref).slice(after)
    if (accepted(header('accept'), ['application/json', 'text/plain']) === 'application/json') {
      return ok({ ref, items })
    }
    const body = logLines(items).map((line) => `${line}\n`)
    return { status: 200, body: body.join(''), headers: { 'content-type': 'text/plain; charset=utf-8' } }
  },
})

/** Throws `Problem` where it is kept no longer. */
function linesOf(log: RunLog, ref: string): readonly LogLine[] {
  switch (log.kind) {
    case 'kept':
      return log.lines
    case 'expired':
      throw new Problem('not-found', { detail: `the log of ${ref} was kept until ${isoInstant(log.at)}` })
    case 'missing':
      throw new Problem('not-found', { detail: `${ref} has no log` })
    default:
      return log satisfies never
  }
}
