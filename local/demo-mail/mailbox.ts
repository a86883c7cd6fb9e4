import { sameSecret } from '../../shared/core/identity/same-secret.ts'

/** A mailbox's owner: where mail for it goes, and who may read it. */
export interface Account {
  address: string
  userid: string
  password: string
}

export interface StoredMessage {
  /** Unique in this server while it runs and across restarts; 1 to 70 visible octets (RFC 1939 §7). */
  uid: string
  /** As it is transmitted: CRLF line ends, the last line ended too, not dot-stuffed. */
  raw: Buffer
}

/** One account's messages, oldest first, and the lock under which one session at a time reads them. */
export interface Maildrop {
  readonly messages: readonly StoredMessage[]
  /** Takes the lock (RFC 1939 §4); false while another session has it. */
  lock(): boolean
  unlock(): void
  remove(uids: ReadonlySet<string>): void
}

/** What a mailbox holds at the most: every user of the machine can send to it, and only we take mail away. */
export const MOST_MESSAGES = 10_000
export const MOST_OCTETS = 32 * 1024 * 1024

/**
 * All mailboxes of the demo server. They live in memory and end with it. One that is full loses its oldest
 * messages.
 */
export interface Mailboxes {
  /** Replaces nothing: throws if the address or the userid is taken. */
  add(account: Account): void
  /** Compares without case, as every server in use does. */
  knows(address: string): boolean
  /** Stores the message under a new unique id. Throws for an unknown address. */
  deliver(address: string, raw: Buffer): StoredMessage
  /** What lies there now. Throws for an unknown address. */
  messages(address: string): readonly StoredMessage[]
  /** The userid's maildrop if the password is right. */
  login(userid: string, password: string): Maildrop | undefined
}

/** `uidPrefix` differs at every start, so that no unique id ever comes again. */
export function mailboxes(uidPrefix: string): Mailboxes {
  const byAddress = new Map<string, Box>()
  const byUserid = new Map<string, Box>()
  let delivered = 0

  function boxOf(address: string): Box {
    const box = byAddress.get(address.toLowerCase())
    if (!box) throw new Error(`no mailbox ${address}`)
    return box
  }

  return {
    add(account) {
      const address = account.address.toLowerCase()
      if (byAddress.has(address) || byUserid.has(account.userid)) {
        throw new Error(`mailbox ${account.address} (${account.userid}) is there already`)
      }
      const box = emptyBox(account.password)
      byAddress.set(address, box)
      byUserid.set(account.userid, box)
    },
    knows: (address) => byAddress.has(address.toLowerCase()),
    deliver(address, raw) {
      const box = boxOf(address)
      delivered += 1
      const message = { uid: `${uidPrefix}.${delivered}`, raw: withCrlf(raw) }
      box.messages.push(message)
      box.octets += message.raw.length
      dropOldest(box)
      return message
    },
    messages: (address) => [...boxOf(address).messages],
    login(userid, password) {
      const box = byUserid.get(userid)
      return box && sameSecret(box.password, password) ? box : undefined
    },
  }
}

interface Box extends Maildrop {
  password: string
  messages: StoredMessage[]
  /** Of all of them. */
  octets: number
}

function emptyBox(password: string): Box {
  let locked = false
  const box: Box = {
    password,
    messages: [],
    octets: 0,
    lock() {
      if (locked) return false
      locked = true
      return true
    },
    unlock: () => void (locked = false),
    remove(uids) {
      box.messages = box.messages.filter((message) => !uids.has(message.uid))
      box.octets = box.messages.reduce((sum, { raw }) => sum + raw.length, 0)
    },
  }
  return box
}

function dropOldest(box: Box): void {
  const { messages } = box
  while (messages.length > 1 && (messages.length > MOST_MESSAGES || box.octets > MOST_OCTETS)) {
    box.octets -= messages.shift()?.raw.length ?? 0
  }
}

/** Every line ended by CRLF, the last one too; octets are otherwise kept as they came. */
function withCrlf(raw: Buffer): Buffer {
  const text = raw.toString('latin1').replace(/\r?\n/g, '\r\n')
  return Buffer.from(text.endsWith('\r\n') ? text : `${text}\r\n`, 'latin1')
}
