import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { CustomResourceProvider, CustomResourceProviderRuntime, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { expect, test } from 'vitest'

import { Roundtrip } from '../../../cdk/roundtrip.ts'
import { ROOT } from '../../support/project.ts'
import { ROLES } from '../roles.ts'
import {
  type Statement,
  allowed,
  appOf,
  foreignApp,
  mistakesIn,
  templateOf,
  templatesOf,
} from '../synthesized.ts'

interface PolicyResource {
  Properties: { PolicyDocument: { Statement: Statement[] } }
}

const ARN = 'arn:aws:iam::111122223333:policy/ops/boundary'

test('every role has boundary and path of the settings, every managed policy the path', () => {
  const template = templateOf({ settings: { permissionsBoundary: ARN, rolePath: '/ops/' } })
  expect(Object.keys(template.findResources('AWS::IAM::Role')).length).toBeGreaterThan(10)
  template.allResourcesProperties('AWS::IAM::Role', { PermissionsBoundary: ARN, Path: '/ops/' })
  expect(Object.keys(template.findResources('AWS::IAM::ManagedPolicy'))).toHaveLength(3)
  template.allResourcesProperties('AWS::IAM::ManagedPolicy', { Path: '/ops/' })
})

test('a role that CDK makes without its own class for roles has them too', () => {
  const { stack } = appOf({ settings: { permissionsBoundary: ARN, rolePath: '/ops/' } })
  const codeDirectory = mkdtempSync(path.join(tmpdir(), 'roundtrip-provider-'))
  writeFileSync(path.join(codeDirectory, 'index.js'), 'exports.handler = async () => {}')
  CustomResourceProvider.getOrCreate(stack, 'Custom::OfCdk', {
    codeDirectory,
    runtime: CustomResourceProviderRuntime.NODEJS_24_X,
  })
  rmSync(codeDirectory, { recursive: true })
  Template.fromStack(stack).allResourcesProperties('AWS::IAM::Role', {
    PermissionsBoundary: ARN,
    Path: '/ops/',
  })
})

test('a boundary by its name is one of this account', () => {
  templateOf({ settings: { permissionsBoundary: 'ops/boundary' } }).allResourcesProperties('AWS::IAM::Role', {
    PermissionsBoundary: {
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':policy/ops/boundary'],
      ],
    },
    Path: Match.absent(),
  })
})

test('in a stack of another app they are on the roles of the installation, and on no other', () => {
  const stack = new Stack(foreignApp(), 'Web')
  new Role(stack, 'Theirs', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
  new Roundtrip(stack, 'Mail', { settings: { permissionsBoundary: ARN } })
  const free = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role')).filter(
    ([, { Properties }]: [string, Record<string, object>]) => !('PermissionsBoundary' in (Properties ?? {})),
  )
  expect(free.map(([id]) => id)).toEqual([expect.stringMatching(/^Theirs/)])
})

test('without the settings roles have neither', () => {
  templateOf().allResourcesProperties('AWS::IAM::Role', {
    PermissionsBoundary: Match.absent(),
    Path: Match.absent(),
  })
})

test.each([
  ['permissionsBoundary', 'arn:aws:iam::aws:policy/PowerUserAccess'],
  ['permissionsBoundary', 'arn:aws-cn:iam::111122223333:policy/a/b/c'],
  ['rolePath', '/a/b_c/d.e@f/'],
])('%s may be %s', (field, value) => {
  expect(mistakesIn({ settings: { [field]: value } })).toEqual([])
})

test.each([
  ['permissionsBoundary', 'arn:aws:iam::111122223333:role/boundary', 'the ARN of a managed policy'],
  ['permissionsBoundary', 'with space', 'the ARN of a managed policy'],
  ['permissionsBoundary', 'n'.repeat(129), 'the ARN of a managed policy'],
  ['rolePath', 'ops', 'a path that begins and ends with a slash'],
  ['rolePath', '/ops', 'a path that begins and ends with a slash'],
  ['rolePath', '//', 'a path that begins and ends with a slash'],
  ['rolePath', `/${'p'.repeat(511)}/`, 'a path that begins and ends with a slash'],
])('%s %s is a mistake', (field, value, expected) => {
  const [mistake, ...more] = mistakesIn({ settings: { [field]: value } })
  expect(mistake).toContain(`settings.${field}: expected ${expected}`)
  expect(more).toEqual([])
})

test('the page names every action that a boundary must permit', () => {
  const [, section = ''] = readFileSync(`${ROOT}/docs/settings.md`, 'utf8').split('\n## Roles\n')
  const permitted = new Set(
    [...section.matchAll(/`([a-z\d]+:[A-Za-z*]+)`/g)].map(([, action = '']) => action),
  )
  const { 'Roundtrip-berlin': berlin } = templatesOf({
    settings: {
      homeRegion: 'us-east-1',
      locations: { berlin: { region: 'eu-central-1', fixedAddress: true } },
    },
  })
  const policies = Object.values(berlin?.findResources('AWS::IAM::Policy') ?? {}) as PolicyResource[]
  const there = policies.flatMap(({ Properties }) => allowed(Properties.PolicyDocument))
  expect(there.length).toBeGreaterThan(10)
  const used = [...Object.values(ROLES).flat(), ...there].map((line) => line.split(' on ')[0] ?? '')
  const missing = used.filter(
    (action) => !permitted.has(action) && !permitted.has(action.replace(/:.*/, ':*')),
  )
  expect([...new Set(missing)]).toEqual([])
})
