import { Stack } from 'aws-cdk-lib'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

export interface SavedQueriesProps {
  /** All whose errors are looked for. */
  functions: readonly lambda.Function[]
  probe: lambda.Function
  deadLetterReader: lambda.Function
  /** Absent at a location beside home. */
  watchdog?: lambda.Function
}

interface SavedQuery {
  text: readonly string[]
  of: readonly lambda.Function[]
}

/**
 * What operations asks the functions' logs, saved in CloudWatch Logs Insights in a folder called like the stack.
 * `docs/operations.md` says when to run which. Lines are ours (`functions/runtime/json-log.ts`) or Lambda's own,
 * whose `type` begins with `platform.` (Lambda Developer Guide, "Lambda Telemetry API Event schema reference").
 */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, props: SavedQueriesProps) {
    super(scope, id)
    for (const [name, { text, of }] of Object.entries(queries(props))) {
      new logs.CfnQueryDefinition(this, name, {
        name: `${Stack.of(this).stackName}/${name}`,
        queryString: text.join('\n| '),
        logGroupNames: of.map((one) => one.logGroup.logGroupName),
      })
    }
  }
}

function queries(props: SavedQueriesProps): Record<string, SavedQuery> {
  const { functions, probe, deadLetterReader, watchdog } = props
  return {
    errors: {
      of: functions,
      text: [
        'fields @timestamp, message, monitorId, error, message.errorMessage, record.status, @log',
        // Lambda alone tells of a call that ran out of time or memory.
        'filter level = "ERROR" or (type = "platform.report" and record.status != "success")',
        'sort @timestamp desc',
        'limit 200',
      ],
    },
    'runs-of-one-monitor': {
      of: [probe, deadLetterReader],
      text: [
        'fields @timestamp, location, message, kind, status, reason, durationMs, error, runId',
        'filter monitorId = "MONITOR"',
        'sort @timestamp desc',
        'limit 200',
      ],
    },
    'runs-given-up': {
      of: [deadLetterReader],
      text: [
        'fields @timestamp, monitorId, location, message, kind, reason, error, runId, messageId',
        'filter message in ["dead letter handled", "dead letter not handled"]',
        'sort @timestamp desc',
        'limit 200',
      ],
    },
    'cold-starts': {
      of: functions,
      text: [
        'filter type = "platform.report"',
        'stats count(*) as calls, count(record.metrics.initDurationMs) as coldStarts, ' +
          'pct(record.metrics.initDurationMs, 50) as medianMs, max(record.metrics.initDurationMs) as longestMs by @log',
      ],
    },
    'memory-and-time': {
      of: functions,
      text: [
        'filter type = "platform.report"',
        'stats max(record.metrics.durationMs) as longestMs, max(record.metrics.maxMemoryUsedMB) as usedMB, ' +
          'max(record.metrics.memorySizeMB) as ofMB by @log',
      ],
    },
    ...(watchdog && {
      'slow-passes': {
        of: [watchdog],
        text: [
          'fields @timestamp, record.metrics.durationMs, record.status',
          'filter type = "platform.report" and record.metrics.durationMs > 10000',
          'sort record.metrics.durationMs desc',
          'limit 100',
        ],
      },
    }),
  }
}
