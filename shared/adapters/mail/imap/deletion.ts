import type { Warning } from '../../../core/run/run.ts'
import type { Folder, ImapFolders } from './imap-folders.ts'
import { quotedAsListed } from './imap-folders.ts'
import type { LoggedIn } from './logged-in.ts'
import type { ImapMessage } from './listing.ts'

export interface Deletion {
  /** Something is to be carried out. */
  readonly isDue: boolean
  mark(message: ImapMessage): Promise<void>
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
  const flagged = new Map<Folder, number[]>()
  const toMove = new Map<Folder, number[]>()

  const add = (to: Map<Folder, number[]>, { folder, uid }: ImapMessage) =>
    to.set(folder, [...(to.get(folder) ?? []), uid])

  async function flag(uids: readonly number[]): Promise<void> {
    await wire.say({ line: `UID STORE ${uids.join(',')} +FLAGS.SILENT (\\Deleted)` })
  }

  async function trashFor(): Promise<string | undefined> {
    const { move, uidPlus, isGmail } = capabilities
    if (!move || (uidPlus && !isGmail && !folders.learnt.special?.keepsAll)) return undefined
    const { trash, keepsAll } = await folders.special()
    return uidPlus && !isGmail && !keepsAll ? undefined : trash
  }

  async function throughTrash(folder: Folder, uids: readonly number[], trash: string): Promise<void> {
    await folders.select(folder)
    const { code, data } = await wire.say({ line: `UID MOVE ${uids.join(',')} ${quotedAsListed(trash)}` })
    if (!capabilities.uidPlus) return
    const moved = movedTo(
      code?.name === 'COPYUID'
        ? code.argument
        : copyUid(data.findLast(({ name }) => name === 'COPYUID')?.values),
    )
    if (moved === undefined) return
    await folders.selectByName(quotedAsListed(trash))
    await wire.say({ line: `UID STORE ${moved} +FLAGS.SILENT (\\Deleted)` })
    await wire.say({ line: `UID EXPUNGE ${moved}` })
  }

  return {
    get isDue() {
      return flagged.size + toMove.size > 0
    },
    async mark(message) {
      if ((await trashFor()) !== undefined) {
        add(toMove, message)
        return
      }
      await folders.select(message.folder)
      await flag([message.uid])
      add(flagged, message)
    },
    async carryOut() {
      const [moves, expunges] = [[...toMove], [...flagged]]
      toMove.clear()
      flagged.clear()
      const trash = moves.length > 0 ? await trashFor() : undefined
      for (const [folder, uids] of moves) if (trash !== undefined) await throughTrash(folder, uids, trash)
      for (const [folder, uids] of expunges) {
        if (capabilities.uidPlus) {
          await folders.select(folder)
          await wire.say({ line: `UID EXPUNGE ${uids.join(',')}` })
        } else {
          dialogue.note('the server deletes no single message: it stays, flagged as deleted')
          warnings.push('not-deleted')
        }
      }
    },
  }
}

function copyUid(values: readonly unknown[] | undefined): string {
  return values?.map(String).join(' ') ?? ''
}

/** The UIDs in the folder that was moved to: `UIDVALIDITY source destination` (RFC 4315 §3). */
function movedTo(argument: string): string | undefined {
  return /^\d+ [\d,:]+ ([\d,:]+)$/.exec(argument)?.[1]
}
