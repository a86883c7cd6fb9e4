import { ArnFormat, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import { locationNames } from '../../shared/core/location/location-names.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

/** What home's functions and people reach at one location beside home. */
export interface LocationArns {
  probe: string
  schedules: string
  scheduleRole: string
  queues: readonly string[]
}

/**
 * Of every location of the settings: home refers to none of their stacks, and may act there by the exact names that
 * these have. Those that are removed are among them, since their schedules are still to be taken off.
 */
export function locationArns(
  scope: Construct,
  { stackName, locations, rolePath = '/' }: Pick<StackSettings, 'stackName' | 'locations' | 'rolePath'>,
): readonly LocationArns[] {
  const stack = Stack.of(scope)
  return locations.map(({ name, region }) => {
    const names = locationNames(stackName, name)
    return {
      probe: stack.formatArn({
        service: 'lambda',
        region,
        resource: 'function',
        resourceName: names.probe,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
      schedules: stack.formatArn({
        service: 'scheduler',
        region,
        resource: 'schedule',
        resourceName: `${names.group}/*`,
      }),
      scheduleRole: stack.formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName: `${rolePath.slice(1)}${names.scheduleRole}`,
      }),
      queues: [names.deadLetters, names.unhandled].map((resource) =>
        stack.formatArn({ service: 'sqs', region, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME }),
      ),
    }
  })
}
