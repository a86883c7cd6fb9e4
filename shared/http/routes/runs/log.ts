import * as v from 'valibot'

import type { RunLog } from '../../../app/history/views/around-run.ts'
import { reportForProvider } from '../../../app/history/views/provider/report-for-provider.ts'
import { maskedLog } from '../../../core/history/views/provider/mask-addresses.ts'
import { providerHtml } from '../../../core/history/views/provider/provider-html.ts'
import { reportName } from '../../../core/history/views/provider/provider-report.ts'
import { providerText } from '../../../core/history/views/provider/provider-text.ts'
import type { LogLine } from '../../../core/run/run.ts'
import { isoInstant } from '../../../core/time/units.ts'
import { text } from '../../answers/fields.ts'
import { logLine } from '../../answers/run.ts'
import { Problem } from '../../problem.ts'
import { accepted } from '../../request/accepted.ts'
import { countField, monitorIdField, oneOfField, runField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'
import { foundRun } from './found-run.ts'

/** More than any log has: it is 64 KB at most, compressed. */
const MOST_LINES = 1_000_000

/** The forms of the report for a provider, with the ending of a file. */
const REPORTS = {
  'text/plain': { laidOut: providerText, ending: 'txt' },
  'text/html': { laidOut: providerHtml, ending: 'html' },
} as const

export const getRunLog = route({
  method: 'get',
  path: '/monitors/{monitorId}/runs/{run}/log',
  operationId: 'getRunLog',
  tag: 'runs',
  summary: 'The diagnostic log of a run, as JSON, or as a report to send to a mail provider',
  description:
    'What was said to both servers, and what they answered. Passwords are hidden in it. Logs are kept for 30 days, those of failed runs for 180. The report, as text or as one HTML file, has both dialogues with their times, the ids of the message, and the last good run beside it.',
  needs: 'view',
  params: { monitorId: monitorIdField, run: runField },
  query: {
    after: v.optional(
      countField('JSON alone: how many lines have been read; those after them are answered.', {
        least: 0,
        most: MOST_LINES,
        byDefault: 0,
      }),
    ),
    mask: v.optional(oneOfField('`true`: without the names in email addresses.', ['true'])),
  },
  headers: { Accept: { description: '`text/plain` or `text/html` for the report; else JSON.' } },
  answers: {
    200: {
      description: 'The lines, or the report.',
      schema: v.object({ ref: text, items: v.array(logLine) }),
      texts: ['text/plain', 'text/html'],
      headers: { 'Content-Disposition': 'Of the report: the name of the file.' },
    },
  },
  problems: ['not-found'],
  async handle({ params, query: { after = 0, mask: wished }, header }, home) {
    const view = await foundRun(params, home)
    const lines = linesOf(view.log, view.ref)
    const mask = wished === 'true'
    const type = accepted(header('accept'), ['application/json', 'text/plain', 'text/html'])
    if (type === 'application/json')
      return ok({ ref: view.ref, items: (mask ? maskedLog(lines) : lines).slice(after) })
    const { laidOut, ending } = REPORTS[type]
    return {
      status: 200,
      body: laidOut(await reportForProvider(view, lines, { mask }, home.ports)),
      headers: {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': `attachment; filename="${reportName(view.run, { mask })}.${ending}"`,
      },
    }
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
