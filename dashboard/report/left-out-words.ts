import type { MonthReport } from '../api/answers.ts'

/** As `12 in maintenance, 1 inconclusive` or `none in this month`. */
export function leftOutWords({
  maintenance,
  inconclusive,
  untried,
}: NonNullable<MonthReport['leftOut']>): string {
  const counted = [
    [maintenance, 'in maintenance'],
    [inconclusive, 'inconclusive'],
    [untried, 'without a login'],
  ] as const
  const parts = counted.flatMap(([count, what]) =>
    count > 0 ? [`${count.toLocaleString('en')} ${what}`] : [],
  )
  return parts.length > 0 ? parts.join(', ') : 'none in this month'
}
