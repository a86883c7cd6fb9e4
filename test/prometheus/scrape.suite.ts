import { readFileSync } from 'node:fs'

import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'

import { SECOND } from '../../shared/core/time/units.ts'
import { type Dashboard, expressionsOf } from '../docs/dashboard.ts'
import { ROOT } from '../support/project.ts'
import { removeRow } from '../support/remove-row.ts'
import { type ScrapingPrometheus, scrapingPrometheus } from './scraping-prometheus.ts'

const read = (name: string) => readFileSync(`${ROOT}/docs/${name}`, 'utf8')

let world: ScrapingPrometheus
beforeAll(async () => {
  world = await scrapingPrometheus()
})
afterAll(() => world.stop())

test('a real Prometheus scrapes with the key of the metrics, and takes what it gets for OpenMetrics', async () => {
  await expect.poll(() => world.values('up{job="roundtrip"}'), { timeout: 30_000 }).toEqual([1])
  expect(await world.values('roundtrip_success{monitor="shop"}')).toEqual([1])
  expect(await world.values('roundtrip_success{monitor="lost"}')).toEqual([0])
  // So a family is called in OpenMetrics alone.
  expect(await world.metadata('roundtrip_runs')).toMatchObject([{ type: 'counter' }])
})

test('without the key it gets nothing', async () => {
  await expect.poll(() => world.values('up{job="without-key"}'), { timeout: 30_000 }).toEqual([0])
  expect(await world.values('count({__name__=~"roundtrip_.+", job="without-key"})')).toEqual([])
})

test('it can answer all that rules, dashboard and page ask', async () => {
  const { groups } = parse(read('prometheus/alerts.yml')) as { groups: { rules: { expr: string }[] }[] }
  const expressions = [
    ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ...expressionsOf(JSON.parse(read('prometheus/dashboard.json')) as Dashboard).map(({ expr }) => expr),
    ...[...read('metrics.md').matchAll(/^```promql\n([^]*?)^```$/gm)].map(([, text = '']) => text),
  ]
  for (const expression of expressions) {
    const asked = expression.replaceAll('$__range', '1h').replaceAll(/\$(monitor|location)/g, '.*')
    await expect(world.values(asked), expression).resolves.toBeInstanceOf(Array)
  }
  expect(await world.values('roundtrip_health{health="down"} == 1')).toEqual([1])
})

test('a monitor that is removed is gone with the next scrape', async () => {
  expect(await world.values('roundtrip_incident_open{monitor="shop"}')).toEqual([0])
  await removeRow(world.monitors, 'shop')
  await world.clock.advance(10 * SECOND)
  await expect
    .poll(() => world.values('roundtrip_incident_open{monitor="shop"}'), { timeout: 30_000 })
    .toEqual([])
  expect(await world.values('roundtrip_incident_open{monitor="lost"}')).toEqual([1])
})
