import { expect, test } from 'vitest'

import { exposition } from '../../../shared/http/metrics/exposition.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { failed, figuresOf, oneOfEach, row } from './metrics-world.ts'

/** What Prometheus 2.42 sends. */
const OPEN_METRICS =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,' +
  'text/plain;version=0.0.4;q=0.5,*/*;q=0.1'

const bodyOf = async (...question: Parameters<typeof figuresOf>) =>
  (await exposition(await figuresOf(...question), OPEN_METRICS)).body

test('a monitor of each kind, as OpenMetrics', async () => {
  const { contentType, body } = await exposition(await oneOfEach(), OPEN_METRICS)
  expect(contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8')
  await expect(body).toMatchFileSnapshot('../../golden/metrics.txt')
})

test('who does not accept OpenMetrics gets the older text format, where a counter has its whole name', async () => {
  const figures = await oneOfEach()
  for (const accept of [undefined, '*/*', 'text/plain;version=0.0.4', 'text/html']) {
    const { contentType, body } = await exposition(figures, accept)
    expect(contentType).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(body).toContain('\n# TYPE roundtrip_runs_total counter\n')
    expect(body).not.toContain('# EOF')
  }
})

test('the end is marked once, in the last line, and no line is empty: else Prometheus refuses all of it', async () => {
  for (const body of [
    await bodyOf([]),
    await bodyOf([row('shop')], [deliveredResult({ monitorId: 'shop' })]),
  ]) {
    const lines = body.split('\n')
    expect(lines.slice(-2)).toEqual(['# EOF', ''])
    expect(
      lines.slice(0, -2).filter((line) => line === '' || line === '# EOF' || line.includes('\r')),
    ).toEqual([])
  }
})

test('OpenMetrics names a counter without _total and its series with it, once', async () => {
  const body = await bodyOf([row('shop')], [lostResult({ monitorId: 'shop' })])
  expect(body).toContain('# TYPE roundtrip_runs counter\n')
  expect(body).toContain(
    'roundtrip_runs_total{monitor="shop",location="local",result="failed",reason="message-not-delivered"} 1\n',
  )
  expect(body).not.toContain('_total_total')
})

test('no two lines are of one series, and each metric stands together', async () => {
  const lines = (await exposition(await oneOfEach(), OPEN_METRICS)).body.split('\n')
  const series = lines.filter((line) => !line.startsWith('#')).map((line) => line.replace(/ \S+$/, ''))
  expect(new Set(series).size).toBe(series.length)
  const types = lines.filter((line) => line.startsWith('# TYPE'))
  expect(new Set(types).size).toBe(types.length)
})

test('an id that somebody typed into the table breaks no line', async () => {
  const body = await bodyOf([row('13" \\ shop\n# EOF\nroundtrip_success 1')])
  expect(body).toContain('{monitor="13\\" \\\\ shop\\\\x0a# EOF\\\\x0aroundtrip_success 1"} 0\n')
  expect(body.match(/^# EOF$/gm)).toHaveLength(1)
})

test('values carry no timestamp of their own, or Prometheus would drop them as old', async () => {
  const body = await bodyOf([row('shop')], [deliveredResult({ monitorId: 'shop' })])
  for (const line of body.split('\n').filter((one) => one.startsWith('roundtrip'))) {
    expect(line).toMatch(/^\w+\{[^}]*\} -?[0-9.]+(e-?\d+)?$/)
  }
})

test('there is nothing of the process, and nothing twice when it is asked twice', async () => {
  const figures = await figuresOf([row('shop')], [deliveredResult({ monitorId: 'shop' })])
  const first = await exposition(figures, OPEN_METRICS)
  expect(await exposition(figures, OPEN_METRICS)).toEqual(first)
  const names = [...first.body.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name)
  expect(names.filter((name) => !name.startsWith('roundtrip_'))).toEqual([])
  expect(await exposition([], OPEN_METRICS)).not.toMatchObject({
    body: expect.stringContaining('shop') as string,
  })
})

test('a failed run has no round trip, and one that could not tell no success', async () => {
  const body = await bodyOf(
    [row('down'), row('unsure'), row('untried')],
    [
      failed({ monitorId: 'down', roundTripMs: 4 }),
      failed({ monitorId: 'unsure', status: 90, outcome: 'inconclusive', reason: 'internal-error' }),
      failed({ monitorId: 'untried', tried: false, refusedAt: NOON - MINUTE }),
    ],
  )
  expect(body).not.toContain('roundtrip_round_trip_seconds{')
  expect(body.match(/^roundtrip_success.*$/gm)).toEqual([
    'roundtrip_success{monitor="down",location="local"} 0',
  ])
})

test('the phases of a run that two processes made are none', async () => {
  const body = await bodyOf([row('shop')], [deliveredResult({ monitorId: 'shop', warnings: ['taken-over'] })])
  expect(body).not.toContain('roundtrip_phase_seconds{')
})
