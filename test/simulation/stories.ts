import { SECOND } from '../../shared/core/time/units.ts'
import { FINE, type Weather } from './simulated-mail.ts'
import { type Story, deed, march, spell, story } from './story.ts'

const LOST: Weather = { arrivesAfterMs: Infinity }
const LATE: Weather = { arrivesAfterMs: 14 * 60 * SECOND }
const SLOW: Weather = { arrivesAfterMs: 25 * SECOND }
const JUNKED: Weather = { arrivesAfterMs: 2 * SECOND, isJunk: true }
const LOSING: Weather = { arrivesAfterMs: 20 * SECOND, losesSessions: true }
const REFUSED: Weather = { fails: 'connection' }
const GREYLISTED: Weather = { fails: 'greylisted' }
const LOGIN_REFUSED: Weather = { fails: 'mailbox-login' }

/** Fails in every second half hour. */
const onAndOff = (at: number): Weather =>
  Math.floor(at / (30 * 60 * SECOND)) % 2 === 0 ? REFUSED : { arrivesAfterMs: SECOND }

const ONCALL = { afterFailures: 3, topic: 'oncall', repeatMinutes: 60 }
const SUNDAYS = { start: '01:30', days: ['sun'], durationMinutes: 120, zone: 'Europe/Berlin' }

/** A month of 50 monitors at three locations. */
export const STORIES: readonly Story[] = [
  story('m01', 'an outage of two hours, seen from everywhere', {}, spell('03-03 10:00', 120, REFUSED)),
  story('m02', 'an outage seen from one location alone', {}, spell('03-03 10:00', 120, REFUSED, 'us-east-1')),
  story(
    'm03',
    'afterFailures: single failures wake nobody, three in a row do',
    { alerts: [{ afterFailures: 3 }] },
    spell('03-02 08:00', 25, REFUSED),
    spell('03-05 08:00', 55, LOST),
    spell('03-09 08:00', 180, LOST),
  ),
  story(
    'm04',
    'escalation: alerts at once, oncall after three, and again each hour',
    { alerts: [{}, ONCALL] },
    spell('03-04 20:00', 300, REFUSED),
  ),
  story(
    'm05',
    'maxAlerts: three in all, however long it lasts',
    { alerts: [{ repeatMinutes: 60, maxAlerts: 3 }] },
    spell('03-04 20:00', 600, LOGIN_REFUSED),
  ),
  story(
    'm06',
    'verify: what passes when looked at again wakes nobody',
    { alerts: [{ verify: true }] },
    spell('03-06 06:00', 1, REFUSED),
    spell('03-06 06:30', 1, REFUSED),
    spell('03-10 06:00', 90, REFUSED),
  ),
  story('m07', 'onRecovery: false', { alerts: [{ onRecovery: false }] }, spell('03-07 12:00', 60, REFUSED)),
  story(
    'm08',
    'onError: false, so that nobody hears',
    { alerts: [{ onError: false }] },
    spell('03-07 12:00', 60, REFUSED),
  ),
  story('m09', 'greylisting that outlasts the timeout', {}, spell('03-08 09:00', 45, GREYLISTED)),
  story('m10', 'flapping for eight hours', { intervalMinutes: 15 }, spell('03-10 08:00', 480, onAndOff)),
  story(
    'm11',
    'a weekly mute over the start of daylight saving, with failures inside and out',
    { maintenance: [SUNDAYS] },
    spell('03-22 00:30', 120, REFUSED),
    spell('03-29 00:30', 180, REFUSED),
  ),
  story(
    'm12',
    'a weekly pause',
    { maintenance: [{ ...SUNDAYS, mode: 'pause' }] },
    spell('03-15 00:30', 120, REFUSED),
  ),
  story(
    'm13',
    'an outage that outlives the window that was set for it',
    { alerts: [{ repeatMinutes: 30 }] },
    spell('03-12 18:00', 360, REFUSED),
    deed('03-12 19:00', {
      kind: 'edit',
      change: { maintenance: [{ start: '2026-03-12T19:00', durationMinutes: 180, zone: 'UTC' }] },
    }),
  ),
  story('m14', 'mail that is late for an hour, and not lost', {}, spell('03-13 14:00', 60, LATE)),
  story(
    'm15',
    'onSlow: slow for hours, slow once',
    { slow: { roundTrip: 10 }, alerts: [{ onSlow: 2 }] },
    spell('03-14 10:00', 240, SLOW),
    spell('03-16 10:00', 29, SLOW, 'eu-central-1'),
  ),
  story(
    'm16',
    'a secret that is gone for an afternoon',
    {},
    deed('03-17 12:10', { kind: 'secret', isSet: false }),
    deed('03-17 17:40', { kind: 'secret', isSet: true }),
  ),
  story(
    'm17',
    'removed in the middle of an outage',
    {},
    spell('03-18 12:00', 600, REFUSED),
    deed('03-18 15:00', { kind: 'remove' }),
  ),
  story(
    'm18',
    'paused by somebody who repairs it',
    { alerts: [{ repeatMinutes: 60 }] },
    spell('03-18 12:00', 300, LOST),
    deed('03-18 13:15', { kind: 'edit', change: { pausedUntil: '2026-03-18T18:00:00Z' } }),
  ),
  story(
    'm19',
    'a policy that becomes more demanding in the middle of an outage',
    {},
    spell('03-19 12:00', 240, REFUSED),
    deed('03-19 13:15', { kind: 'edit', change: { alerts: [{ afterFailures: 3, repeatMinutes: 60 }] } }),
  ),
  story(
    'm20',
    'a slip in its row, mended the next day',
    {},
    spell('03-20 12:00', 60, REFUSED),
    deed('03-20 09:00', { kind: 'edit', change: { timeoutSeconds: '3o' } }),
    deed('03-21 09:00', { kind: 'edit', change: { timeoutSeconds: 60 } }),
  ),
  story(
    'm21',
    'a schedule that stops, and starts again',
    {},
    deed('03-23 03:00', { kind: 'schedule', isRunning: false }),
    deed('03-23 09:00', { kind: 'schedule', isRunning: true }),
  ),
  story(
    'm22',
    'a short outage while SNS is down; somebody moves the fleet',
    {},
    spell('03-24 01:00', 60, REFUSED),
    deed('03-15 09:30', {
      kind: 'tag-window',
      tag: 'fleet',
      window: { mode: 'mute', zone: 'UTC', start: '2026-03-15T10:00', durationMinutes: 300 },
    }),
  ),
  story(
    'm24',
    'IMAP: a filter that takes the message for junk; sessions that are lost while they wait, which nobody hears of',
    { intervalMinutes: 240 },
    spell('03-25 08:00', 300, JUNKED),
    spell('03-27 08:00', 300, LOSING),
  ),
  ...fleet(
    23,
    'one of a fleet behind one relay, which is moved in a window, and dies later',
    spell('03-15 10:00', 300, REFUSED),
    spell('03-23 22:30', 240, REFUSED),
  ),
]

