import { type Address, type Shown, servedWords } from '../../../shared/core/wording/home-address.ts'
import type { Outputs } from '../../terminal/output.ts'
import { aside } from '../../terminal/output.ts'
import { writeLine, writeRemark } from '../../terminal/words.ts'

/** What is served where: in a pipe the address is all that standard output holds. */
export function tellAddress(
  what: string,
  address: Address,
  shown: Omit<Shown, 'isTerminal'>,
  outputs: Outputs,
): void {
  const { out } = outputs
  writeRemark(aside(outputs), what, 'dim')
  writeLine(out, servedWords(address, { ...shown, isTerminal: out.isTerminal }))
}
