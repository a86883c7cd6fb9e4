import { readFileSync } from 'node:fs'
import path from 'node:path'

import { App, Stack } from 'aws-cdk-lib'
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'

import { FixedAddress } from '../../cdk/location/fixed-address.ts'
import { METRIC_NAMESPACE } from '../../functions/contract.ts'
import { nextLookAt } from '../../shared/core/grant/grant-schedule.ts'
import { renewAt } from '../../shared/core/grant/grant-times.ts'
import { HOUR } from '../../shared/core/time/units.ts'
import { unitsWorld } from '../bench/units-world.ts'
import { readable, templateOf } from '../cdk/synthesized.ts'
import { addressPrices } from './cost-additions.ts'
import { type NetworkFacts, STORED, type StackFacts, UNITS } from './cost-model.ts'
import { costTables } from './cost-tables.ts'
import { ROOT } from '../support/project.ts'
import { longTest } from '../support/thorough.ts'

const PAGE = path.join(ROOT, 'docs/cost.md')
const BLOCK = /(?<=^<!-- figures: (\w+) -->\n)[^]*?(?=^<!-- end -->$)/gm

const page = readFileSync(PAGE, 'utf8')
const stack = stackFacts(templateOf())
const berlin = new Stack(new App({ treeMetadata: false }), 'Roundtrip-berlin')
new FixedAddress(berlin, 'Network')
const network = networkOf(berlin)
const tables = costTables(stack, network)

test('docs/cost.md says what the prices, the counted units and the template come to; `vitest -u` writes it anew', async () => {
  const names = [...page.matchAll(BLOCK)].map(([, name]) => name)
  expect(names.sort()).toEqual(Object.keys(tables).sort())
  const filled = page.replace(BLOCK, (_, name: string) => `${tables[name] ?? ''}\n`)
  await expect(filled).toMatchFileSnapshot(PAGE)
})

test('what a fixed address costs is the same in docs/locations.md and at synth', () => {
  const { all, gateway, address, eachGb } = addressPrices(network)
  const locations = readFileSync(path.join(ROOT, 'docs/locations.md'), 'utf8')
  expect(locations).toContain(
    `**Price**: about ${all} a month (NAT gateway ${gateway}, public address ${address}), and ${eachGb} for each GB.`,
  )
  expect(locations).toContain(`costs ${address} a month until you release it`)
  const said = `about ${all} a month (NAT gateway and public address, us-east-1), and ${eachGb} for each GB`
  expect(Annotations.fromStack(berlin).findInfo('*', Match.stringLikeRegexp('fixed address'))).toMatchObject([
    { entry: { data: expect.stringContaining(said) as string } },
  ])
})

longTest('the units are those that functions of today are billed for', async () => {
  const world = await unitsWorld(4)
  try {
    const { logOctets: logged, ...good } = UNITS.good
    const [one, next] = [await world.run(), await world.run()]
    expect({ reads: one.reads, writes: (one.writes + next.writes) / 2 }).toEqual(good)
    // Longer or shorter by the digits of a duration.
    expect(Math.abs(one.logOctets - logged)).toBeLessThan(10)
    const pass = await world.pass()
    // Every fifth one reads the locations too: a tenth of a cent a month.
    expect([0, 1]).toContain(pass.reads - UNITS.pass.reads)
    expect(pass.writes).toBe(UNITS.pass.writes)
    expect(await world.reconcile()).toMatchObject(UNITS.repair)
    expect(await world.event()).toMatchObject(UNITS.event)
    const { reads, writes } = await world.summary(144)
    // Likewise a result.
    expect(Math.abs(reads - UNITS.summary.reads(144))).toBeLessThanOrEqual(1)
    expect(writes).toBe(UNITS.summary.writes)
    const sizes = [...(await world.sizes())]
    const octets = (kind: string) =>
      Math.max(...sizes.filter(([sortKey]) => sortKey.startsWith(kind)).map(([, size]) => size))
    expect(octets('run#') / STORED.result).toBeCloseTo(1, 1)
    expect(octets('log#') / STORED.goodLog).toBeCloseTo(1, 0)
    expect(octets('mail#') / STORED.event).toBeCloseTo(1, 0)
  } finally {
    await world.close()
  }
})

test('three dashboards of up to 50 metrics are free, and ours is such a one', () => {
  expect(stack.dashboards).toBe(1)
  expect(stack.dashboardMetrics).toBeLessThanOrEqual(50)
})

function networkOf(stack: Stack): NetworkFacts {
  const template = Template.fromStack(stack)
  const all = (type: string) => Object.keys(template.findResources(type)).length
  return { gateways: all('AWS::EC2::NatGateway'), addresses: all('AWS::EC2::EIP') }
}

interface Resource {
  Properties: {
    /** Of an alarm that adds up several metrics; what adds them up stands among them. */
    Metrics?: { MetricStat?: object }[]
    DashboardBody?: unknown
    MemorySize?: number
  }
}

/** As AWS bills it. Rules are none of it: those on a schedule cost nothing. */
function stackFacts(template: Template): StackFacts {
  const all = (type: string) => Object.entries(template.findResources(type)) as [string, Resource][]
  const propertiesOf = (type: string) => all(type).map(([, { Properties }]) => Properties)
  const alarms = propertiesOf('AWS::CloudWatch::Alarm')
  const metricsOfAlarms = alarms.map(
    ({ Metrics }) => Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1,
  )
  const dashboards = propertiesOf('AWS::CloudWatch::Dashboard')
  const shown = dashboards.flatMap(({ DashboardBody }) => metricsOn(readable(DashboardBody)))
  const own = shown.filter(([namespace]) => namespace === METRIC_NAMESPACE)
  const memoryGb = (name: string) => {
    const found = all('AWS::Lambda::Function').find(([id]) => id.startsWith(name))
    return (found?.[1].Properties.MemorySize ?? NaN) / 1024
  }
  return {
    alarms: alarms.length,
    alarmMetrics: metricsOfAlarms.reduce((all, some) => all + some, 0),
    ownMetrics: new Set(own.map(([, name]) => name)).size,
    dashboards: dashboards.length,
    dashboardMetrics: new Set(shown.map((metric) => JSON.stringify(metric))).size,
    topics: all('AWS::SNS::Topic').length,
    probeGb: memoryGb('Probe'),
    watchdogGb: memoryGb('WatchdogWatch'),
  }
}

/** Each as namespace, name and dimensions. */
function metricsOn(body: string): string[][] {
  const { widgets } = JSON.parse(body) as { widgets: { properties: { metrics?: unknown[][] } }[] }
  return widgets.flatMap(({ properties: { metrics = [] } }) =>
    metrics.map((metric) => metric.filter((part): part is string => typeof part === 'string')),
  )
}

test('the page says how often a grant is looked at, and its token renewed', () => {
  const month = 730 * HOUR
  let calls = 0
  let requests = 0
  let life = { issuedAt: 0, expiresAt: HOUR }
  for (let now = nextLookAt(life, 0); now < month; now = nextLookAt(life, now)) {
    calls += 1
    if (now < renewAt(life)) continue
    requests += 1
    life = { issuedAt: now, expiresAt: now + HOUR }
  }
  const inHundreds = (count: number) => (Math.round(count / 100) * 100).toLocaleString('en-US')
  expect(page).toContain(
    `some ${inHundreds(calls)} calls a month, of which ${inHundreds(requests)} ask the token endpoint`,
  )
})
