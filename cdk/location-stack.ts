import { CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import type { Monitor } from '../shared/core/definition/monitor.ts'
import { locationNames, locationStackName } from '../shared/core/location/location-names.ts'
import { boundRoles } from './function/bounded-roles.ts'
import { FIXED_ADDRESS_OUTPUT, FixedAddress } from './location/fixed-address.ts'
import { HomeFromAfar } from './location/home-from-afar.ts'
import { Location } from './location/location.ts'
import { SavedQueries } from './self-watch/saved-queries.ts'
import type { LocationSettings, StackSettings } from './settings/settings-shape.ts'

export interface LocationStackProps {
  settings: StackSettings & { homeRegion: string }
  location: LocationSettings
  /** Of home, where that is said. */
  account?: string
  /** Those of the stack that run here. */
  monitors: readonly Monitor[]
}

/**
 * A location beside home: its probe, schedules, rules and dead letters, in its own Region. It refers to home by
 * what home's outputs say at deploy, and registers itself there once all of it stands.
 */
export class LocationStack extends Stack {
  readonly location: Location

  constructor(scope: Construct, { settings, location, account, monitors }: LocationStackProps) {
    const { name, kind, region, removed } = location
    super(scope, locationStackName(settings.stackName, name), {
      description: `Roundtrip: the location ${name}`,
      env: { region, ...(account !== undefined && { account }) },
      tags: settings.tags,
    })
    boundRoles(this, settings)
    const home = new HomeFromAfar(this, 'Home', settings)
    const fixedAddress = kind === 'fixed-address' ? new FixedAddress(this, 'Network') : undefined
    this.location = new Location(this, 'Default', {
      settings,
      home: home.reference,
      location: name,
      names: locationNames(settings.stackName, name),
      ...(fixedAddress && { fixedAddress }),
      monitors: removed ? [] : monitors,
    })
    const { probe, schedules, deadLetters } = this.location
    const { groupName, probeArn, roleArn, deadLettersArn } = schedules.entry
    home.register(
      {
        Name: name,
        Kind: kind,
        Region: region,
        ProbeArn: probeArn,
        GroupName: groupName,
        RoleArn: roleArn,
        DeadLettersArn: deadLettersArn,
        UnhandledArn: deadLetters.unhandled.queueArn,
        ...(fixedAddress && { Address: fixedAddress.address }),
        DefaultLocations: [...settings.defaultLocations],
        ...(removed && { Removed: 'true' as const }),
      },
      [this.location],
    )
    const { deadLetterReader } = this.location
    new SavedQueries(this, 'Queries', { functions: [probe, deadLetterReader], probe, deadLetterReader })
    if (fixedAddress) new CfnOutput(this, FIXED_ADDRESS_OUTPUT, { value: fixedAddress.address })
    new CfnOutput(this, 'Location', { value: name })
    new CfnOutput(this, 'ProbeFunction', { value: probe.functionName })
  }
}
