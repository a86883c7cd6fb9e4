import { SERVER_NAME } from './delivery.ts'
import type { FaultPlan, LoginRefusal } from './faults.ts'
import type { Mailboxes, Maildrop, StoredMessage } from './mailbox.ts'
import { multiline, topOf } from './pop3-replies.ts'

/** What to write, in octets as latin1, and what follows it. */
export interface Pop3Answer {
  text: string
  then?: 'close' | 'start-tls'
}

/** One client's session, free of sockets: a command line in, an answer out. */
export interface Pop3Session {
  readonly greeting: string
  answer(line: string): Pop3Answer
  /** From now on the connection is under TLS; what was said before is forgotten (RFC 2595 §4). */
  secured(): void
  /** The connection is gone: the lock is freed, nothing is deleted. */
  end(): void
}

/** `offered`: STLS may be asked for; `active`: under TLS; `none`: no certificate. */
export type Pop3Tls = 'none' | 'offered' | 'active'

type Stage =
  | { name: 'authorization'; userid: string | undefined }
  | { name: 'sasl' }
  | { name: 'transaction'; drop: Maildrop; snapshot: readonly StoredMessage[]; deleted: Set<number> }
  | { name: 'over' }

type Transaction = Extract<Stage, { name: 'transaction' }>

const REFUSALS: Readonly<Record<LoginRefusal, string>> = {
  AUTH: 'Authentication failed',
  'IN-USE': 'The mailbox is locked by another session',
  'LOGIN-DELAY': 'Less than the minimum time since the last login',
  'SYS/TEMP': 'The mailbox is not available for now',
  'SYS/PERM': 'The mailbox is broken',
}

export function pop3Session(mailboxes: Mailboxes, faults: FaultPlan, startTls: Pop3Tls): Pop3Session {
  let tls = startTls
  let stage: Stage = { name: 'authorization', userid: undefined }

  function login(userid: string, password: string): Pop3Answer {
    stage = { name: 'authorization', userid: undefined }
    const drop = mailboxes.login(userid, password)
    const refusal = drop ? faults.loginRefusal() : 'AUTH'
    if (refusal || !drop) return refused(refusal ?? 'AUTH')
    if (!drop.lock()) return refused('IN-USE')
    stage = { name: 'transaction', drop, snapshot: [...drop.messages], deleted: new Set() }
    return ok('Logged in')
  }

  function plain(response: string): Pop3Answer {
    if (response === '*') {
      stage = { name: 'authorization', userid: undefined }
      return err('Cancelled')
    }
    // RFC 4616 §2: authorization identity, NUL, userid, NUL, password.
    const [, userid, password, more] = Buffer.from(response, 'base64').toString('utf8').split('\0')
    return login(userid ?? '', more === undefined ? (password ?? '') : '')
  }

  function beforeLogin(verb: string, argument: string, userid: string | undefined): Pop3Answer {
    switch (verb) {
      case 'CAPA':
        return capabilities(tls)
      case 'USER':
        if (argument === '') return err('USER wants a name')
        stage = { name: 'authorization', userid: utf8(argument) }
        return ok('Password, please')
      case 'PASS':
        return userid === undefined ? err('USER first') : login(userid, utf8(argument))
      case 'AUTH':
        return auth(argument)
      case 'STLS':
        return tls === 'offered' ? { text: '+OK Begin TLS\r\n', then: 'start-tls' } : err('No TLS here')
      case 'QUIT':
        return { text: '+OK Bye\r\n', then: 'close' }
      default:
        return err('Unknown before login')
    }
  }

  function auth(argument: string): Pop3Answer {
    const [mechanism = '', initial] = argument.split(' ')
    if (mechanism === '') return { text: multiline('+OK', 'PLAIN\r\n') }
    if (mechanism.toUpperCase() !== 'PLAIN') return err('Only PLAIN is known')
    if (initial !== undefined) return plain(initial === '=' ? '' : initial)
    stage = { name: 'sasl' }
    return { text: '+ \r\n' }
  }

  function quit(at: Transaction): Pop3Answer {
    const uids = [...at.deleted].map((number) => at.snapshot[number - 1]?.uid ?? '')
    at.drop.remove(new Set(uids))
    at.drop.unlock()
    stage = { name: 'over' }
    return { text: `+OK ${uids.length} deleted, bye\r\n`, then: 'close' }
  }

  return {
    greeting: `+OK ${SERVER_NAME} Roundtrip demo mailbox\r\n`,
    answer(line) {
      const space = line.indexOf(' ')
      const verb = (space < 0 ? line : line.slice(0, space)).toUpperCase()
      const argument = space < 0 ? '' : line.slice(space + 1)
      switch (stage.name) {
        case 'authorization':
          return beforeLogin(verb, argument, stage.userid)
        case 'sasl':
          return plain(line)
        case 'transaction':
          return verb === 'QUIT'
            ? quit(stage)
            : verb === 'CAPA'
              ? capabilities(tls)
              : inMailbox(verb, argument, stage)
        case 'over':
          return { text: '', then: 'close' }
        default:
          return stage satisfies never
      }
    },
    secured() {
      tls = 'active'
      stage = { name: 'authorization', userid: undefined }
    },
    end() {
      if (stage.name === 'transaction') stage.drop.unlock()
      stage = { name: 'over' }
    },
  }
}

