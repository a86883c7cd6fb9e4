export interface StoredMessage {
  uid: number
  /** Header, empty line, body; each character is an octet. */
  readonly text: string
  readonly flags: Set<string>
  /** A test message of the client under test: whoever touches another one trespasses. */
  readonly isOurs: boolean
}

/** What is unusual about a folder. */
export interface FolderPlan {
  /** As LIST shows them: `\Junk`, `\Noselect`. */
  attributes?: readonly string[]
  uidValidity?: number
  uidNext?: number
  isReadOnly?: boolean
  /** As Gmail's "All Mail": it holds a copy of what is delivered anywhere, until that is moved to `\Trash`. */
  keepsAll?: boolean
}

export interface Folder {
  readonly name: string
  readonly plan: FolderPlan
  readonly attributes: readonly string[]
  uidValidity: number
  uidNext: number
  messages: StoredMessage[]
}

export interface Delivery {
  /** Default INBOX. */
  folder?: string
  flags?: readonly string[]
  /** Default: whether it has a header `X-Roundtrip`. */
  isOurs?: boolean
}

/** One account's folders in memory, which all sessions share. */
export interface ImapFolders {
  /** INBOX in any case of its letters (RFC 3501 §5.1). */
  find(name: string): Folder | undefined
  all(): readonly Folder[]
  deliver(text: string, delivery?: Delivery): StoredMessage
  /** What clients do. */
  expunge(folder: Folder, which: (message: StoredMessage) => boolean): void
  /** Where the new copies stand, in order. */
  copy(messages: readonly StoredMessage[], to: Folder): StoredMessage[]
  move(messages: readonly StoredMessage[], from: Folder, to: Folder): StoredMessage[]
  /** Somebody else, who may, takes it away. */
  takeAway(message: StoredMessage): void
  /** Mail of others that is gone, or whose flags are others than at its delivery. */
  harmed(): StoredMessage[]
  /** From now on every uid is another: what a server does that has lost its index (RFC 3501 §2.3.1.1). */
  renumber(folder: Folder): void
  /** Told of every change; answers how to unsubscribe. */
  onChange(listener: () => void): () => void
}

export function imapFolders(plans: Readonly<Record<string, FolderPlan>> = {}): ImapFolders {
  const folders = Object.entries({ INBOX: {}, ...plans }).map(([name, plan]) => newFolder(name, plan))
  const strangers = new Map<StoredMessage, { folder: Folder; flags: string }>()
  const listeners = new Set<() => void>()
  const copyOf = new Map<StoredMessage, { folder: Folder; message: StoredMessage }>()
  const changed = () => {
    for (const listener of listeners) listener()
  }

  function find(name: string): Folder | undefined {
    const wanted = /^inbox$/i.test(name) ? 'INBOX' : name
    return folders.find((folder) => folder.name === wanted)
  }

  function put(folder: Folder, message: Omit<StoredMessage, 'uid'>): StoredMessage {
    const stored = { ...message, flags: new Set(message.flags), uid: folder.uidNext++ }
    folder.messages.push(stored)
    return stored
  }

  function strange(message: StoredMessage, folder: Folder): void {
    if (!message.isOurs) strangers.set(message, { folder, flags: shown(message) })
  }

  function expunge(folder: Folder, which: (message: StoredMessage) => boolean): void {
    folder.messages = folder.messages.filter((message) => !which(message))
    changed()
  }

  function copy(messages: readonly StoredMessage[], to: Folder): StoredMessage[] {
    const copies = messages.map((message) => put(to, message))
    changed()
    return copies
  }

  return {
    find,
    all: () => folders,
    expunge,
    copy,
    deliver(text, { folder = 'INBOX', flags = [], isOurs = /^x-roundtrip:/im.test(text) } = {}) {
      const into = find(folder)
      if (!into) throw new Error(`no folder ${folder}`)
      const message = put(into, { text, flags: new Set(flags), isOurs })
      strange(message, into)
      const keeper = folders.find(({ plan }) => plan.keepsAll)
      if (keeper && keeper !== into) {
        const kept = put(keeper, message)
        copyOf.set(message, { folder: keeper, message: kept })
        strange(kept, keeper)
      }
      changed()
      return message
    },
    move(messages, from, to) {
      const moved = messages.map((message) => put(to, message))
      from.messages = from.messages.filter((message) => !messages.includes(message))
      for (const message of messages) {
        const kept = to.attributes.includes('\\Trash') ? copyOf.get(message) : undefined
        if (kept) expunge(kept.folder, (other) => other === kept.message)
      }
      changed()
      return moved
    },
    takeAway(message) {
      strangers.delete(message)
      for (const folder of folders) expunge(folder, (other) => other === message)
    },
    harmed() {
      const present = new Map(folders.map((folder) => [folder, new Set(folder.messages)]))
      return [...strangers]
        .filter(
          ([message, { folder, flags }]) => !present.get(folder)?.has(message) || shown(message) !== flags,
        )
        .map(([message]) => message)
    },
    renumber(folder) {
      folder.uidValidity += 1
      for (const [index, message] of folder.messages.entries()) message.uid = index + 1
      folder.uidNext = folder.messages.length + 1
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function shown({ flags }: StoredMessage): string {
  return [...flags].sort().join(' ')
}

function newFolder(name: string, plan: FolderPlan): Folder {
  const { attributes = [], uidValidity = 1_700_000_000, uidNext = 1 } = plan
  return { name, plan, attributes, uidValidity, uidNext, messages: [] }
}
