import { METRICS } from '../../shared/http/metrics/metrics.ts'
import { labelsOf } from '../../shared/http/metrics/exposition.ts'

/** What Prometheus itself adds to a series, and the labels of its `up`. */
const OF_PROMETHEUS = ['job', 'instance', 'le']

const LABELS = new Map(METRICS.map((metric) => [metric.name, labelsOf(metric)]))

/** The names of our metrics in a text. */
export function metricsIn(text: string): string[] {
  return [...text.matchAll(/\broundtrip_\w+/g)].map(([name]) => name)
}

/** What an expression asks for that there is not: metrics, and labels of the metrics that it names. */
export function unknownIn(expression: string, shownLabels = ''): string[] {
  const names = metricsIn(expression)
  const known = [...names.flatMap((name) => LABELS.get(name) ?? []), ...OF_PROMETHEUS]
  const selectors = [...expression.matchAll(/(\w+)\{([^}]*)\}/g)].flatMap(([, name = '', matchers = '']) => {
    const own = name.startsWith('roundtrip_') ? [...(LABELS.get(name) ?? []), ...OF_PROMETHEUS] : known
    return labelsIn(matchers, /(\w+)\s*(?:=~|!~|!=|=)/g).filter((label) => !own.includes(label))
  })
  const groups = [
    ...expression.matchAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g),
  ]
  const grouped = groups.flatMap(([, list = '']) => labelsIn(list, /(\w+)/g))
  const shown = labelsIn(shownLabels, /\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}/g)
  return [
    ...names.filter((name) => !LABELS.has(name)),
    ...selectors,
    ...[...grouped, ...shown].filter((label) => !known.includes(label)),
  ]
}

function labelsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, label = '']) => label)
}
