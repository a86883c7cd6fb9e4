import type { Warning } from '../../../core/run/run.ts'
import type { Reply } from './imap-wire.ts'
import { isRefusal } from '../refusal.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import { quoted, quotedFolder } from './folder-name.ts'
import type { LoggedIn } from './logged-in.ts'
import { type DataResponse, type Value, numberOf } from './responses.ts'
import { type SpecialFolders, specialFolders } from './special-folders.ts'

/** A folder that is looked into, in this session and those after it. */
export interface Folder {
  readonly kind: 'expected' | 'junk'
  /** As it is said to the server, in quotes. */
  readonly quoted: string
  /**
   * UIDVALIDITY of its last SELECT; UIDs of another one name other messages (RFC 3501 §2.3.1.1). Where the server
   * told none, or 0, each SELECT has its own: `untold-2`.
   */
  validity: string
  /** SELECTs that told none. */
  untold: number
  /** UIDs from here on are newer than the first SELECT of that validity; `undefined` before. */
  bound: number | undefined
}

/** The folder that is selected, as the last responses have it. */
export interface Selected {
  folder: Folder
  exists: number
  /** More came than `exists` said when it was last listed. */
  hasNews: boolean
}

/** Where there is no junk folder yet, LIST is asked again after so long. */
const LIST_GAP: Millis = 10 * SECOND

export interface LearntFolders {
  special: SpecialFolders | undefined
  expected: Folder | undefined
  junk: Folder | undefined
  /** It could not be looked into. */
  hasLeftJunk: boolean
}

export interface ImapFolders {
  readonly learnt: LearntFolders
  /** Where messages are expected. */
  readonly expected: Folder | undefined
  readonly selected: Selected | undefined
  /** The junk folder; `undefined` where none is looked for or found. */
  junk(): Promise<Folder | undefined>
  /** Gives the junk folder up for this run, with the warning `junk-not-looked-into`. */
  leaveJunk(): void
  /** What LIST says of folders; asked again only while there is no junk folder. */
  special(): Promise<SpecialFolders>
  /** SELECT unless it is selected. Throws the refusal. */
  select(folder: Folder): Promise<Selected>
  /** Another folder, for what has to be done there; its UIDVALIDITY. */
  selectByName(quoted: string): Promise<string | undefined>
}

export function imapFolders(session: LoggedIn, warnings: Warning[], before?: LearntFolders): ImapFolders {
  const { wire, dialogue, clock, capabilities } = session
  const learnt: LearntFolders = {
    special: before?.special,
    expected:
      before?.expected ??
      (session.folder === undefined ? undefined : newFolder('expected', quotedFolder(session.folder))),
    junk: before?.junk,
    hasLeftJunk: before?.hasLeftJunk ?? false,
  }
  let selected: Selected | undefined
  let listedMs = -Infinity

  wire.onData = ({ name, number }) => {
    if (!selected || number === undefined) return
    if (name === 'EXISTS') {
      selected.hasNews ||= number > selected.exists
      selected.exists = number
    } else if (name === 'EXPUNGE') selected.exists = Math.max(0, selected.exists - 1)
  }

  async function special(): Promise<SpecialFolders> {
    return learnt.special ?? list()
  }

  async function list(): Promise<SpecialFolders> {
    const how = capabilities.listsSpecialUse ? ' RETURN (SPECIAL-USE)' : ''
    const isFirst = learnt.special === undefined
    const { data } = await wire.say({ line: `LIST "" "*"${how}`, ...(!isFirst && { isNews: () => false }) })
    learnt.special = specialFolders(data)
    const { junk } = learnt.special
    const name = junk === undefined ? undefined : quoted(junk)
    // As the server has it: encoded already.
    if (name !== undefined && name !== learnt.expected?.quoted) learnt.junk = newFolder('junk', name)
    if (isFirst && session.junk && name === undefined)
      dialogue.note('no folder is marked \\Junk, and none has a usual name for it')
    listedMs = clock.monotonicMs()
    return learnt.special
  }

  /** NetEase (163.com, 126.com) refuses SELECT as "Unsafe Login" until the client has sent ID (RFC 2971). */
  async function open(quoted: string): Promise<Reply> {
    const command = { line: `SELECT ${quoted}` }
    try {
      return await wire.say(command)
    } catch (error) {
      if (!capabilities.id || !isRefusal(error) || !/unsafe login/i.test(error.evidence.text ?? ''))
        throw error
      await wire.say({ line: 'ID ("name" "Roundtrip")' })
      return wire.say(command)
    }
  }

  return {
    learnt,
    expected: learnt.expected,
    get selected() {
      return selected
    },
    special,
    async junk() {
      if (!session.junk || learnt.hasLeftJunk) return undefined
      // The first message that is put there may make it.
      if (!learnt.junk && clock.monotonicMs() - listedMs >= LIST_GAP) await list()
      return learnt.junk
    },
    leaveJunk() {
      learnt.hasLeftJunk = true
      warnings.push('junk-not-looked-into')
    },
    async select(folder) {
      if (selected?.folder === folder) return selected
      selected = undefined
      const { data } = await open(folder.quoted)
      const validity = validityIn(data) ?? `untold-${String(++folder.untold)}`
      if (validity !== folder.validity) folder.bound = undefined
      folder.validity = validity
      const isFirst = folder.bound === undefined
      if (isFirst) folder.bound = numberOf(textIn(data, 'UIDNEXT'))
      const exists = data.findLast(({ name }) => name === 'EXISTS')?.number ?? 0
      selected = { folder, exists, hasNews: true }
      return selected
    },
    async selectByName(quoted) {
      selected = undefined
      const { data } = await wire.say({ line: `SELECT ${quoted}` })
      return validityIn(data)
    },
  }
}

function newFolder(kind: Folder['kind'], quoted: string): Folder {
  return { kind, quoted, validity: '', untold: 0, bound: undefined }
}

function validityIn(data: readonly DataResponse[]): string | undefined {
  const validity = textIn(data, 'UIDVALIDITY')
  return validity !== undefined && /^0*$/.test(validity) ? undefined : validity
}

function textIn(data: readonly DataResponse[], code: string): string | undefined {
  const value: Value = data.findLast(({ name }) => name === code)?.values[0]
  return typeof value === 'string' ? value : undefined
}
