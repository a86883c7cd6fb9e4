import { Annotations, type App } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'

import { WARNINGS, appOf, definitions } from './synthesized.ts'

/** What cdk-nag's AwsSolutions pack has against what an app would deploy, as `rule at construct`. */
function findings(app: App): string[] {
  for (const id of WARNINGS) Annotations.of(app).acknowledgeWarning(id)
  app.synth()
  const { violations } = new AwsSolutionsChecks(app).validateScope(app)
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath ?? ''}`),
  )
}

test.each([
  ['as it comes', {}],
  [
    'with all settings',
    {
      stackName: 'Mail',
      topics: {
        alerts: { email: ['a@example.com'], https: ['https://hooks.example.com/x'] },
        night: { sms: ['+15551230100'], sqs: ['arn:aws:sqs:eu-west-1:111122223333:alerts'] },
      },
      topicsKey: 'own' as const,
      senderAddress: 'probe@example.com',
      builtInSender: 'domain',
      tags: { team: 'mail' },
      removalPolicy: 'destroy',
      heartbeatUrl: 'https://heartbeat.example.com/4f1d',
      secretsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  ],
  [
    'with locations',
    {
      homeRegion: 'us-east-1',
      locations: { 'eu-west-1': {}, 'ap-southeast-2': { removed: true } },
      senderAddress: 'probe@example.com',
      builtInSender: 'address',
      secretsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
  ],
])("the stack %s passes cdk-nag's AwsSolutions pack", (_, settings) => {
  const { app } = appOf({ settings, monitors: definitions(2) }, true)
  expect(findings(app)).toEqual([])
})

test('what is not acknowledged is found', () => {
  const { app, stack } = appOf()
  new Queue(stack, 'Bare')
  expect(findings(app)).toContain('AwsSolutions-SQS4 at Roundtrip/Bare/Resource')
})
