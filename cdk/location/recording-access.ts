import * as iam from 'aws-cdk-lib/aws-iam'

import type { Tables } from '../home/tables.ts'
import type { Topics } from '../home/topics.ts'

/** What recording a run's result and telling of it takes, beside reading its monitor. */
export function grantRecording(role: iam.Role, tables: Tables, topics: Topics): void {
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:Query',
      ],
      resources: [tables.results.tableArn],
    }),
  )
  for (const topic of Object.values(topics.forAlerts)) topic.grantPublish(role)
}
