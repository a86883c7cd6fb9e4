import type { AttributeValue } from '@aws-sdk/client-dynamodb'

import { REASONS } from '../../../shared/core/run/statuses.ts'
import { MAILBOX_PHASES, SENDING_PHASES } from '../../../shared/core/time/phases.ts'
import { STATE_WORDS } from '../../../shared/core/wording/state-words.ts'
import { WARNING_WORDS } from '../../../shared/core/wording/words/warning-words.ts'

/** What a later version may coin: in an upgrade home and its locations are of two versions, in either order. */
export const LATER = 'coined-later'

/** Every word of a list that grows. */
const WORDS = new Set([
  ...[...REASONS, ...SENDING_PHASES, ...MAILBOX_PHASES],
  ...[WARNING_WORDS, STATE_WORDS].flatMap((words) => Object.keys(words)),
  ...['schedule', 'on-demand', 'recheck', 'delivered', 'failed', 'lost', 'claimed', 'refused', 'ended'],
  ...['region', 'fixed-address', 'mute', 'pause', 'stack', 'table'],
])
/** Where a word is the name of an attribute. */
const BY_WORD = ['reasons', 'warnings', 'smtp', 'mailbox', 'inconclusive']
const BY_STATUS = ['runs', 'rechecks']

export type Change = (item: Item) => void
export type Item = Record<string, AttributeValue>

/** Each place at which the item holds such a word, or a status, as what puts another one there. */
export function wordsIn(item: Item, name = ''): Change[] {
  return Object.entries(item).flatMap(([key, value]): Change[] => {
    const put =
      (stored: AttributeValue): Change =>
      (into) =>
        void (into[key] = stored)
    const inside = (changes: Change[], of: (held: AttributeValue) => Item): Change[] =>
      changes.map((change) => (into) => {
        const held = into[key]
        if (held) change(of(held))
      })
    const rename =
      (to: string): Change =>
      (into) => {
        const { [key]: held } = into
        Reflect.deleteProperty(into, key)
        if (held) into[to] = held
      }
    return [
      ...(BY_WORD.includes(name) && WORDS.has(key) ? [rename(LATER)] : []),
      ...(BY_STATUS.includes(name) ? [rename('7')] : []),
      ...(key === 'status' ? [put({ N: '7' })] : []),
      ...(value.S !== undefined && WORDS.has(value.S) ? [put({ S: LATER })] : []),
      ...(value.S?.startsWith('[') ? wordsInJson(value.S).map((S) => put({ S })) : []),
      ...(value.M ? inside(wordsIn(value.M, key), ({ M = {} }) => M) : []),
      ...(value.L ? inside(wordsIn(value.L as unknown as Item, key), ({ L }) => L as unknown as Item) : []),
    ]
  })
}

function wordsInJson(json: string): string[] {
  return Array.from(json.matchAll(/(?<=:")[a-z-]+(?=")/g))
    .filter(([word]) => WORDS.has(word))
    .map(({ 0: word, index }) => json.slice(0, index) + LATER + json.slice(index + word.length))
}
