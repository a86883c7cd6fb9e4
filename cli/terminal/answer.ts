import { tameJson } from '../../shared/core/redaction/tame.ts'
import { answerText } from '../../shared/core/time/answer-text.ts'
import type { Output } from './output.ts'

/**
 * Prints what a use case answered as one JSON object, in the form of `answerText`. `schema`: rises when a
 * reader of the old form would misread the new one.
 */
export function printJson(out: Output, schema: string, answer: object): void {
  out.write(`${tameJson(answerText({ schema, ...answer }, 2))}\n`)
}
