import { GMAIL_LISTS } from '../../run/gmail.ts'

/** What every listing of a run was, before and after the test message was sent. */
export interface UnchangedListing {
  /** Listings that could have held the message, at least 2. */
  looks: number
  /** Messages in each, at least 1. */
  count: number
  /** What is listed is what was not fetched yet, as Gmail has it without `recent:`. */
  isQueue: boolean
}

/** Of a message that never came: that nothing came, and whether the listing has room for it. */
export function unchangedWords({ looks, count, isQueue }: UnchangedListing): string {
  const same = `each of ${looks} looks listed the same ${count === 1 ? 'message' : `${count} messages`}`
  return isQueue && count >= GMAIL_LISTS
    ? `${same}; Gmail lists over POP3 only about ${GMAIL_LISTS}, the oldest that were not fetched yet`
    : same
}
