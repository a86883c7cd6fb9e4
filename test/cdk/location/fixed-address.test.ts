import { App, Stack } from 'aws-cdk-lib'
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks } from 'cdk-nag'
import { expect, test } from 'vitest'

import { FIXED_ADDRESS_PRICE, FixedAddress } from '../../../cdk/location/fixed-address.ts'
import { readable } from '../synthesized.ts'
import { longTest } from '../../support/thorough.ts'

/** A stack with a fixed address and a function behind it. */
const app = new App({ builtinCloudFormationValidation: false, treeMetadata: false })
const stack = new Stack(app, 'Roundtrip-berlin', { env: { region: 'eu-central-1' } })
const fixed = new FixedAddress(stack, 'FixedAddress')
const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })
new lambda.Function(stack, 'Function', {
  functionName: 'Roundtrip-berlin-probe',
  code: lambda.Code.fromInline('exports.handler = async () => {}'),
  handler: 'index.handler',
  runtime: lambda.Runtime.NODEJS_24_X,
  role,
  vpc: fixed.vpc,
  securityGroups: [fixed.securityGroup],
})
fixed.letIn(role, 'Roundtrip-berlin-probe')
const template = Template.fromStack(stack)

interface Resource {
  Type: string
  Properties: Record<string, unknown>
  DependsOn?: string[]
  DeletionPolicy?: string
}
const resources = template.toJSON().Resources as Record<string, Resource>
const idsOf = (type: string) => Object.keys(resources).filter((id) => resources[id]?.Type === type)

test('one zonal gateway in one zone goes out by one address of ours', () => {
  const [address = '', ...more] = idsOf('AWS::EC2::EIP')
  expect(more).toEqual([])
  template.resourceCountIs('AWS::EC2::NatGateway', 1)
  template.hasResourceProperties('AWS::EC2::NatGateway', {
    AllocationId: { 'Fn::GetAtt': [address, 'AllocationId'] },
  })
  expect(stack.resolve(fixed.address)).toEqual({ 'Fn::GetAtt': [address, 'PublicIp'] })
  template.resourceCountIs('AWS::EC2::Subnet', 2)
  template.allResourcesProperties('AWS::EC2::Subnet', {
    AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
    MapPublicIpOnLaunch: false,
  })
})

test('the address outlives the stack and a replacement, as it is on allow-lists of others, but no first deploy that fails', () => {
  template.allResources('AWS::EC2::EIP', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  })
})

test('nothing is looked up at synth', () => {
  expect(app.synth().manifest.missing ?? []).toEqual([])
})

test('what goes to DynamoDB and S3 of the Region does not pay for the gateway', () => {
  const services = idsOf('AWS::EC2::VPCEndpoint').map((id) => resources[id]?.Properties ?? {})
  const gateway = services.every(({ VpcEndpointType }) => VpcEndpointType === 'Gateway')
  const names = services.map(({ ServiceName }) => readable(ServiceName))
  expect([gateway, names.sort()]).toEqual([
    true,
    ['com.amazonaws.${AWS::Region}.dynamodb', 'com.amazonaws.${AWS::Region}.s3'],
  ])
})

test('nothing comes in to the probe, and any TCP port is reached from it', () => {
  const [group = {}] = idsOf('AWS::EC2::SecurityGroup').map((id) => resources[id]?.Properties)
  expect(group).not.toHaveProperty('SecurityGroupIngress')
  expect(group).toMatchObject({
    SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 0, ToPort: 65535 }],
  })
  template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0)
})

test('the function is in the private subnet, whose way out is the gateway', () => {
  const [gateway = ''] = idsOf('AWS::EC2::NatGateway')
  const [routed = {}] = idsOf('AWS::EC2::Route')
    .map((id) => resources[id]?.Properties)
    .filter((route) => JSON.stringify(route).includes(gateway))
  expect(routed).toMatchObject({ DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: gateway } })
  const [lonely] = idsOf('AWS::EC2::Subnet').filter((id) => id.includes('Probe'))
  template.hasResourceProperties('AWS::Lambda::Function', {
    VpcConfig: { SubnetIds: [{ Ref: lonely }], SecurityGroupIds: [Match.anyValue()] },
  })
})

test("Lambda attaches it by the function's role, which the function's own code cannot use for that", () => {
  const [{ PolicyDocument } = {}] = idsOf('AWS::IAM::Policy').map((id) => resources[id]?.Properties)
  const [allow, deny] = (PolicyDocument as { Statement: Record<string, unknown>[] }).Statement
  expect(allow).toMatchObject({ Effect: 'Allow', Resource: '*' })
  expect(deny).toMatchObject({ Effect: 'Deny', Resource: '*', Action: allow?.Action })
  expect(allow?.Action).toHaveLength(6)
  const { ArnEquals } = deny?.Condition as { ArnEquals: Record<string, unknown> }
  expect(readable(ArnEquals['lambda:SourceFunctionArn'])).toMatch(
    /:lambda:eu-central-1:\$\{AWS::AccountId\}:function:Roundtrip-berlin-probe$/,
  )
})

test('the right to take network interfaces away goes after what they are in', () => {
  const [policy = ''] = idsOf('AWS::IAM::Policy')
  const held = [
    ...idsOf('AWS::EC2::SecurityGroup'),
    ...idsOf('AWS::EC2::Subnet').filter((id) => id.includes('Probe')),
  ]
  expect(held).toHaveLength(2)
  for (const id of held) expect(resources[id]?.DependsOn).toContain(policy)
})

test('no function of CDK comes with it', () => {
  template.resourceCountIs('AWS::Lambda::Function', 1)
})

test('the synth says the price', () => {
  const [line] = Annotations.fromStack(stack).findInfo(
    '*',
    Match.stringLikeRegexp('fixed address of Roundtrip-berlin costs'),
  )
  expect(line?.entry.data).toContain(FIXED_ADDRESS_PRICE)
})

longTest("cdk-nag's AwsSolutions pack has nothing against it", () => {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app)
  const found = violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => `${ruleName} at ${constructPath}`),
  )
  expect(found).toEqual([])
})
