import type { Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'

import { appOf, mistakesIn, readable, rulesOfMonitors, templatesOf } from './synthesized.ts'
import { at, home, monitors, removed, resources, settings, templates, there } from './two-locations.ts'
import { longTest } from '../support/thorough.ts'

longTest(
  'each location is a stack in its own Region, which depends on home and has no reference to it',
  () => {
    const { app } = appOf({ settings, monitors })
    const stacks = Object.fromEntries(
      app.node.children.flatMap((child) => ('stackName' in child ? [[String(child.stackName), child]] : [])),
    ) as unknown as Record<string, { region: string; dependencies: { stackName: string }[] }>
    expect(
      Object.entries(stacks).map(([name, { region, dependencies }]) => [
        name,
        region,
        dependencies.map(({ stackName }) => stackName),
      ]),
    ).toEqual([
      ['Roundtrip', 'us-east-1', []],
      ['Roundtrip-eu-west-1', 'eu-west-1', ['Roundtrip']],
      ['Roundtrip-ap-southeast-2', 'ap-southeast-2', ['Roundtrip']],
    ])
    for (const template of Object.values(templates)) {
      expect(JSON.stringify(template.toJSON())).not.toContain('Fn::ImportValue')
      for (const { Export } of Object.values(template.findOutputs('*'))) expect(Export).toBeUndefined()
    }
  },
)

function templateIn(all: Readonly<Record<string, Template>>, stackName: string): Template {
  const found = all[stackName]
  if (!found) throw new Error(`no stack ${stackName}`)
  return found
}

longTest(
  'rules start the runs of the monitors that name the place; without a name they run where settings say',
  () => {
    const ruled = (template: Template, stackName: string) =>
      (rulesOfMonitors(template, stackName) as { Properties: { Name: string } }[]).map(
        ({ Properties }) => /\.(\w+)-/.exec(Properties.Name)?.[1],
      )
    expect(ruled(home, 'Roundtrip').sort()).toEqual(['both', 'unsaid'])
    expect(ruled(there, 'Roundtrip-eu-west-1').sort()).toEqual(['both', 'there'])
    expect(ruled(removed, 'Roundtrip-ap-southeast-2')).toEqual([])
    const elsewhere = templatesOf({ settings: { ...settings, defaultLocations: ['eu-west-1'] }, monitors })
    expect(ruled(templateIn(elsewhere, 'Roundtrip-eu-west-1'), 'Roundtrip-eu-west-1').sort()).toEqual([
      'both',
      'there',
      'unsaid',
    ])
  },
)

longTest(
  'rules of locations that take turns start in the same minute of each interval, where a cron expression can',
  () => {
    const inTurn = (monitorId: string, intervalMinutes: number) => ({
      ...at(monitorId, 'home', 'eu-west-1'),
      locationMode: 'rotate' as const,
      intervalMinutes,
    })
    const all = templatesOf({ settings, monitors: [inTurn('often', 10), inTurn('odd', 45)] })
    for (const stackName of ['Roundtrip', 'Roundtrip-eu-west-1']) {
      const rules = rulesOfMonitors(templateIn(all, stackName), stackName) as {
        Properties: { ScheduleExpression: string }
      }[]
      expect(rules.map(({ Properties }) => Properties.ScheduleExpression).sort()).toEqual([
        'cron(9/10 * * * ? *)',
        'rate(45 minutes)',
      ])
    }
  },
)

test('a monitor that names a location which is removed or not there is a mistake', () => {
  const mistakes = mistakesIn({ settings, monitors: [at('a', 'ap-southeast-2'), at('b', 'eu-west-2')] })
  expect(mistakes).toEqual([
    expect.stringMatching(
      /^monitors\[0\]\.locations\[0\]: expected one of home, eu-west-1, got "ap-southeast-2"/,
    ),
    expect.stringMatching(/^monitors\[1\]\.locations\[0\]: expected one of home, eu-west-1, got "eu-west-2"/),
  ])
})

test('what home reaches at a location is called as its policies say', () => {
  expect(
    resources(there, 'AWS::SQS::Queue')
      .map(({ QueueName }) => QueueName)
      .sort(),
  ).toEqual(['Roundtrip-eu-west-1-dead-letters', 'Roundtrip-eu-west-1-unhandled'])
  there.hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'Roundtrip-eu-west-1-probe' })
  there.hasResourceProperties('AWS::IAM::Role', { RoleName: 'Roundtrip-eu-west-1-schedules' })
  there.hasResourceProperties('AWS::Scheduler::ScheduleGroup', { Name: 'Roundtrip-eu-west-1' })
  for (const type of ['AWS::SQS::Queue', 'AWS::Lambda::Function', 'AWS::IAM::Role']) {
    const properties = resources(home, type).flatMap((one) => Object.keys(one))
    expect(properties.filter((one) => ['QueueName', 'FunctionName', 'RoleName'].includes(one))).toEqual([])
  }
})

test('a location tells home of all that it has, and that it is removed', () => {
  const told = (template: Template) => resources(template, 'Custom::RoundtripLocation')
  const [properties = {}] = told(there)
  const { ServiceToken, DefaultLocations, ...registered } = properties
  expect(DefaultLocations).toEqual(['home'])
  expect(
    Object.fromEntries(Object.entries(registered).map(([name, value]) => [name, readable(value)])),
  ).toEqual({
    Name: 'eu-west-1',
    Kind: 'region',
    Region: 'eu-west-1',
    ProbeArn: 'ProbeFunction.Arn',
    GroupName: 'Roundtrip-eu-west-1',
    RoleArn: 'SchedulesInvoker.Arn',
    DeadLettersArn: 'DeadLettersQueue.Arn',
    UnhandledArn: 'DeadLettersUnhandled.Arn',
    Version: expect.stringMatching(/^\d+\.\d+\.\d+\+[0-9a-f]{8}$/) as string,
    ResultsTable: 'HomeOutputs.ResultsTable',
    Reconciler: 'HomeOutputs.ReconcilerFunction',
  })
  expect(told(removed)).toMatchObject([{ Name: 'ap-southeast-2', Removed: 'true' }])
  const [{ Topics } = { Topics: undefined }] = resources(there, 'Custom::RoundtripHome')
  expect(Topics).toEqual(['alerts', 'night-shift'])
})

test('functions there know what home is called and where it is', () => {
  const variables = resources<{ Environment?: { Variables: Record<string, unknown> } }>(
    there,
    'AWS::Lambda::Function',
  ).flatMap(({ Environment }) => (Environment?.Variables.ROUNDTRIP_LOCATION ? [Environment.Variables] : []))
  expect(variables).toHaveLength(2)
  for (const one of variables) {
    expect(one).toMatchObject({
      ROUNDTRIP_LOCATION: 'eu-west-1',
      ROUNDTRIP_HOME_REGION: 'us-east-1',
      ROUNDTRIP_LOCATIONS: '{"home":"us-east-1","defaults":["home"]}',
      ROUNDTRIP_STACK_NAME: 'Roundtrip',
    })
  }
})
