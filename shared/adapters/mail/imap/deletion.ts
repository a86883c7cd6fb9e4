import type { Warning } from '../../../core/run/run.ts'
import type { Folder, ImapFolders } from './imap-folders.ts'
import { quoted } from './folder-name.ts'
import type { LoggedIn } from './logged-in.ts'
import { type ImapMessage, isStale, uidOf } from './listing.ts'
import { sectionIn } from './message-reader.ts'
import { isRefusal } from '../refusal.ts'
import type { DataResponse } from './responses.ts'
import type { SpecialFolders } from './special-folders.ts'

export interface Deletion {
  /** Something is to be carried out. */
  readonly isDue: boolean
  mark(message: ImapMessage): void
  /** Deletes what was marked, and nothing else. Throws the refusal. */
  carryOut(): Promise<void>
}

/**
 * Deletes our own messages by their UIDs: UID EXPUNGE (RFC 4315), since a bare EXPUNGE takes whatever anybody
 * has flagged. Where the server has none they are moved to its trash, and where it has no MOVE they stay,
 * flagged, with a warning. Where there is a folder of all messages, what is expunged elsewhere may only be
 * archived: it goes by way of the trash.
 */
export function deletion(
  { wire, dialogue, capabilities }: LoggedIn,
  folders: ImapFolders,
  warnings: Warning[],
  headerOf: (message: ImapMessage) => string | undefined,
): Deletion {
  const marked = new Map<Folder, ImapMessage[]>()

  async function trashFor(): Promise<string | undefined> {
    const { move, uidPlus, isGmail, specialUse } = capabilities
    const mayKeep = isGmail || specialUse || folders.learnt.special?.keepsAll === true
    if (uidPlus ? !mayKeep : !move) return undefined
    const { trash, keepsAll } = await listed()
    if (uidPlus && !isGmail && !keepsAll) return undefined
    if (move && trash !== undefined) return trash
    if (uidPlus) stays('the server keeps all mail, and has no trash to move it to: it may only be archived')
    return undefined
  }

  async function listed(): Promise<SpecialFolders> {
    try {
      return await folders.special()
    } catch (error) {
      if (!isRefusal(error)) throw error
      return { keepsAll: false }
    }
  }

  function stays(why: string): void {
    if (warnings.includes('not-deleted')) return
    dialogue.note(`not deleted: ${why}`)
    warnings.push('not-deleted')
  }

  async function throughTrash(messages: readonly ImapMessage[], trash: string): Promise<void> {
    const { data } = await wire.say({ line: `UID MOVE ${uidsOf(messages)} ${quoted(trash)}` })
    if (!capabilities.uidPlus) return
    const moved = movedTo(messages.length, data)
    if (moved === undefined) return
    if ((await folders.selectByName(quoted(trash))) !== moved.validity) return
    const ours = await foundAgain(messages, moved.uids)
    if (ours.length < messages.length) stays('it is not found in the trash where the server says that it is')
    if (ours.length > 0) await expunge(ours.join(','))
  }

  /** Of the UIDs in the trash, those that name one of these messages, whatever the server said. */
  async function foundAgain(messages: readonly ImapMessage[], uids: string): Promise<number[]> {
    const headers = new Set(messages.map(headerOf))
    const { data } = await wire.say({ line: `UID FETCH ${uids} (UID BODY.PEEK[HEADER])` })
    return data.flatMap((row) => {
      const uid = uidOf(row)
      const header = sectionIn(row)
      return uid !== undefined && header && headers.has(header) ? uid : []
    })
  }

  async function expunge(uids: string): Promise<void> {
    await wire.say({ line: `UID STORE ${uids} +FLAGS.SILENT (\\Deleted)` })
    if (capabilities.uidPlus) await wire.say({ line: `UID EXPUNGE ${uids}` })
    else stays('the server has no UIDPLUS, and no trash to move it to: it is only flagged as deleted')
  }

  return {
    get isDue() {
      return marked.size > 0
    },
    mark(message) {
      marked.set(message.folder, [...(marked.get(message.folder) ?? []), message])
    },
    async carryOut() {
      const due = [...marked]
      marked.clear()
      const trash = await trashFor()
      for (const [folder, messages] of due) {
        await folders.select(folder)
        const standing = messages.filter((message) => !isStale(message))
        if (standing.length < messages.length) stays('the folder has a new UIDVALIDITY')
        if (standing.length === 0) continue
        if (trash === undefined) await expunge(uidsOf(standing))
        else await throughTrash(standing, trash)
      }
    },
  }
}

function uidsOf(messages: readonly ImapMessage[]): string {
  return messages.map(({ uid }) => uid).join(',')
}

/**
 * The UIDs in the folder that was moved to: `COPYUID UIDVALIDITY source destination` (RFC 4315 §3); `undefined`
 * where they are not as many as were moved, for then they name others too.
 */
function movedTo(
  count: number,
  data: readonly DataResponse[],
): { validity: string; uids: string } | undefined {
  const told = data.findLast(({ name }) => name === 'COPYUID')?.values.map(String) ?? []
  const [, validity, uids] = /^(\d+) [\d,:]+ ([\d,:]+)$/.exec(told.join(' ')) ?? []
  if (validity === undefined || uids === undefined) return undefined
  const named = uids.split(',').reduce((sum, range) => {
    const [first = NaN, last = first] = range.split(':').map(Number)
    return sum + Math.abs(last - first) + 1
  }, 0)
  return named === count ? { validity, uids } : undefined
}
