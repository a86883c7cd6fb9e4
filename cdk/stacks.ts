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
    new LocationStack(scope, {
      settings: { ...settings, homeRegion },
      location,
      ...(!Token.isUnresolved(home.account) && { account: home.account }),
      monitors: runningAt(location.name, { settings, monitors }),
    }).addStackDependency(home)
  }
}
