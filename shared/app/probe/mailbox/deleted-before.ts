import {
  type DeletedMessages,
  NONE_DELETED,
  deletedId,
  isFull,
  withDeleted,
} from '../../../core/identity/deleted-messages.ts'
import type { MessageMark } from '../../../core/run/test-message.ts'
import type { Monitor } from '../../../core/definition/monitor.ts'
import type { Warning } from '../../../core/run/run.ts'
import type { DiagnosticLog } from '../../ports/dialogue.ts'
import type { ListedMessage } from '../../ports/mail.ts'
import type { DeletedMessageStore } from '../../ports/stores/deleted-messages.ts'
import type { RunLedger } from '../run-ledger.ts'

/** What of a run it takes. */
interface OneRun {
  monitor: Monitor
  ledger: RunLedger
  log: DiagnosticLog
  warnings: Set<Warning>
}

type Token = Pick<MessageMark, 'token'>

/**
 * What a POP3 monitor has deleted before and is listed again. It is let be: neither read nor deleted nor counted, so
 * that a run does the same work however much of it there is. Kept from run to run; without a store, and while
 * the store fails, nothing is known.
 */
export interface DeletedBefore {
  /** Reads what is kept, once; to be awaited where a server lists such things, and for a leftover. Never throws. */
  load(): Promise<void>
  /** Whether any of these has come back. */
  lookThrough(listed: Iterable<ListedMessage>): void
  /** Whether it was read whole and deleted before, by an earlier run or in a look of this one: it has come back. */
  isBack(message: ListedMessage): boolean
  /** Whether this very message was deleted before, as it is at any other server. */
  wasDeleted(message: ListedMessage, mark: Token): boolean
  /** More came back than is remembered: leftovers are let be, and so is what stood there before ours was sent. */
  readonly isFull: boolean
  /** Whether some of it was listed in this run. */
  readonly anyBack: boolean
  /** To be called once a look that deleted this has ended well; `fetched`: it was read whole before. */
  deleted(message: ListedMessage, mark: Token, fetched: boolean): void
  /** Keeps what was told since; never throws. */
  save(): Promise<void>
}

export function deletedBefore(
  { monitor: { mailbox }, ledger, log, warnings }: OneRun,
  store: DeletedMessageStore | undefined,
): DeletedBefore {
  const place = `${mailbox.server.host} ${mailbox.userid}`
  const { monitorId } = ledger.open
  let known: DeletedMessages | undefined
  let ids: { once: Set<string>; fetched: Set<string> } = { once: new Set(), fetched: new Set() }
  let news: { once: string[]; fetched: string[] } = { once: [], fetched: [] }
  let loading: Promise<void> | undefined
  const ofThisRun = new Set<string>()
  let anyBack = false

  async function read(): Promise<void> {
    try {
      known = (await store?.findDeleted(monitorId)) ?? NONE_DELETED
      ids = { once: new Set(known.once), fetched: new Set(known.fetched) }
    } catch (error) {
      log.note(`what was deleted before is not known: ${String(error)}`)
    }
  }

  function isBack({ key, isJunk }: ListedMessage): boolean {
    if (key === undefined || isJunk || ids.fetched.size + ofThisRun.size === 0) return false
    const id = deletedId(place, key)
    // A server may need a moment: only the next run knows.
    if (ofThisRun.has(id)) return true
    const isBack = ids.fetched.has(id)
    if (isBack && !anyBack) {
      anyBack = true
      warnings.add('deleted-came-back')
      log.note('messages that were deleted are listed again: let be', { side: 'mailbox' })
    }
    return isBack
  }

  return {
    load: () => (loading ??= read()),
    isBack,
    lookThrough(listed) {
      if (anyBack || ids.fetched.size === 0) return
      for (const message of listed) if (isBack(message)) return
    },
    wasDeleted: ({ key }, { token }) => key !== undefined && ids.once.has(deletedId(place, key, token)),
    get isFull() {
      return anyBack && known !== undefined && isFull(known)
    },
    get anyBack() {
      return anyBack
    },
    deleted({ key, isJunk }, { token }, fetched) {
      if (key === undefined || isJunk || this.isFull) return
      if (fetched) ofThisRun.add(deletedId(place, key))
      if (fetched) news.fetched.push(deletedId(place, key))
      else news.once.push(deletedId(place, key, token))
    },
    async save() {
      // What could not be read is not written over.
      if (!store || !known || news.once.length + news.fetched.length === 0) return
      // Where nothing that earlier runs fetched is listed any more, that is forgotten.
      const fetched = known.fetched.filter((id) => anyBack || !ids.fetched.has(id))
      known = withDeleted({ ...known, fetched }, news)
      news = { once: [], fetched: [] }
      try {
        await store.putDeleted(monitorId, known)
      } catch (error) {
        log.note(`what was deleted is not kept: ${String(error)}`)
      }
    },
  }
}

/** For IMAP, where a message is deleted by its UID for good. */
export const NOTHING_BACK: DeletedBefore = {
  load: () => Promise.resolve(),
  lookThrough: () => undefined,
  isBack: () => false,
  wasDeleted: () => false,
  isFull: false,
  anyBack: false,
  deleted: () => undefined,
  save: () => Promise.resolve(),
}
