import { RemovalPolicy } from 'aws-cdk-lib'
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb'
import { Construct } from 'constructs'

import { TABLES, type KeyAttribute, type TableShape } from '../../shared/core/tables.ts'
import type { StackSettings } from '../settings-shape.ts'

const TYPES = { S: dynamodb.AttributeType.STRING, N: dynamodb.AttributeType.NUMBER }
const PROJECTIONS = { ALL: dynamodb.ProjectionType.ALL, KEYS_ONLY: dynamodb.ProjectionType.KEYS_ONLY }

/**
 * The two tables: on demand, restorable to any second of the last 35 days, kept when the stack goes unless the settings say
 * otherwise. Encrypted under DynamoDB's own key, as every table is; a KMS key would charge each request.
 */
export class Tables extends Construct {
  readonly monitors: dynamodb.Table
  readonly results: dynamodb.Table

  constructor(scope: Construct, id: string, removalPolicy: StackSettings['removalPolicy']) {
    super(scope, id)
    this.monitors = table(this, 'Monitors', TABLES.monitors, removalPolicy)
    this.results = table(this, 'Results', TABLES.results, removalPolicy)
  }
}

function table(
  scope: Construct,
  id: string,
  shape: TableShape,
  removalPolicy: StackSettings['removalPolicy'],
): dynamodb.Table {
  const kept = removalPolicy === 'retain'
  const made = new dynamodb.Table(scope, id, {
    partitionKey: attribute(shape.partitionKey),
    ...(shape.sortKey && { sortKey: attribute(shape.sortKey) }),
    ...(shape.timeToLive !== undefined && { timeToLiveAttribute: shape.timeToLive }),
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
