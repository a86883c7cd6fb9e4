import type { RegisteredLocation } from '../../../shared/core/location/registered-location.ts'

const ACCOUNT = '111122223333'

/** A location beside home, as the deploy of its stack `Mail-NAME` writes it down. */
export function registered(name: string, also: Partial<RegisteredLocation> = {}): RegisteredLocation {
  const { region = name } = also
  const stackName = `Mail-${name}`
  return {
    name,
    kind: region === name ? 'region' : 'fixed-address',
    region,
    probeArn: `arn:aws:lambda:${region}:${ACCOUNT}:function:${stackName}-probe`,
    groupName: stackName,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/${stackName}-schedules`,
    deadLettersArn: `arn:aws:sqs:${region}:${ACCOUNT}:${stackName}-dead-letters`,
    unhandledArn: `arn:aws:sqs:${region}:${ACCOUNT}:${stackName}-unhandled`,
    version: '1.0.0',
    registeredAt: Date.parse('2026-11-30T12:00:00Z'),
    ...also,
  }
}
