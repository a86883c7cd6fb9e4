import { Stack, Stage, Tags, Token } from 'aws-cdk-lib'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import type * as sns from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'

import type { MonitorDefinition } from '../shared/core/definition/monitor-definition.ts'
import { readWritten } from './declare.ts'
import { boundRoles } from './function/bounded-roles.ts'
import type { StackTable } from './home/tables.ts'
import { Installation, type InstallationProps } from './installation.ts'
import type { Settings } from './settings/settings-shape.ts'
import { declareLocations } from './stacks.ts'

export type { MonitorDefinition, Settings }

export interface RoundtripProps {
  /**
   * As in `cdk/settings.ts` (docs/settings.md), all with defaults. An installation is called like the stack that
   * it stands in, so `stackName` is left out, and that name has at most 24 letters, digits and hyphens. Paths of
   * files are absolute.
   */
  settings?: Omit<Settings, 'stackName'>
  /** As in `cdk/monitors.ts` (docs/configuration.md); default none. Those of the table come without a deploy. */
  monitors?: readonly MonitorDefinition[]
}

/**
 * One installation of Roundtrip in a stack of another app (docs/embedding.md). There is one a stack: the command
 * line (`npx roundtrip --stack NAME`), the paths of secrets and all names begin with the stack's name.
 * Throws an error with every mistake in settings and monitors, one a line.
 */
export class Roundtrip extends Construct {
  /** By name, what carries the alerts of monitors: `alerts`, and those that the settings add. */
  readonly alertTopics: Readonly<Record<string, sns.ITopic>>
  /** What goes wrong with Roundtrip itself. */
  readonly operationsTopic: sns.ITopic
  /** Performs the runs of this Region. */
  readonly probe: lambda.IFunction
  /** Their shape may change with a version: read them through the command line or the HTTP API. */
  readonly tables: Readonly<Record<'monitors' | 'results', StackTable>>

  constructor(scope: Construct, id: string, { settings = {}, monitors = [] }: RoundtripProps = {}) {
    super(scope, id)
    const stackName = nameOf(this)
    const read = readWritten({ settings: { ...settings, stackName }, monitors })
    if (!read.ok) throw new Error(`${this.node.path} has mistakes:\n${read.mistakes.join('\n')}`)
    const { topics, probe, tables } = new Installation(this, 'Default', read.installation)
    declareBeside(this, read.installation)
    boundRoles(this, read.installation.settings)
    this.alertTopics = topics.forAlerts
    this.operationsTopic = topics.operations
    this.probe = probe
    this.tables = tables
    for (const [name, value] of Object.entries(read.installation.settings.tags))
      Tags.of(this).add(name, value)
  }
}

/** Locations are stacks of their own, beside the one that this is in. */
function declareBeside(roundtrip: Construct, installation: InstallationProps): void {
  const home = Stack.of(roundtrip)
  const { homeRegion, locations } = installation.settings
  const hasLocations = locations.length > 0
  const isKnown = !Token.isUnresolved(home.region)
  if (homeRegion !== undefined && home.region !== homeRegion && (isKnown || hasLocations)) {
    const whose = hasLocations ? 'the homeRegion of its locations' : 'its homeRegion'
    throw new Error(
      `${roundtrip.node.path}: expected a stack with env: { region: '${homeRegion}' }, ${whose}, got ${isKnown ? home.region : 'none'}`,
    )
  }
  const app = Stage.of(roundtrip)
  if (app) declareLocations(app, installation, home)
}

/** The name of the stack, which is the installation's. */
function nameOf(roundtrip: Construct): string {
  const stack = Stack.of(roundtrip)
  if (Token.isUnresolved(stack.stackName)) {
    throw new Error(`${roundtrip.node.path}: expected a stack with a name; a nested stack gets one at deploy`)
  }
  const others = stack.node.findAll().filter((one) => one instanceof Roundtrip && one !== roundtrip)
  if (others.length > 0) {
    throw new Error(
      `${roundtrip.node.path}: expected one Roundtrip in stack ${stack.stackName}, got a second; put it into a stack of its own`,
    )
  }
  return stack.stackName
}
