import { stringify } from 'csv-stringify/sync'
import * as v from 'valibot'

import { type MonthReport, monthReport as reportOf } from '../../../app/history/views/lists/month-report.ts'
import { monthReport } from '../../answers/report.ts'
import { accepted } from '../../request/accepted.ts'
import { monthField, percentField, textField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'

export const getMonthReport = route({
  method: 'get',
  path: '/reports/month',
  operationId: 'getMonthReport',
  tag: 'reports',
  summary: 'What a month came to, over all monitors and for each',
  description:
    'Months are in UTC, summed up each night at 00:30 UTC; the last 13 are known. ' +
    'Runs in maintenance and inconclusive ones are left out.',
  needs: 'view',
  query: {
    month: monthField,
    tag: v.optional(textField('Only monitors that have this tag now.')),
    goal: v.optional(percentField('A goal of availability in percent.')),
  },
  headers: { Accept: { description: '`text/csv` for a line a monitor (RFC 4180); else JSON.' } },
  answers: { 200: { description: 'The month.', schema: monthReport, texts: ['text/csv'] } },
  async handle({ query, header }, { ports }) {
    const report = await reportOf(query, ports)
    if (accepted(header('accept'), ['application/json', 'text/csv']) === 'application/json') return ok(report)
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="roundtrip-${query.month}.csv"`,
    }
    return { status: 200, body: csvOf(report), headers }
  },
})

/** As `roundtrip export availability --month` names the columns. */
const COLUMNS = [
  ...['monitorId', 'name', 'month', 'availability', 'runs', 'ok', 'downMs', 'incidents', 'lastDay'],
  'goalKept',
]

/** What somebody named a monitor cannot be taken for a formula by whoever opens the file. */
function csvOf({ month, monitors }: MonthReport): string {
  const lines = monitors.map(({ monitorId, name, lastDay, figures, goal }) => ({
    ...figures,
    ...{ monitorId, name, month, lastDay },
    goalKept: goal && String(goal.kept),
  }))
  return stringify(lines, { header: true, columns: COLUMNS, escape_formulas: true })
}
