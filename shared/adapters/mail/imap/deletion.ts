import type { Warning } from '../../../core/run/run.ts'
import type { Folder, ImapFolders } from './imap-folders.ts'
import { quoted } from './folder-name.ts'
import type { LoggedIn } from './logged-in.ts'
import { type ImapMessage, isStale } from './listing.ts'

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
): Deletion {
  const marked = new Map<Folder, ImapMessage[]>()

  async function trashFor(): Promise<string | undefined> {
    const { move, uidPlus, isGmail } = capabilities
    if (!move || (uidPlus && !isGmail && !folders.learnt.special?.keepsAll)) return undefined
    const { trash, keepsAll } = await folders.special()
    return uidPlus && !isGmail && !keepsAll ? undefined : trash
  }

  function stays(why: string): void {
    if (warnings.includes('not-deleted')) return
    dialogue.note(`not deleted: ${why}`)
    warnings.push('not-deleted')
  }

  async function throughTrash(uids: readonly number[], trash: string): Promise<void> {
    const { code, data } = await wire.say({ line: `UID MOVE ${uids.join(',')} ${quoted(trash)}` })
    if (!capabilities.uidPlus) return
    const moved = movedTo(
      uids.length,
      code?.name === 'COPYUID'
        ? code.argument
        : copyUid(data.findLast(({ name }) => name === 'COPYUID')?.values),
    )
    if (moved === undefined) return
    if ((await folders.selectByName(quoted(trash))) !== moved.validity) return
    await wire.say({ line: `UID STORE ${moved.uids} +FLAGS.SILENT (\\Deleted)` })
    await wire.say({ line: `UID EXPUNGE ${moved.uids}` })
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
        const uids = messages.filter((message) => !isStale(message)).map(({ uid }) => uid)
        if (uids.length < messages.length) stays('the folder has a new UIDVALIDITY')
        if (uids.length === 0) continue
        if (trash === undefined) await expunge(uids.join(','))
        else await throughTrash(uids, trash)
      }
    },
  }
}

function copyUid(values: readonly unknown[] | undefined): string {
  return values?.map(String).join(' ') ?? ''
}

/**
 * The UIDs in the folder that was moved to: `UIDVALIDITY source destination` (RFC 4315 §3); `undefined` where
 * they are not as many as were moved, for then they name others too.
 */
function movedTo(count: number, argument: string): { validity: string; uids: string } | undefined {
  const [, validity, uids] = /^(\d+) [\d,:]+ ([\d,:]+)$/.exec(argument) ?? []
  if (validity === undefined || uids === undefined) return undefined
  const named = uids.split(',').reduce((sum, range) => {
    const [first = NaN, last = first] = range.split(':').map(Number)
    return sum + Math.abs(last - first) + 1
  }, 0)
  return named === count ? { validity, uids } : undefined
}