/** The commands of the TRANSACTION state (RFC 1939 §5 and §7), on the messages as they were at login. */
function inMailbox(verb: string, argument: string, at: Transaction): Pop3Answer {
  const left = at.snapshot
    .map((message, index) => ({ number: index + 1, message }))
    .filter(({ number }) => !at.deleted.has(number))
  const [first = '', second = ''] = argument.split(' ')
  const chosen = /^\d{1,9}$/.test(first) ? left.find(({ number }) => number === Number(first)) : undefined

  function listing(column: (message: StoredMessage) => string): Pop3Answer {
    if (first === '') {
      const rows = left.map(({ number, message }) => `${number} ${column(message)}\r\n`)
      return { text: multiline(`+OK ${rows.length} messages`, rows.join('')) }
    }
    return chosen ? ok(`${chosen.number} ${column(chosen.message)}`) : err('No such message')
  }

  switch (verb) {
    case 'STAT':
      return ok(`${left.length} ${left.reduce((sum, { message }) => sum + message.raw.length, 0)}`)
    case 'LIST':
      return listing((message) => String(message.raw.length))
    case 'UIDL':
      return listing((message) => message.uid)
    case 'TOP':
      if (!/^\d{1,9}$/.test(second)) return err('TOP wants a message and a number of lines')
      if (!chosen) return err('No such message')
      return { text: multiline('+OK', topOf(chosen.message.raw.toString('latin1'), Number(second))) }
    case 'RETR':
      if (!chosen) return err('No such message')
      return {
        text: multiline(`+OK ${chosen.message.raw.length} octets`, chosen.message.raw.toString('latin1')),
      }
    case 'DELE':
      if (!chosen) return err('No such message')
      at.deleted.add(chosen.number)
      return ok('Marked')
    case 'RSET':
      at.deleted.clear()
      return ok(`${at.snapshot.length} messages`)
    case 'NOOP':
      return ok('')
    default:
      return err('Unknown command')
  }
}

function capabilities(tls: Pop3Tls): Pop3Answer {
  const known = ['TOP', 'USER', 'SASL PLAIN', 'UIDL', 'PIPELINING', 'RESP-CODES', 'AUTH-RESP-CODE']
  if (tls === 'offered') known.push('STLS')
  return { text: multiline('+OK', known.map((name) => `${name}\r\n`).join('')) }
}

function ok(text: string): Pop3Answer {
  return { text: text === '' ? '+OK\r\n' : `+OK ${text}\r\n` }
}

function err(text: string): Pop3Answer {
  return { text: `-ERR ${text}\r\n` }
}

function refused(refusal: LoginRefusal): Pop3Answer {
  return err(`[${refusal}] ${REFUSALS[refusal]}`)
}

/** Lines are kept as octets in latin1; names and passwords are UTF-8 (RFC 6856 §2). */
function utf8(octets: string): string {
  return Buffer.from(octets, 'latin1').toString('utf8')
}
