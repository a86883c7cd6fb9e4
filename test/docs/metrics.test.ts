import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

import { MARKS, HEALTHS } from '../../shared/core/history/views/health.ts'
import { MAILBOX_PHASES, SENDING_PHASES } from '../../shared/core/time/phases.ts'
import { METRICS } from '../../shared/http/metrics/metrics.ts'
import { ROOT } from '../support/project.ts'
import { type Dashboard, expressionsOf } from './dashboard.ts'
import { metricsIn, unknownIn } from './promql.ts'

const read = (name: string) => readFileSync(`${ROOT}/docs/${name}`, 'utf8')
const PAGE = read('metrics.md')
const DASHBOARD = JSON.parse(read('prometheus/dashboard.json')) as Dashboard
const { groups } = parse(read('prometheus/alerts.yml')) as {
  groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[]
}
const RULES = groups.flatMap(({ rules }) => rules)

const code = (text: string) => `\`${text}\``

describe('the page of the metrics', () => {
  test('has a row for each, as it is declared', () => {
    const rows = PAGE.split('\n').filter((line) => line.startsWith('| `roundtrip_'))
    const declared = METRICS.map(({ name, type, per, labels, help }) => {
      const more = [...(per === 'location' ? ['location'] : []), ...labels].map(code).join(', ')
      return `| ${code(name)} | ${type} | ${more} | ${help} |`
    })
    expect(rows).toEqual(declared)
  })

  test('names every value that the labels health, mark and phase have', () => {
    const values = [...HEALTHS, ...MARKS, ...SENDING_PHASES, ...MAILBOX_PHASES, 'transit']
    expect(values.filter((value) => !PAGE.includes(code(value)))).toEqual([])
  })

  test('asks in its examples for what there is', () => {
    const examples = [...PAGE.matchAll(/^```promql\n([^]*?)^```$/gm)].map(([, text = '']) => text)
    expect(examples.length).toBeGreaterThan(2)
    expect(examples.flatMap((example) => unknownIn(example))).toEqual([])
    expect(metricsIn(PAGE).filter((name) => !METRICS.some((metric) => metric.name === name))).toEqual([])
  })
})

test.each(RULES)('the alert rule $alert asks for and tells what there is', ({ expr, annotations }) => {
  expect(unknownIn(expr, Object.values(annotations).join(' '))).toEqual([])
})

describe('the dashboard', () => {
  test.each(expressionsOf(DASHBOARD))(
    '"$title" asks for and shows what there is: $expr',
    ({ expr, legendFormat }) => {
      expect(metricsIn(expr)).not.toEqual([])
      expect(unknownIn(expr, legendFormat)).toEqual([])
    },
  )

  test('chooses among labels that there are', () => {
    const queries = DASHBOARD.templating.list.flatMap(({ definition }) => definition ?? [])
    const asked = queries.map((query) => /^label_values\((\w+(?:\{.*\})?), (\w+)\)$/.exec(query) ?? [])
    expect(asked.map(([, series = '', label = '']) => unknownIn(series, `{{${label}}}`))).toEqual([[], []])
  })

  test('uses only variables that it has or that are of Grafana', () => {
    const own = DASHBOARD.templating.list.map(({ name }) => name)
    const used = [...JSON.stringify(DASHBOARD).matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name)
    expect([...new Set(used)].filter((name) => !own.includes(name) && !name.startsWith('__'))).toEqual([])
  })

  test('has no two panels of one id or in one place', () => {
    const ids = DASHBOARD.panels.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const cells = DASHBOARD.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
  })
})

describe('what a question asks for that there is not', () => {
  test.each([
    ['roundtrip_sucess == 0', 'roundtrip_sucess'],
    ['roundtrip_success{monitr="a"}', 'monitr'],
    ['roundtrip_health{location="a"}', 'location'],
    ['sum by (reasn) (rate(roundtrip_runs_total[1h]))', 'reasn'],
  ])('%s', (expression, unknown) => {
    expect(unknownIn(expression)).toEqual([unknown])
  })

  test('a label that is shown and that the metric has not', () => {
    expect(unknownIn('roundtrip_health == 1', '{{ $labels.monitor }} {{location}}')).toEqual(['location'])
  })
})
