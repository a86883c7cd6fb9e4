import type * as sns from 'aws-cdk-lib/aws-sns'
import type { IDependable } from 'constructs'

import type { Tables } from './tables.ts'

/** All of home that a location refers to, by names and ARNs, so that a stack in another Region can. */
export interface HomeReference {
  /** Where tables, topics and secrets are. */
  region: string
  tables: Pick<Tables, 'monitors' | 'results'>
  /** By name: the topics that carry alerts of monitors. */
  topics: Readonly<Record<string, sns.ITopic>>
  /** The ARN of the function that fetches access tokens. */
  tokensArn: string
  /** Stands once the rows of the stack's monitors do. */
  rows: IDependable
  /** Stands once rows are as this version wants them. */
  upgraded: IDependable
}
