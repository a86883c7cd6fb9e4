import {
  App,
  DefaultStackSynthesizer,
  type DefaultStackSynthesizerProps,
  type IReusableStackSynthesizer,
  NestedStack,
  Stack,
  Token,
} from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { describe, expect, test } from 'vitest'

import { Roundtrip, type RoundtripProps } from '../../cdk/roundtrip.ts'
import { ROLES } from './roles.ts'
import {
  DEFINITION,
  type Statement,
  allowed,
  foreignApp,
  readable,
  rulesOfMonitors,
  templateOf,
} from './synthesized.ts'

const monitors = [DEFINITION] as NonNullable<RoundtripProps['monitors']>

/** A stack of that app with one installation in it, and what else `beside` puts there. */
function stackIn(app: App, name: string, props?: RoundtripProps, beside?: (made: Roundtrip) => void): Stack {
  const stack = new Stack(app, name)
  const made = new Roundtrip(stack, 'Mail', props)
  beside?.(made)
  return stack
}

/** Its types were made without exactOptionalPropertyTypes. */
const synthesizerOf = (props: DefaultStackSynthesizerProps) =>
  new DefaultStackSynthesizer(props) as IReusableStackSynthesizer

const outputs = (template: Template) => Object.keys(template.toJSON().Outputs as object).sort()

describe('locations', () => {
  const settings = { homeRegion: 'us-east-1', locations: { 'eu-west-1': {} } }

  test('are stacks beside the one that it stands in, in the same account', () => {
    const app = foreignApp()
    const env = { account: '111122223333', region: 'us-east-1' }
    new Roundtrip(new Stack(app, 'Web', { env }), 'Mail', { monitors, settings })
    const stacks = app.node.children.filter((child) => Stack.isStack(child))
    expect(stacks.map(({ stackName, region, account }) => [stackName, region, account])).toEqual([
      ['Web', 'us-east-1', '111122223333'],
      ['Web-eu-west-1', 'eu-west-1', '111122223333'],
    ])
  })

  test('need a stack whose Region is known to be home', () => {
    const made = (env: { region?: string }) => () =>
      new Roundtrip(new Stack(foreignApp(), 'Web', { env }), 'Mail', { settings })
    const expected =
      "Web/Mail: expected a stack with env: { region: 'us-east-1' }, the homeRegion of its locations"
    expect(made({})).toThrow(`${expected}, got none`)
    expect(made({ region: 'eu-west-2' })).toThrow(`${expected}, got eu-west-2`)
  })

  test('none of them does not make home another Region than that of the stack, where it is known', () => {
    const made = (env: { region?: string }) => () =>
      new Roundtrip(new Stack(foreignApp(), 'Web', { env }), 'Mail', {
        settings: { homeRegion: 'us-east-1' },
      })
    expect(made({ region: 'eu-west-1' })).toThrow(
      "Web/Mail: expected a stack with env: { region: 'us-east-1' }, its homeRegion, got eu-west-1",
    )
    expect(made({ region: 'us-east-1' })).not.toThrow()
    expect(made({})).not.toThrow()
  })

  test.each([
    ['another qualifier', { qualifier: 'web' }],
    ['another role', { cloudFormationExecutionRole: 'arn:aws:iam::111122223333:role/web' }],
  ])('would not be deployed as a stack that alone has %s, which is refused', (_, props) => {
    const synthesizer = synthesizerOf(props)
    const stack = new Stack(foreignApp(), 'Web', { env: { region: 'us-east-1' }, synthesizer })
    expect(() => new Roundtrip(stack, 'Mail', { settings })).toThrow(
      'Web: expected the synthesizer of its app, which the stacks of locations have',
    )
  })

  test('have the synthesizer of the app', () => {
    const app = new App({ defaultStackSynthesizer: synthesizerOf({ qualifier: 'web' }) })
    new Roundtrip(new Stack(app, 'Web', { env: { region: 'us-east-1' } }), 'Mail', { settings })
    const stacks = app.node.children.filter((child) => Stack.isStack(child))
    expect(stacks.map(({ synthesizer }) => synthesizer.bootstrapQualifier)).toEqual(['web', 'web'])
  })
})

