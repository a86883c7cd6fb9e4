import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

import { lab } from './lab.ts'

/** The environment of somebody whose role has this one managed policy, and nothing else. */
export interface Person {
  env: Readonly<Record<string, string>>
  leave(): Promise<void>
}

/** Says who it runs as: the account holds to their rights only those that it runs itself, its functions. */
const CODE =
  'exports.handler = async () => Object.fromEntries(Object.entries(process.env).filter(([name]) => /^AWS_(ACCESS|SECRET|SESSION)/.test(name)))'

export async function personWith(name: string, policyArn: string): Promise<Person> {
  const client = new CloudFormationClient({})
  const StackName = `Person-${name}`
  const service = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'lambda.amazonaws.com' },
  }
  const Resources = {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [service] },
        ManagedPolicyArns: [policyArn],
      },
    },
    Self: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: CODE },
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      },
    },
  }
  await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }) }))
  await waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 }, { StackName })
  const made = await lab.resources('AWS::Lambda::Function')
  const FunctionName = made.find(({ stack }) => stack === StackName)?.id
  const { Payload } = await new LambdaClient({}).send(new InvokeCommand({ FunctionName }))
  const credentials = JSON.parse(Buffer.from(Payload ?? []).toString()) as Record<string, string>
  return {
    env: { ...(process.env as Record<string, string>), ...credentials },
    async leave() {
      await client.send(new DeleteStackCommand({ StackName }))
    },
  }
}
