import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { Pop3Message } from './listing.ts'
import { MAX_WHOLE_OCTETS } from './message-reader.ts'
import type { Pop3Library } from './pop3-library.ts'
import { isRefusal } from '../refusal.ts'

/**
 * RETR of one message of ours, whose text is dropped: at Gmail it and QUIT take a message off the list, which
 * TOP does not. It is made for the server's sake alone: what is too large to be ours is not read, and a
 * refusal is noted; DELE follows all the same.
 */
export async function fetchWhole(
  { number, sizeOctets = 0 }: Pop3Message,
  library: Pick<Pop3Library, 'RETR'>,
  dialogue: Pick<Dialogue, 'note'>,
): Promise<void> {
  if (sizeOctets > MAX_WHOLE_OCTETS) {
    dialogue.note('too large to be read whole before it is deleted: the server may list it again')
    return
  }
  try {
    await library.RETR(number)
  } catch (error) {
    if (!isRefusal(error)) throw error
    dialogue.note('not read whole before it is deleted: the server may list it again')
  }
}
