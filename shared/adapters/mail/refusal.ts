import { ProbeError } from '../../app/ports/probe-error.ts'

/** Longest text of evidence, characters. */
const MAX_TEXT = 300

/** A well-formed negative reply; the session goes on after it. */
export function isRefusal(error: unknown): error is ProbeError {
  return error instanceof ProbeError && error.evidence.kind === 'refused'
}

/** Throws on what it is given; a refusal with what it alone does not tell behind it, each in brackets, safe already. */
export function toldWith(remarks: readonly string[]): (error: unknown) => never {
  return (error) => {
    if (!isRefusal(error) || remarks.length === 0) throw error
    const { text = '' } = error.evidence
    const told = remarks.map((remark) => ` (${remark})`).join('')
    throw new ProbeError(
      { ...error.evidence, text: `${text.slice(0, MAX_TEXT - told.length)}${told}`.trim() },
      error,
    )
  }
}
