import { ArnFormat, CustomResource, Duration, RemovalPolicy, Stack, type CfnElement } from 'aws-cdk-lib'
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'

import type { EnvironmentOf, TablesProperties } from '../../functions/contract.ts'
import { type KeyAttribute, TABLES, type TableShape } from '../../shared/core/aws/tables.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { acknowledgeWildcard } from '../function/acknowledge-wildcard.ts'
import { BundledFunction } from '../function/bundled-function.ts'
import { ProviderFramework } from '../function/provider-framework.ts'

const TYPES = { S: dynamodb.AttributeType.STRING, N: dynamodb.AttributeType.NUMBER }
const PROJECTIONS = { ALL: dynamodb.ProjectionType.ALL, KEYS_ONLY: dynamodb.ProjectionType.KEYS_ONLY }

const TO_TAKE_UP = [
  'dynamodb:DescribeTable',
  'dynamodb:UpdateTable',
  'dynamodb:DescribeTimeToLive',
  'dynamodb:UpdateTimeToLive',
  'dynamodb:UpdateContinuousBackups',
]

/** A table as grants and functions need it, made by the stack or taken up. */
export interface StackTable {
  readonly tableName: string
  readonly tableArn: string
}

/**
 * The two tables: on demand, restorable to any second of the last 35 days, kept when the stack goes unless
 * the settings say otherwise. Encrypted under DynamoDB's own key, as every table is; a KMS key would charge
 * each request. With `existingTables` they are taken up as they stand; without, the deploy stops before it
 * would make new ones beside those of an earlier stack.
 */
export class Tables extends Construct {
  readonly monitors: StackTable
  readonly results: StackTable
  /** Follows every write to the Monitors table. */
  readonly monitorsStreamArn: string

  constructor(scope: Construct, id: string, settings: StackSettings) {
    super(scope, id)
    const { existingTables: existing, removalPolicy } = settings
    if (existing) {
      const step = new TablesStep(this, 'Step', settings)
      const takenUp = step.resource({ Existing: { Monitors: existing.monitors, Results: existing.results } })
      this.monitors = dynamodb.Table.fromTableName(this, 'ExistingMonitors', existing.monitors)
      this.results = dynamodb.Table.fromTableName(this, 'ExistingResults', existing.results)
      this.monitorsStreamArn = takenUp.getAttString('MonitorsStreamArn')
      return
    }
    const stream = dynamodb.StreamViewType.KEYS_ONLY
    const monitors = table(this, 'Monitors', TABLES.monitors, removalPolicy, stream)
    const results = table(this, 'Results', TABLES.results, removalPolicy)
    const LogicalId = Stack.of(this).getLogicalId(monitors.node.defaultChild as CfnElement)
    const earlier = `${settings.stackName}-${beginningOf(LogicalId)}`
    const vacant = new TablesStep(this, 'Step', settings, earlier).resource({ LogicalId })
    for (const made of [monitors, results]) made.node.addDependency(vacant)
    this.monitors = monitors
    this.results = results
    this.monitorsStreamArn = monitors.tableStreamArn ?? ''
  }
}

/** The function that looks at tables before the stack makes or uses them. */
class TablesStep extends Construct {
  private readonly token: string

  /** `tablePrefix` is how the names of tables begin that this stack, or an earlier one of its name, made. */
  constructor(
    scope: Construct,
    id: string,
    { stackName, existingTables, retention }: StackSettings,
    tablePrefix = `${stackName}-Tables`,
  ) {
    super(scope, id)
    const step = new BundledFunction(this, 'Tables', {
      entry: 'functions/tables/index.ts',
      description: 'Looks at the tables of Roundtrip at deploy',
      memoryMb: 256,
      logDays: retention.functionLogDays,
      timeout: Duration.minutes(2),
      environment: { ROUNDTRIP_TABLE_PREFIX: tablePrefix } satisfies EnvironmentOf<'tables'>,
    })
    if (existingTables) {
      const arns = [existingTables.monitors, existingTables.results].map((name) => tableArn(this, name))
      step.allow(TO_TAKE_UP, ...arns)
    } else {
      const earlier = tableArn(this, `${tablePrefix}*`)
      // ListTables knows no resources; the rest is this stack's own, or an earlier one's of the same name.
      step.allow(['dynamodb:ListTables'], '*')
      step.allow(['dynamodb:Scan'], earlier)
      step.allow(['cloudformation:DescribeStackResource'], Stack.of(this).stackId)
      acknowledgeWildcard(step.role, earlier, "An earlier stack's tables end in what CloudFormation made up.")
      acknowledgeWildcard(step.role, '*', 'ListTables knows no resources, and tells names alone.')
    }
    this.token = new ProviderFramework(this, 'Framework', {
      onEvent: step.function,
      logDays: retention.functionLogDays,
    }).serviceToken
  }

  resource(properties: TablesProperties): CustomResource {
    return new CustomResource(this, 'Resource', {
      resourceType: 'Custom::RoundtripTables',
      serviceToken: this.token,
      properties,
    })
  }
}

/** What the logical ids of both tables begin with: the path to here, wherever in a stack this stands. */
function beginningOf(logicalId: string): string {
  return logicalId.replace(/Monitors[0-9A-F]{8}$/, '')
}

function tableArn(scope: Construct, resourceName: string): string {
  const arnFormat = ArnFormat.SLASH_RESOURCE_NAME
  return Stack.of(scope).formatArn({ service: 'dynamodb', resource: 'table', resourceName, arnFormat })
}

function table(
  scope: Construct,
  id: string,
  shape: TableShape,
  removalPolicy: StackSettings['removalPolicy'],
  stream?: dynamodb.StreamViewType,
): dynamodb.Table {
  const kept = removalPolicy === 'retain'
  const made = new dynamodb.Table(scope, id, {
    partitionKey: attribute(shape.partitionKey),
    ...(shape.sortKey && { sortKey: attribute(shape.sortKey) }),
    ...(shape.timeToLive !== undefined && { timeToLiveAttribute: shape.timeToLive }),
    ...(stream && { stream }),
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: kept,
    removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  for (const index of shape.indexes) {
    made.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: attribute(index.partitionKey),
      sortKey: attribute(index.sortKey),
      projectionType: PROJECTIONS[index.projection],
    })
  }
  return made
}

function attribute({ name, type }: KeyAttribute): dynamodb.Attribute {
  return { name, type: TYPES[type] }
}
