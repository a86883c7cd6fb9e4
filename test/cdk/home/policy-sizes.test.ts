import { expect, test } from 'vitest'

import { MOST_LOCATIONS } from '../../../cdk/settings/locations-field.ts'
import { type Statement, templatesOf } from '../synthesized.ts'

/** Characters without spaces of the longest managed policy (IAM, "IAM and AWS STS quotas"). */
const MANAGED = 6144
/** Of all inline policies of a role together. */
const INLINE = 10_240

const REGION = 'ap-southeast-2'
/** With 24 characters the longest there may be. */
const STACK = 'Roundtrip-of-our-company'
const OTHER_REGIONS = ['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ca-central-1']

type Resources = Readonly<Record<string, { Type: string; Properties: Record<string, unknown> }>>
type Made = Record<string, unknown> & { PolicyDocument: { Statement: Statement[] }; Roles?: unknown[] }

/** As CloudFormation writes it into the account, with names as long as those that it makes up. */
function deployed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => deployed(one))
  if (typeof value !== 'object' || value === null) return value
  const [[kind, inner] = []] = Object.entries(value)
  if (kind === 'Ref' || kind === 'Fn::GetAtt') return physical([inner].flat()[0] as string)
  if (kind !== 'Fn::Join')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, deployed(one)]))
  const [separator, parts] = inner as [string, unknown[]]
  return parts.map((part) => deployed(part)).join(separator)
}

function physical(id: string): string {
  const known = { 'AWS::Region': REGION, 'AWS::AccountId': '111122223333', 'AWS::Partition': 'aws' }[id]
  if (known !== undefined) return known
  const [, service = '', kind = ''] = resources[id]?.Type.split('::') ?? []
  return `arn:aws:${service.toLowerCase()}:${REGION}:111122223333:${kind.toLowerCase()}/${STACK}-${id}-ABCDEFGHIJKLM`
}

const places = Array.from({ length: MOST_LOCATIONS }, (_, i) => ({
  name: `office-number-${i}`.padEnd(20, 'x'),
  region: OTHER_REGIONS[i % OTHER_REGIONS.length],
}))
const settings = {
  stackName: STACK,
  homeRegion: REGION,
  locations: Object.fromEntries(places.map(({ name, region }) => [name, { region, fixedAddress: true }])),
  rolePath: '/delegated-to/mail-team/',
  senderAddress: 'probe-of-our-mail@mail.long-company-name.example.com',
  builtInSender: 'existing',
  topics: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`topic-of-a-team-number-${i}`, {}])),
  secretsKeyArn: `arn:aws:kms:${REGION}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
}
const { Resources: resources } = templatesOf({ settings })[STACK]?.toJSON() as { Resources: Resources }

function sizesOf(type: string, nameOf: (made: Made) => string): Record<string, number> {
  const sizes: Record<string, number> = {}
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type !== type) continue
    const made = deployed(Properties) as Made
    sizes[nameOf(made)] = (sizes[nameOf(made)] ?? 0) + JSON.stringify(made.PolicyDocument).length
  }
  return sizes
}

test('the policies for people fit IAM with as many locations and topics as settings may name', () => {
  const sizes = sizesOf('AWS::IAM::ManagedPolicy', (made) =>
    String(made.ManagedPolicyName ?? made.Description),
  )
  const people = Object.keys(sizes).filter((name) => /-(?:look|operate|administer)$/.test(name))
  expect(people).toHaveLength(3)
  expect(Object.entries(sizes).filter(([, size]) => size > MANAGED)).toEqual([])
})

test("the policies of home's roles fit IAM with as many locations and topics as settings may name", () => {
  const sizes = sizesOf('AWS::IAM::Policy', ({ Roles = [] }) => String(Roles[0]))
  for (const role of ['ReconcilerRole', 'WatchdogWatchRole'])
    expect(Object.keys(sizes).filter((name) => name.includes(role))).toHaveLength(1)
  expect(Object.entries(sizes).filter(([, size]) => size > INLINE)).toEqual([])
})