/** The monitors from number `first` to 50, but for the one with a story of its own. */
function fleet(first: number, about: string, ...happenings: Parameters<typeof story>[3][]): Story[] {
  const numbers = Array.from({ length: 51 - first }, (_, n) => first + n).filter((n) => n !== 24)
  return numbers.map((n) => story(`m${n}`, about, { intervalMinutes: 240, tags: ['fleet'] }, ...happenings))
}

/** One day of six of them. */
export const DAY_STORIES: readonly Story[] = [
  story('d1', 'an outage of two hours', {}, spell('03-03 10:00', 120, REFUSED)),
  story(
    'd2',
    'escalation',
    { alerts: [{}, ONCALL], intervalMinutes: 30 },
    spell('03-03 08:00', 300, REFUSED),
  ),
  story(
    'd3',
    'verify',
    { alerts: [{ verify: true }] },
    spell('03-03 03:00', 60, (at) => (at % 7_200_000 < 60_000 ? REFUSED : FINE)),
    spell('03-03 14:00', 90, LOST),
  ),
  story('d4', 'flapping', { intervalMinutes: 15 }, spell('03-03 08:00', 240, onAndOff)),
  story(
    'd5',
    'a mute with an outage inside',
    { maintenance: [{ start: '10:00', days: ['tue'], durationMinutes: 120, zone: 'UTC' }] },
    spell('03-03 10:00', 120, REFUSED),
  ),
  story('d6', 'mail that is late, and not lost', {}, spell('03-03 14:00', 60, LATE)),
]

/** SNS takes nothing for five hours. */
export const DEAF = [[march('03-23 22:00'), march('03-24 03:00')]] as const
