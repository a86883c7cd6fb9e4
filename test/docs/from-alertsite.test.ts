import { readFileSync } from 'node:fs'
import path from 'node:path'

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { resolveSettings } from '../../cdk/settings/resolve-settings.ts'
import { describeProblems, parseMonitor } from '../../shared/core/definition/parse-monitor.ts'
import { REASONS, REASON_STATUS, STATUS_NAMES } from '../../shared/core/run/statuses.ts'
import { ROOT } from '../support/project.ts'

const DOCS = path.join(ROOT, 'docs')
const PAGE = readFileSync(path.join(DOCS, 'from-alertsite.md'), 'utf8')

/** An object as TypeScript writes it, without comments, is YAML too, and so is JSON. */
const EXAMPLES = [...PAGE.matchAll(/^```(?:ts|json)\n([^]*?)^```$/gm)].map(
  ([, text = '']) => parse(text) as Record<string, unknown>,
)

const ROWS = [...PAGE.matchAll(/^\| (.*) \|$/gm)].map(([, row = '']) => row.split(' | '))

describe('the page for users of AlertSite', () => {
  test.each(EXAMPLES)('has an example that can be deployed: %j', (example) => {
    expect(mistakesIn(example)).toBe('')
  })

  test.each([
    ...['Site Type', 'Email Address', 'POP3 Server', 'Userid', 'Password', 'SMTP Server', 'Timeout'],
    ...['Check Every', 'Site Name', 'Site Plan', 'Notify on Error?', 'Locations', 'Submit', 'Test on Demand'],
  ])('says where the setting %s is', (setting) => {
    const section = PAGE.slice(PAGE.indexOf('## Settings'), PAGE.indexOf('## Alerts'))
    expect(section).toMatch(new RegExp(`^\\| ${setting.replace('?', '\\?')}`, 'm'))
  })

  test.each(Object.keys(STATUS_NAMES).map(Number))('says what becomes of status %i', (status) => {
    const row = ROWS.find(([number]) => number === String(status))
    const reasons = [...(row?.[2] ?? '').matchAll(/`([a-z-]+)`/g)].map(([, reason]) => reason)
    expect(reasons).toEqual(REASONS.filter((reason) => REASON_STATUS[reason] === status))
  })

  test('names no field that there is not', () => {
    const fields = new Set(
      [...PAGE.matchAll(/`((?:mailbox|smtp)\.[a-z]+)`/g)].map(([, field = '']) => field.split('.')),
    )
    expect(fields.size).toBeGreaterThan(5)
    for (const [section = '', field = ''] of fields) {
      expect(mistakesIn({ [section]: { [field]: null } })).not.toContain('there is no such field')
    }
  })
})

describe('a row that says where something is', () => {
  const [example = {}] = EXAMPLES
  test.each<[string, Record<string, unknown>]>([
    ['SMTP Server left blank', { smtp: undefined }],
    ['Locations', { locations: ['eu-west-1', 'us-east-1'] }],
    ['the other modes', { locations: ['home', 'berlin'], locationMode: 'rotate' }],
    ['the other modes', { locations: ['home', 'berlin'], alerts: [{ verify: 'elsewhere' }] }],
    ['an error is checked again', { alerts: [{ verify: true }] }],
    ['start after so many errors', { alerts: [{ afterFailures: 2, repeatMinutes: 60, maxAlerts: 3 }] }],
    ['escalate', { alerts: [{}, { afterFailures: 3, topic: 'oncall' }] }],
    ['all clear', { alerts: [{ onRecovery: false }] }],
    ['performance alerts', { slow: { roundTrip: 5 }, alerts: [{ onSlow: 2 }] }],
  ])('is true: %s: %j', (row, change) => {
    expect(ROWS.find(([first = '']) => first.startsWith(row))?.[1]).not.toContain('**not yet**')
    expect(mistakesIn({ ...example, ...change })).toBe('')
  })

  test('default locations of the account', () => {
    expect(resolveSettings({ locations: ['eu-west-1'] }).ok).toBe(false)
  })
})

test('its links lead to headings that there are', () => {
  const headings = [...PAGE.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^a-z -]/g, '')
      .replaceAll(' ', '-'),
  )
  for (const [, anchor] of PAGE.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor)
})

function mistakesIn(definition: unknown): string {
  return (['stack', 'table'] as const)
    .map((source) => parseMonitor(definition, source))
    .map((result) => (result.ok ? '' : describeProblems(result.problems)))
    .join('')
}
