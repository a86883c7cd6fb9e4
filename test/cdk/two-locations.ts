import type { Template } from 'aws-cdk-lib/assertions'

import { DEFINITION, type Statement, allowed, readable, templatesOf } from './synthesized.ts'

export const settings = {
  homeRegion: 'us-east-1',
  locations: { 'eu-west-1': {}, 'ap-southeast-2': { removed: true } },
  topics: { 'night-shift': {} },
  secretsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/0a1b',
}
export const at = (monitorId: string, ...locations: string[]) => ({
  ...DEFINITION,
  monitorId,
  ...(locations.length > 0 && { locations }),
})
export const monitors = [at('both', 'home', 'eu-west-1'), at('there', 'eu-west-1'), at('unsaid')]
export const templates = templatesOf({ settings, monitors })
export const {
  Roundtrip: home,
  'Roundtrip-eu-west-1': there,
  'Roundtrip-ap-southeast-2': removed,
} = templates as Record<string, Template> & {
  Roundtrip: Template
  'Roundtrip-eu-west-1': Template
  'Roundtrip-ap-southeast-2': Template
}

export function resources<T = Record<string, unknown>>(template: Template, type: string): T[] {
  return Object.values(template.findResources(type)).map(
    ({ Properties }: Record<string, unknown>) => Properties as T,
  )
}

export interface Policy {
  PolicyDocument: { Statement: Statement[] }
  Roles: unknown[]
}

export function linesOf(template: Template, role: string, lines = allowed): string[] {
  return resources<Policy>(template, 'AWS::IAM::Policy')
    .filter(({ Roles }) => Roles.map(readable).includes(role))
    .flatMap(({ PolicyDocument }) => lines(PolicyDocument))
    .sort()
}

export const ACCOUNT = '${AWS::AccountId}'
