import { Counter, Gauge, Registry, type RegistryContentType } from 'prom-client'

import type { MonitorFigures } from '../../app/history/views/fleet-figures.ts'
import { METRICS, type Metric, type Sample } from './metrics.ts'

export interface Exposition {
  contentType: RegistryContentType
  body: string
}

/**
 * The metrics of these monitors: as OpenMetrics 1.0 for who accepts it, as Prometheus does, else in Prometheus's
 * older text format. All of it is written anew, so that a monitor that is gone leaves nothing behind.
 */
export async function exposition(monitors: readonly MonitorFigures[], accept = ''): Promise<Exposition> {
  const isOpenMetrics = accept.toLowerCase().includes('application/openmetrics-text')
  const contentType = isOpenMetrics ? Registry.OPENMETRICS_CONTENT_TYPE : Registry.PROMETHEUS_CONTENT_TYPE
  const registry = new Registry<RegistryContentType>()
  registry.setContentType(contentType)
  for (const metric of METRICS) fill(metric, monitors, registry)
  return { contentType, body: await registry.metrics() }
}

/** The labels of all series of a metric. */
export function labelsOf({ per, labels }: Metric): string[] {
  return ['monitor', ...(per === 'location' ? ['location'] : []), ...labels]
}

function fill(metric: Metric, monitors: readonly MonitorFigures[], registry: Registry<RegistryContentType>) {
  const { name, help } = metric
  const made = { name, help, labelNames: labelsOf(metric), registers: [registry as Registry] }
  const samples = monitors.flatMap((monitor) => samplesOf(metric, monitor))
  if (metric.type === 'counter') {
    const counter = new Counter(made)
    for (const { labels, value } of samples) counter.inc(labels, value)
  } else {
    const gauge = new Gauge(made)
    for (const { labels, value } of samples) gauge.set(labels, value)
  }
}

function samplesOf(metric: Metric, figures: MonitorFigures): Labelled[] {
  const { monitorId: monitor, lastRuns, lastGood, runs } = figures
  if (metric.per === 'monitor') return labelled(metric.samples(figures), { monitor })
  return Object.entries(lastRuns).flatMap(([location, lastRun]) => {
    const lastGoodAt = lastGood[location]?.finishedAt
    return labelled(metric.samples({ lastRun, lastGoodAt, runs: runs[location] }), { monitor, location })
  })
}

interface Labelled {
  labels: Record<string, string>
  value: number
}

function labelled(samples: readonly Sample[], whose: Record<string, string>): Labelled[] {
  return samples.map(({ labels, value }) => ({ labels: { ...whose, ...labels }, value }))
}