describe('beside resources of its own', () => {
  const stack = stackIn(foreignApp(), 'Web', { monitors, settings: { tags: { team: 'web' } } }, (made) => {
    new Queue(made.node.scope as Stack, 'Orders')
    made.alertTopics.alerts?.addSubscription(new EmailSubscription('web@example.com'))
    made.operationsTopic.addSubscription(new EmailSubscription('ops@example.com'))
  })
  const template = Template.fromStack(stack)

  test('an installation is called like the stack that it stands in', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 360,
      Environment: { Variables: Match.objectLike({ ROUNDTRIP_STACK_NAME: 'Web' }) },
    })
    expect(rulesOfMonitors(template, 'Web')).toHaveLength(1)
  })

  test('the command line finds the same outputs as in a stack of ours', () => {
    expect(outputs(template)).toEqual(outputs(templateOf()))
  })

  test('its topics take subscribers', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'web@example.com' })
    template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'ops@example.com' })
  })

  test('tags of the settings are on what is its own, and on nothing beside it', () => {
    const tagged = { Tags: Match.arrayWith([{ Key: 'team', Value: 'web' }]) }
    template.allResourcesProperties('AWS::DynamoDB::Table', tagged)
    template.resourcePropertiesCountIs('AWS::SQS::Queue', tagged, 2)
    template.resourceCountIs('AWS::SQS::Queue', 3)
  })

  test('its tables are told from those of an earlier stack by how their names begin', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ROUNDTRIP_TABLE_PREFIX: 'Web-MailTables' } },
    })
    for (const id of Object.keys(template.findResources('AWS::DynamoDB::Table')))
      expect(id).toMatch(/^MailTables/)
  })

  test('its roles may do what they may in a stack of ours, without the flags of our cdk.json', () => {
    const granted = new Map<string, string[]>()
    const policies = Object.values(template.findResources('AWS::IAM::Policy')) as {
      Properties: { Roles: unknown[]; PolicyDocument: { Statement: Statement[] } }
    }[]
    for (const { Properties } of policies) {
      const lines = allowed(Properties.PolicyDocument).map(asOfOurs)
      for (const role of Properties.Roles.map(readable).map(asOfOurs))
        granted.set(role, [...(granted.get(role) ?? []), ...lines].sort())
    }
    const ours = Object.fromEntries(Object.entries(ROLES).map(([role, lines]) => [role, [...lines].sort()]))
    expect(Object.fromEntries(granted)).toEqual(ours)
  })
})

/** A line of this stack as it reads in a stack of ours: without the step of the path, called Roundtrip. */
function asOfOurs(line: string): string {
  return line
    .replaceAll(/\bMail(?=[A-Z])/g, '')
    .replaceAll('Web-Tables', 'Roundtrip-Tables')
    .replaceAll(/\bWeb\b/g, 'Roundtrip')
}

test('two stacks of one app each hold one, with nothing of the same name', () => {
  const app = foreignApp()
  const stacks = ['Prod', 'Test'].map((name) => stackIn(app, name, { monitors }))
  const [prod = [], test = []] = stacks.map((stack) => physicalNames(Template.fromStack(stack)))
  expect(prod.length).toBeGreaterThan(10)
  expect(prod.filter((name) => test.includes(name))).toEqual([])
})

/** What is not named by CloudFormation, as `type name`. */
function physicalNames(template: Template): string[] {
  const made = Object.values(template.toJSON().Resources as Record<string, Resource>)
  return made.flatMap(({ Type, Properties = {} }) =>
    Object.entries(Properties)
      .filter(([field]) => /^(?:(?:Alarm|Dashboard|ManagedPolicy|Role|Queue|Function)?Name)$/.test(field))
      .filter(([field]) => field !== 'FunctionName' || Type === 'AWS::Lambda::Function')
      .map(([, name]) => `${Type} ${readable(name)}`),
  )
}

interface Resource {
  Type: string
  Properties?: Record<string, unknown>
}

test('without props it stands too, for monitors of the table', () => {
  Template.fromStack(stackIn(foreignApp(), 'Bare')).resourceCountIs('AWS::DynamoDB::Table', 2)
})

test('every mistake is in the error, with its place', () => {
  const wrong = {
    settings: { memoryMb: 1 },
    monitors: [{ ...DEFINITION, monitorId: 'A b' }],
  } as RoundtripProps
  expect(() => stackIn(foreignApp(), 'Web', wrong)).toThrow(
    /^Web\/Mail has mistakes:\nsettings\.memoryMb: expected .*\nmonitors\[0\]\.monitorId: expected /,
  )
})

test('a stack whose name is too long for all that is called like it is refused', () => {
  const stack = new Stack(foreignApp(), 'a'.repeat(25))
  expect(() => new Roundtrip(stack, 'Mail')).toThrow(
    /settings\.stackName: expected a letter, then at most 23/,
  )
})

test('a second one in a stack is refused: both would be called alike', () => {
  const stack = stackIn(foreignApp(), 'Web')
  expect(() => new Roundtrip(stack, 'More')).toThrow(
    'Web/More: expected one Roundtrip in stack Web, got a second; put it into a stack of its own',
  )
})

test('a nested stack is refused: nobody knows its name before the deploy', () => {
  const nested = new NestedStack(new Stack(foreignApp(), 'Web'), 'Inner')
  expect(Token.isUnresolved(nested.stackName)).toBe(true)
  expect(() => new Roundtrip(nested, 'Mail')).toThrow('Web/Inner/Mail: expected a stack with a name')
})
