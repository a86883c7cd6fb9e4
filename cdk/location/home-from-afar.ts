import { ArnFormat, CustomResource, Duration, Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as sns from 'aws-cdk-lib/aws-sns'
import { Construct, type IDependable } from 'constructs'

import {
  type EnvironmentOf,
  type HomeProperties,
  LOCATION_RESOURCES,
  type LocationProperties,
} from '../../functions/contract.ts'
import { codeVersion } from '../../shared/adapters/version.ts'
import { RECONCILER_OUTPUT, TOKENS_FUNCTION_OUTPUT } from '../../shared/core/aws/stack-outputs.ts'
import { alertTopics } from '../../shared/core/definition/topic-names.ts'
import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { ProviderFramework } from '../function/provider-framework.ts'
import type { HomeReference } from '../home/home-reference.ts'
import type { StackTable } from '../home/tables.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

/** What a location says of itself at home. */
export type Registration = Omit<LocationProperties, 'Version' | 'ResultsTable' | 'Reconciler'>

/**
 * Home, for the stack of a location in any Region: read from home's outputs at each deploy that changes what they
 * depend on. No export of home's holds it then: both stacks can be changed alone (docs/adr/0017).
 */
export class HomeFromAfar extends Construct {
  readonly reference: HomeReference
  private readonly bundled: BundledFunction
  private readonly token: string
  private readonly outputs: CustomResource

  constructor(scope: Construct, id: string, settings: StackSettings & { homeRegion: string }) {
    super(scope, id)
    const { stackName, homeRegion, existingTables, retention } = settings
    this.bundled = new BundledFunction(this, 'Function', {
      entry: 'functions/location/index.ts',
      description: 'Tells this location of Roundtrip about home, and home about it, at deploy',
      memoryMb: 256,
      logDays: retention.functionLogDays,
      timeout: Duration.minutes(10),
      environment: {
        ROUNDTRIP_STACK_NAME: stackName,
        ROUNDTRIP_HOME_REGION: homeRegion,
      } satisfies EnvironmentOf<'location'>,
    })
    const home = homeStackArn(this, settings)
    this.bundled.allow(['cloudformation:DescribeStacks'], home)
    acknowledgeWildcard(
      this.bundled.role,
      home,
      'The stack of home, whose ARN ends in what CloudFormation made up.',
    )
    this.token = new ProviderFramework(this, 'Framework', {
      onEvent: this.bundled.function,
      logDays: retention.functionLogDays,
    }).serviceToken
    const topics = alertTopics(settings.topics) ?? []
    this.outputs = new CustomResource(this, 'Outputs', {
      resourceType: LOCATION_RESOURCES.home,
      serviceToken: this.token,
      properties: {
        Topics: topics,
        Version: codeVersion(),
        ...(existingTables && {
          Existing: { Monitors: existingTables.monitors, Results: existingTables.results },
        }),
      } satisfies HomeProperties,
    })
    this.reference = {
      region: homeRegion,
      tables: {
        monitors: this.table('MonitorsTable', homeRegion),
        results: this.table('ResultsTable', homeRegion),
      },
      topics: Object.fromEntries(
        topics.map((name, place) => {
          const arn = this.outputs.getAttString(`Topic${String(place)}`)
          return [name, sns.Topic.fromTopicArn(this, `Topic-${name}`, arn)]
        }),
      ),
      tokensArn: this.outputs.getAttString(TOKENS_FUNCTION_OUTPUT),
      // Home is deployed first, so its rows stand.
      rows: this.outputs,
      upgraded: this.outputs,
    }
  }

  /** Tells home of this location, once all of `stands` does. */
  register(registration: Registration, stands: readonly IDependable[]): void {
    const { results } = this.reference.tables
    const reconciler = this.outputs.getAttString(RECONCILER_OUTPUT)
    // A policy of its own: the role's other one stands before what tells these ARNs.
    const policy = new iam.Policy(this, 'Registering', {
      roles: [this.bundled.role],
      statements: [
        new iam.PolicyStatement({
          actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
          resources: [results.tableArn],
          conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['#locations'] } },
        }),
        new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [reconciler] }),
      ],
    })
    const registered = new CustomResource(this, 'Registered', {
      resourceType: LOCATION_RESOURCES.location,
      serviceToken: this.token,
      properties: {
        ...registration,
        Version: codeVersion(),
        ResultsTable: results.tableName,
        Reconciler: reconciler,
      } satisfies LocationProperties,
    })
    registered.node.addDependency(policy, ...stands)
  }

  private table(output: 'MonitorsTable' | 'ResultsTable', region: string): StackTable {
    const tableName = this.outputs.getAttString(output)
    const tableArn = Stack.of(this).formatArn({
      service: 'dynamodb',
      region,
      resource: 'table',
      resourceName: tableName,
    })
    return { tableName, tableArn }
  }
}

function homeStackArn(
  scope: Construct,
  { stackName, homeRegion }: { stackName: string; homeRegion: string },
): string {
  return Stack.of(scope).formatArn({
    service: 'cloudformation',
    region: homeRegion,
    resource: 'stack',
    resourceName: `${stackName}/*`,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  })
}
