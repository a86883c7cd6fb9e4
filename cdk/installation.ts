import { Aws, CfnOutput, Stack } from 'aws-cdk-lib'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { codeVersion } from '../shared/adapters/version.ts'
import { SECRET_FORM_OUTPUT } from '../shared/core/aws/secret-names.ts'
import {
  OPERATIONS_TOPIC_OUTPUT,
  PROBES_OUTPUT,
  RECONCILER_OUTPUT,
  REPORT_ZONE_OUTPUT,
  TOKENS_FUNCTION_OUTPUT,
  TOPIC_ARNS_OUTPUT,
  DEFAULT_LOCATIONS_OUTPUT,
  VERSION_OUTPUT,
  VIEWERS_MAY_TEST_OUTPUT,
} from '../shared/core/aws/stack-outputs.ts'
import type { Monitor } from '../shared/core/definition/monitor.ts'
import { STORED_SECRET_FORM } from '../shared/core/definition/stored-secret.ts'
import { HOME } from '../shared/core/location/known-locations.ts'
import { BuiltInSender } from './home/built-in-sender.ts'
import { Nightly } from './home/nightly.ts'
import { People } from './home/people.ts'
import { Reconciler } from './home/reconciler.ts'
import { tellOfSending } from './home/sending-price.ts'
import { StackMonitors } from './home/stack-monitors.ts'
import { Tables } from './home/tables.ts'
import { Tokens } from './home/tokens.ts'
import { Topics } from './home/topics.ts'
import { Upgrade } from './home/upgrade.ts'
import { warnOfWatchedDomains } from './home/watched-domains.ts'
import { Watchdog } from './home/watchdog.ts'
import { Location } from './location/location.ts'
import { runningAt } from './location/running-at.ts'
import { SavedQueries } from './self-watch/saved-queries.ts'
import { SelfWatch } from './self-watch/self-watch.ts'
import type { StackSettings } from './settings/settings-shape.ts'

export interface InstallationProps {
  settings: StackSettings
  monitors: readonly Monitor[]
  /** The same monitors as they were written: what goes into the table. */
  definitions: readonly unknown[]
}

/** All of one installation, in its home Region: whatever stack it stands in is called like it. */
export class Installation extends Construct {
  readonly tables: Tables
  readonly topics: Topics
  /** The function that performs the runs of the home location. */
  readonly probe: lambda.IFunction

  constructor(scope: Construct, id: string, props: InstallationProps) {
    super(scope, id)
    const { settings, monitors, definitions } = props
    const stack = Stack.of(this)
    const tables = new Tables(this, 'Tables', settings)
    const topics = new Topics(this, 'Alerts', settings)
    warnOfWatchedDomains(topics, monitors, settings.topics)
    const { made: upgraded, told } = new Upgrade(this, 'Upgrade', { settings, tables })
    const tokens = new Tokens(this, 'Tokens', { settings, tables }).function
    const { rows } = new StackMonitors(this, 'StackMonitors', { settings, tables, definitions, upgraded })

    // An id that no logical id shows: they are the same in whichever stack a location stands.
    const here = new Location(this, 'Default', {
      settings,
      home: {
        region: stack.region,
        tables,
        topics: topics.forAlerts,
        tokensArn: tokens.functionArn,
        rows,
        upgraded,
      },
      // The home location is called like its Region, which nobody knows before the deploy.
      location: Aws.REGION,
      monitors: runningAt(HOME, props),
    })
    const { queue: deadLetters, unhandled } = here.deadLetters
    const { entry: location, group } = here.schedules

    const reconciler = new Reconciler(this, 'Reconciler', {
      settings,
      tables,
      topics,
      location,
      group,
      unhandled,
      rows,
    })
    const { reconciled } = reconciler
    const watchdog = new Watchdog(this, 'Watchdog', {
      settings,
      tables,
      topics,
      tokens,
      location,
      reconciled,
    })
    const nightly = new Nightly(this, 'Nightly', { settings, tables, unhandled })

    const { builtInSender } = settings
    const sender =
      builtInSender &&
      new BuiltInSender(this, 'Sender', { settings, sender: builtInSender, tables, unhandled })
    tellOfSending(this, monitors, settings)

    const functions = {
      Probe: here.probe,
      Schedules: reconciler.function,
      Watchdog: watchdog.function,
      'Dead letters': here.deadLetterReader,
      Nightly: nightly.function,
      Tokens: tokens,
      ...(sender && { 'Mail events': sender.function }),
    }
    new SelfWatch(this, 'SelfWatch', {
      settings,
      topics: topics.all,
      operations: topics.operations,
      functions,
      watchdog: watchdog.function,
      deadLetters,
      unhandled,
      scheduleGroupName: location.groupName,
    })

    new SavedQueries(this, 'Queries', {
      functions: Object.values(functions),
      probe: here.probe,
      deadLetterReader: here.deadLetterReader,
      watchdog: watchdog.function,
    })

    new People(this, 'People', { settings, tables, topics, probes: [here.probe], tokens })

    // By their names policies and `roundtrip alerts test` mean topics.
    const outputs = {
      MonitorsTable: tables.monitors.tableName,
      ResultsTable: tables.results.tableName,
      AlertTopic: topics.alerts.topicArn,
      AlertTopics: Object.keys(topics.forAlerts).join(','),
      // The API asks SNS who is subscribed to these.
      [TOPIC_ARNS_OUTPUT]: Object.values(topics.forAlerts)
        .map(({ topicArn }) => topicArn)
        .join(','),
      // `roundtrip doctor` compares it with those of the locations, and with its own.
      [VERSION_OUTPUT]: codeVersion(),
      // `roundtrip doctor` asks SNS who is subscribed to it.
      [OPERATIONS_TOPIC_OUTPUT]: topics.operations.topicArn,
      ProbeFunction: here.probe.functionName,
      // `roundtrip test` and the API ask these for runs.
      [PROBES_OUTPUT]: stack.toJsonString([{ location: location.location, probeArn: location.probeArn }]),
      // `roundtrip oauth renew` asks this one for a token.
      [TOKENS_FUNCTION_OUTPUT]: tokens.functionArn,
      // Whoever looks at the stack tells by it where monitors run that name no locations.
      [DEFAULT_LOCATIONS_OUTPUT]: settings.defaultLocations.join(','),
      // A location has this one look at its schedules once it has registered.
      [RECONCILER_OUTPUT]: reconciler.function.functionArn,
      // Whoever looks at the stack reads its reports in this zone.
      [REPORT_ZONE_OUTPUT]: settings.reportZone,
      [VIEWERS_MAY_TEST_OUTPUT]: String(settings.viewersMayTest),
      NightlyFunction: nightly.function.functionName,
      // `roundtrip secrets set` writes no form that the probes of a stack do not say they read.
      [SECRET_FORM_OUTPUT]: String(STORED_SECRET_FORM),
      LastUpgrade: told,
    }
    for (const [name, value] of Object.entries(outputs)) {
      // The command line finds them by these names, wherever in a stack this stands.
      new CfnOutput(this, name, { value }).overrideLogicalId(name)
    }
    this.tables = tables
    this.topics = topics
    this.probe = here.probe
  }
}
