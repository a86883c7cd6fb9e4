import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import type { Monitor } from '../../shared/core/definition/monitor.ts'
import type { LocationNames } from '../../shared/core/location/location-names.ts'
import type { HomeReference } from '../home/home-reference.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { DeadLetterFunction } from './dead-letter-function.ts'
import { DeadLetters } from './dead-letters.ts'
import type { FixedAddress } from './fixed-address.ts'
import { MonitorRules } from './monitor-rules.ts'
import { warnOfPort25 } from './port-25.ts'
import { ProbeFunction } from './probe-function.ts'
import { ScheduleGroup } from './schedule-group.ts'

export interface LocationProps {
  settings: StackSettings
  home: HomeReference
  /** What results and monitors call it. */
  location: string
  /** What home reaches there, beside home; at home, what CloudFormation makes up. */
  names?: LocationNames
  /** Absent: the probe goes out by addresses that change. */
  fixedAddress?: FixedAddress
  /** Those of the stack that run here. */
  monitors: readonly Monitor[]
}

/**
 * All that one location has, in its own Region: the probe, the dead letters and their function, the rules of
 * the stack's monitors and the group for schedules of the table's. It refers to home; home knows of it what
 * `schedules.entry` says.
 */
export class Location extends Construct {
  readonly probe: lambda.Function
  readonly deadLetters: DeadLetters
  /** The function that reads them. */
  readonly deadLetterReader: lambda.Function
  readonly schedules: ScheduleGroup

  constructor(scope: Construct, id: string, props: LocationProps) {
    super(scope, id)
    const { home, location, monitors, names } = props
    warnOfPort25(this, { location, monitors, ...(props.fixedAddress && { fixed: true }) })
    this.deadLetters = new DeadLetters(this, 'DeadLetters', names)
    const { queue } = this.deadLetters
    this.probe = new ProbeFunction(this, 'Probe', {
      ...props,
      deadLetters: queue,
      ...(names && { functionName: names.probe }),
    }).function
    const runs = { location, probe: this.probe, deadLetters: queue }
    this.deadLetterReader = new DeadLetterFunction(this, 'DeadLetterRuns', {
      ...props,
      deadLetters: queue,
    }).function
    this.schedules = new ScheduleGroup(this, 'Schedules', {
      ...runs,
      settings: props.settings,
      ...(names && { roleName: names.scheduleRole }),
    })
    const rules = new MonitorRules(this, 'Rules', { ...runs, monitors })
    // A rule whose monitor is not in the table yet would find nothing to run.
    rules.node.addDependency(home.rows)
  }
}
