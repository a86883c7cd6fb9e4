import { type App, type Stack, type Stage, Token } from 'aws-cdk-lib'

import type { InstallationProps } from './installation.ts'
import { LocationStack } from './location-stack.ts'
import { runningAt } from './location/running-at.ts'
import { RoundtripStack } from './roundtrip-stack.ts'

/** Home, and the locations beside it. */
export function declareStacks(app: App, installation: InstallationProps): void {
  declareLocations(app, installation, new RoundtripStack(app, installation))
}

/**
 * A stack for each location beside home. It depends on the one of home, so that `cdk deploy --all` deploys that
 * first and `cdk destroy --all` deletes it last.
 */
export function declareLocations(
  scope: App | Stage,
  { settings, monitors }: InstallationProps,
  home: Stack,
): void {
  const { homeRegion } = settings
  if (homeRegion === undefined) return
  for (const location of settings.locations) {
    const stack = new LocationStack(scope, {
      settings: { ...settings, homeRegion },
      location,
      ...(!Token.isUnresolved(home.account) && { account: home.account }),
      monitors: runningAt(location.name, { settings, monitors }),
    })
    refuseAnother(home, stack)
    stack.addStackDependency(home)
  }
}

/**
 * A synthesizer belongs to one stack and cannot be handed on: one of home alone would leave the locations to another
 * bootstrap, with other roles.
 */
function refuseAnother(home: Stack, location: Stack): void {
  if (deployedBy(home) === deployedBy(location)) return
  throw new Error(
    `${home.node.path}: expected the synthesizer of its app, which the stacks of locations have, got one of its own; give it to the app as defaultStackSynthesizer`,
  )
}

function deployedBy({ synthesizer, region }: Stack): string {
  const { bootstrapQualifier, cloudFormationExecutionRole } = synthesizer
  const role = cloudFormationExecutionRole?.replaceAll(region, 'REGION')
  return JSON.stringify([synthesizer.constructor.name, bootstrapQualifier, role])
}
