/**
 * What part of the runs were OK, as `99.93 %`: rounded down, so that only what never failed is `100 %`; `-`
 * where there were none.
 */
export function percentText({ ok, runs }: { ok: number; runs: number }): string {
  if (runs === 0) return '-'
  if (ok === runs) return '100 %'
  return `${(Math.floor((ok * 10_000) / runs) / 100).toFixed(2)} %`
}
