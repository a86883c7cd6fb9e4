import { expect } from 'vitest'

import { roundtrip } from '../../cli/roundtrip-process.ts'

interface Told {
  check: string
  findings: { severity: string; seen: string; mend: string }[]
  unanswered: object[]
}

/** What `roundtrip doctor` says by the account behind this door: its findings by check. */
export async function doctorSaid(
  door: { url: string },
  ...options: readonly string[]
): Promise<{ code: number | null; said: Record<string, string[]>; unanswered: object[] }> {
  const env = {
    ...(process.env as Record<string, string>),
    AWS_ENDPOINT_URL_LAMBDA: door.url,
    AWS_ENDPOINT_URL_SNS: door.url,
  }
  const { code, out, err } = await roundtrip(['doctor', '--json', ...options], env).ended()
  expect(err).toBe('')
  const { items } = JSON.parse(out) as { items: Told[] }
  const lines = items.map(
    ({ check, findings }) => [check, findings.map(({ severity, seen }) => `${severity}: ${seen}`)] as const,
  )
  return { code, said: Object.fromEntries(lines), unanswered: items.flatMap(({ unanswered }) => unanswered) }
}
