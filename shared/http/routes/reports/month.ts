import * as v from 'valibot'

import { MOST_BY_DAYS, monthReport as reportOf } from '../../../app/history/views/report/month-report.ts'
import { monthReport } from '../../answers/report.ts'
import { invalidQuery } from '../../problem.ts'
import { accepted } from '../../request/accepted.ts'
import { monthField, oneOfField, percentField, textField } from '../../request/fields.ts'
import { ok, route } from '../../route.ts'
import { REPORT_TABLES, reportCsv } from './month-csv.ts'

export const getMonthReport = route({
  method: 'get',
  path: '/reports/month',
  operationId: 'getMonthReport',
  tag: 'reports',
  summary: 'What a month came to: for all monitors and each, by location, by hour of day, and its incidents',
  description:
    'The month is that of the setting `reportZone`, whoever asks. Runs in maintenance, inconclusive ones and those ' +
    'that skipped a refused login are left out; a failure that an immediate second run did not confirm is OK.',
  needs: 'view',
  query: {
    month: monthField,
    tag: v.optional(textField('Only monitors that have this tag now.')),
    goal: v.optional(percentField('A goal of availability in percent.')),
    table: v.optional(oneOfField('Which table CSV is of; default `monitors`.', REPORT_TABLES)),
  },
  headers: { Accept: { description: '`text/csv` for one table (RFC 4180); else JSON.' } },
  answers: { 200: { description: 'The month.', schema: monthReport, texts: ['text/csv'] } },
  async handle({ query: { table = 'monitors', ...question }, header }, { ports, reportZone }) {
    const report = await reportOf(question, reportZone, ports)
    if (accepted(header('accept'), ['application/json', 'text/csv']) === 'application/json') return ok(report)
    const body = reportCsv(report, table)
    if (body === undefined)
      throw invalidQuery('table', `${table} are counted of at most ${MOST_BY_DAYS} monitors: choose a tag`)
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="roundtrip-${report.month}-${table}.csv"`,
    }
    return { status: 200, body, headers }
  },
})
