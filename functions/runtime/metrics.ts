import type { Clock } from '../../shared/app/ports/clock.ts'
import { METRIC_DIMENSION, METRIC_NAMESPACE, type MetricName } from '../contract.ts'

/** Counts of the fleet, for CloudWatch. */
export interface Metrics {
  /** One sample of each metric that is named. */
  write(counts: Readonly<Partial<Record<MetricName, number>>>): void
}

export interface EmfMetricsOptions {
  clock: Pick<Clock, 'now'>
  stackName: string
  output?: { write(text: string): unknown }
}

/**
 * Metrics by way of the function's own log: a line in the embedded metric format, which CloudWatch Logs turns
 * into samples (CloudWatch, "Specification: Embedded metric format"). No call that could fail, and no
 * permission.
 */
export function emfMetrics({ clock, stackName, output = process.stdout }: EmfMetricsOptions): Metrics {
  return {
    write(counts) {
      const line = {
        _aws: {
          Timestamp: clock.now(),
          CloudWatchMetrics: [
            {
              Namespace: METRIC_NAMESPACE,
              Dimensions: [[METRIC_DIMENSION]],
              Metrics: Object.keys(counts).map((name) => ({ Name: name, Unit: 'Count' })),
            },
          ],
        },
        [METRIC_DIMENSION]: stackName,
        ...counts,
      }
      output.write(`${JSON.stringify(line)}\n`)
    },
  }
}
