import type { Check, Finding, Unanswered } from './check.ts'

/** What one check came to. */
export interface Examined {
  check: string
  of: string
  /** Problems first. */
  findings: readonly Finding[]
  /** What could not be asked. */
  unanswered: readonly Unanswered[]
}

/** Makes all checks at once; one that fails says so and holds up no other. Never throws. */
export function examine<Ports>(checks: readonly Check<Ports>[], ports: Ports): Promise<Examined[]> {
  return Promise.all(checks.map((check) => examined(check, ports)))
}

async function examined<Ports>({ name, of, look }: Check<Ports>, ports: Ports): Promise<Examined> {
  const made = { check: name, of }
  try {
    const seen = await look(ports)
    const findings = seen.filter((one): one is Finding => !('error' in one))
    return {
      ...made,
      findings: findings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)),
      unanswered: seen.filter((one): one is Unanswered => 'error' in one),
    }
  } catch (error) {
    return { ...made, findings: [], unanswered: [{ asked: of, error }] }
  }
}

const ORDER: readonly Finding['severity'][] = ['problem', 'note']

/** Nothing to mend, and nothing that could not be asked. */
export function isWell(examined: readonly Examined[]): boolean {
  return examined.every(
    ({ findings, unanswered }) =>
      unanswered.length === 0 && findings.every(({ severity }) => severity !== 'problem'),
  )
}
