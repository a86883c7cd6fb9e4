import type { ImapAct, ImapPlay } from '../../support/servers/imap/imap-play.ts'
import { fromTurn } from '../../support/servers/imap/imap-acts.ts'
import { closing, dripping, resetting, saying, silent } from '../../support/servers/server-acts.ts'
import type { MailboxPhase } from '../../../shared/core/time/phases.ts'
import type { Ending, Row } from '../row.ts'
import { ASKED, JUNK, LOGIN, STARTTLS, WAITED, at, holding, where } from './imap-plays.ts'

type Phase = `mailbox.${MailboxPhase}`
export type ImapStep = Pick<Row, 'health' | 'folders' | 'arrives' | 'plan' | 'carries' | 'smtp'> & {
  step: string
  phase: Phase
  play: (act: ImapAct) => ImapPlay
}

/** The first look has messages to read. */
const FULL = { health: holding(2) }
/** Our message never comes: looks go on. */
const LOST = { smtp: {}, carries: () => undefined }

/** The replies of a session until our message is read, and a server that does `act` instead. */
const STEPS: ImapStep[] = [
  { step: 'its greeting', phase: 'mailbox.greeting', play: at('') },
  { step: 'CAPABILITY', phase: 'mailbox.greeting', play: at('CAPABILITY') },
  { step: 'STARTTLS', phase: 'mailbox.tls', play: at('STARTTLS', STARTTLS) },
  {
    step: 'CAPABILITY under TLS',
    phase: 'mailbox.tls',
    play: (act) => ({ ...STARTTLS, onceSecured: { CAPABILITY: act } }),
  },
  { step: 'LOGIN', phase: 'mailbox.auth', play: at('LOGIN', LOGIN) },
  { step: 'AUTHENTICATE', phase: 'mailbox.auth', play: at('AUTHENTICATE') },
  {
    step: 'the password of AUTHENTICATE',
    phase: 'mailbox.auth',
    play: (act) => ({ ...ASKED, on: { AUTHENTICATE: '+ ', SASL: act } }),
  },
  {
    step: 'CAPABILITY after the login',
    phase: 'mailbox.auth',
    play: (act) => at('CAPABILITY')(fromTurn(2, act)),
  },
  { step: 'SELECT', phase: 'mailbox.search', play: at('SELECT') },
  { step: 'FETCH', phase: 'mailbox.search', play: at('FETCH'), ...FULL },
  { step: 'LIST', phase: 'mailbox.search', play: at('LIST'), ...LOST },
  { step: 'STATUS', phase: 'mailbox.search', play: at('STATUS'), folders: JUNK, ...LOST },
  {
    step: 'SELECT of the junk folder',
    phase: 'mailbox.search',
    play: where('SELECT', /Junk/),
    folders: JUNK,
    health: holding(1, 'Junk'),
    ...LOST,
  },
  { step: 'UID FETCH of headers', phase: 'mailbox.retrieve', play: where('UID FETCH', /BODY/), ...FULL },
  { step: 'NOOP', phase: 'mailbox.search', play: at('NOOP'), ...LOST },
  { step: 'UID FETCH of what is new', phase: 'mailbox.search', play: where('UID FETCH', /FLAGS/), ...LOST },
]

/** What ends before a greeting or amid a look is opened again, and looked into once more. */
const isOpenedAgain = ({ step, phase }: ImapStep, words: string) =>
  (step === 'its greeting' && words !== 'says BYE at') ||
  phase === 'mailbox.search' ||
  phase === 'mailbox.retrieve'

type Ends = (phase: Phase, isGreeting?: boolean) => Ending

const hungUp: Ends = (phase) => [
  6,
  'mailbox-connection-lost',
  phase,
  'The mailbox server or a firewall in between closed the connection',
]
const unanswered: Ends = (phase, isGreeting) =>
  isGreeting
    ? [6, 'mailbox-no-greeting', phase, 'The port is open but sends nothing']
    : [2, 'deadline-passed', phase, `The server stopped answering at ${phase}`]
const speaksHttp: Ends = (phase) => [
  3,
  'mailbox-protocol-error',
  phase,
  'Something that speaks HTTP answered',
]

const FAULTS: [words: string, act: ImapAct, ends: Ends][] = [
  ['says nothing at', silent, unanswered],
  ['drips at', dripping('* OK one octet at a time '), unanswered],
  ['closes the connection at', closing, hungUp],
  ['resets the connection at', resetting, hungUp],
  ['says BYE at', saying('* BYE going down\r\n', closing), hungUp],
  ['answers in HTTP at', saying('HTTP/1.1 400 Bad Request\r\n'), speaksHttp],
]

const unavailable: Ends = (phase) => [2, 'mailbox-unavailable', phase, 'The server answers, but cannot serve']
/** Each session has looked in vain before it ends: that is no failure of the server. */
const lost: Ends = () => [2, 'message-not-delivered', undefined, 'The SMTP server accepted the message']

/** Of junk: the run goes on without it. */
const ABOUT_JUNK = ['LIST', 'STATUS', 'SELECT of the junk folder']

/** Where a fault comes to something else than it does elsewhere. */
function endsOf({ step, phase }: ImapStep, words: string, ends: Ends): Ending {
  if (step === 'its greeting' && words === 'says BYE at') return unavailable(phase)
  if (step === 'NOOP' && ends === hungUp) return lost(phase)
  if (ABOUT_JUNK.includes(step) && ends !== unanswered) return lost(phase)
  return ends(phase, step === 'its greeting')
}

function warningsOf(step: ImapStep, words: string, ends: Ends): Pick<Row, 'warnings'> {
  if (ABOUT_JUNK.includes(step.step)) return ends === unanswered ? {} : { warnings: ['junk-not-looked-into'] }
  return ends === hungUp && isOpenedAgain(step, words) ? { warnings: WAITED } : {}
}

/** Silence, a drip, the end, a reset, a goodbye and nonsense, each at every command. */
export const atEachImapStep = (steps: ImapStep[]) =>
  steps.flatMap((step) =>
    FAULTS.map(([words, act, ends]): Row => {
      const { step: name, phase: _phase, play, ...others } = step
      return {
        title: `the IMAP server ${words} ${name}`,
        ...others,
        imap: play(act),
        ends: endsOf(step, words, ends),
        ...warningsOf(step, words, ends),
      }
    }),
  )

export const IMAP_AT_EVERY_STEP: Row[] = atEachImapStep(STEPS)

/** Those of them that are the same whatever a login is made with. */
export const IMAP_BUT_THE_LOGIN = STEPS.filter(
  ({ step, phase }) => phase !== 'mailbox.auth' || step === 'CAPABILITY after the login',
)
