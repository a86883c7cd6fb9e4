import { Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'

import { Roundtrip } from '../../../cdk/roundtrip.ts'
import { type Statement, allowed, foreignApp, readable, templateOf, templatesOf } from '../synthesized.ts'
import { type Policy, linesOf, resources } from '../two-locations.ts'

const SENDER = 'roundtrip@example.com'
const settings = { senderAddress: SENDER, builtInSender: 'domain' as const }

/** What any role may do with SES, and under which condition. */
function sendingIn(template: Template): Record<string, { lines: string[]; condition: unknown }> {
  const statements = resources<Policy>(template, 'AWS::IAM::Policy').flatMap(({ PolicyDocument, Roles }) =>
    PolicyDocument.Statement.filter(({ Action }) => JSON.stringify(Action).includes('"ses:')).map(
      (statement: Statement) =>
        [
          Roles.map(readable).join(),
          { lines: allowed({ Statement: [statement] }), condition: statement.Condition },
        ] as const,
    ),
  )
  return Object.fromEntries(statements)
}

function rights(region: string, stackName: string) {
  const arn = `arn:aws:ses:${region}:\${AWS::AccountId}`
  return ['SendEmail', 'SendRawEmail']
    .flatMap((action) => [
      `ses:${action} on ${arn}:configuration-set/${stackName}`,
      `ses:${action} on ${arn}:identity/*`,
    ])
    .sort()
}

const asThatAddress = { StringEquals: { 'ses:FromAddress': SENDER } }

test('probes alone send, as that address alone, by the Region of home wherever they are', () => {
  const templates = templatesOf({
    settings: { ...settings, homeRegion: 'us-east-1', locations: { 'eu-west-1': {} } },
  })
  const expected = { ProbeRole: { lines: rights('us-east-1', 'Roundtrip'), condition: asThatAddress } }
  expect(Object.keys(templates)).toEqual(['Roundtrip', 'Roundtrip-eu-west-1'])
  for (const template of Object.values(templates)) {
    expect(sendingIn(template)).toEqual(expected)
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: { ROUNDTRIP_SENDER_ADDRESS: SENDER, ROUNDTRIP_BUILT_IN_SENDER: 'Roundtrip' },
      },
    })
  }
})

test('what judges definitions knows that there is a built-in sender, and nobody else does', () => {
  const knowing = templateOf({ settings }).findResources('AWS::Lambda::Function', {
    Properties: { Environment: { Variables: { ROUNDTRIP_BUILT_IN_SENDER: 'Roundtrip' } } },
  })
  const names = Object.keys(knowing).map((name) => name.replace(/Function[0-9A-F]{8}$/, ''))
  expect(names.sort()).toEqual(['DeadLetterRunsRecord', 'Probe', 'Reconciler', 'WatchdogWatch'])
})

test('without the setting nobody may send by it', () => {
  expect(sendingIn(templateOf({ settings: { senderAddress: SENDER } }))).toEqual({})
})

test('in an app of its own the installation sends with a configuration set called like its stack', () => {
  const app = foreignApp()
  const templates = ['Web', 'Shop'].map((name) => {
    const stack = new Stack(app, name)
    new Roundtrip(stack, 'Mail', { settings })
    return [name, stack] as const
  })
  for (const [name, stack] of templates) {
    const template = Template.fromStack(stack)
    expect(resources(template, 'AWS::SES::ConfigurationSet')).toMatchObject([{ Name: name }])
    const lines = linesOf(template, 'MailProbeRole').filter((line) => line.includes('configuration-set'))
    expect(lines).toEqual(
      ['SendEmail', 'SendRawEmail'].map(
        (action) =>
          `ses:${action} on arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:configuration-set/${name}`,
      ),
    )
    expect(Object.keys(template.toJSON().Outputs as object)).toEqual(
      expect.arrayContaining(['BuiltInSender', 'SenderDkimRecord1', 'SenderDkimRecord3']),
    )
  }
})

test('a boundary of the settings holds for the role of what notes mail events too', () => {
  const template = templateOf({ settings: { ...settings, permissionsBoundary: 'ops', rolePath: '/ops/' } })
  const roles = Object.entries(template.findResources('AWS::IAM::Role')) as [
    string,
    { Properties: { PermissionsBoundary?: unknown; Path?: string } },
  ][]
  const [, { Properties } = { Properties: {} }] = roles.find(([id]) => id.startsWith('SenderNoteRole')) ?? []
  expect(Properties.Path).toBe('/ops/')
  expect(readable(Properties.PermissionsBoundary)).toMatch(/policy\/ops$/)
})
