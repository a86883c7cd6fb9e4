/** A program of the Prometheus that test/prometheus/run unpacks. */
export function programOf(name: 'prometheus' | 'promtool'): string {
  const { PROMETHEUS } = process.env
  if (!PROMETHEUS) throw new Error('PROMETHEUS names no folder: start this with test/prometheus/run')
  return `${PROMETHEUS}/usr/bin/${name}`
}
