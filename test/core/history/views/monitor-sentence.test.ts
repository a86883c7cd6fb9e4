import { expect, test } from 'vitest'

import {
  type SaidOfMonitor,
  monitorSentence,
} from '../../../../shared/core/history/views/monitor-sentence.ts'
import { DAY, MINUTE, SECOND } from '../../../../shared/core/time/units.ts'

const NOW = Date.parse('2026-01-05T03:12:00Z')
const PLAIN: SaidOfMonitor = { health: 'up', marks: [], mistakes: 0 }
const TRIP = { roundTripMs: 1900, usualRoundTripMs: 1800 }

test.each<{ said: Partial<SaidOfMonitor>; sentence: string }>([
  {
    said: {
      health: 'down',
      since: NOW - 14 * MINUTE,
      reason: 'mailbox-connection-refused',
      server: 'pop3s://a:995',
      lastIncidentEnd: NOW - 14 * MINUTE - 41 * DAY,
      lastGoodRun: { finishedAt: NOW - 18 * MINUTE, roundTripMs: 1900 },
      usualRoundTripMs: 1800,
    },
    sentence:
      'Down for 14 min: the mailbox server pop3s://a:995 refused the connection. Before that it was up for 41 d. ' +
      'The last message came back in 1.9 s (usual 1.8 s) at 02:54 UTC.',
  },
  {
    said: { health: 'down', since: NOW - MINUTE },
    sentence: 'Down for 1 min.',
  },
  {
    said: {
      since: NOW - 2 * DAY,
      ...TRIP,
      lastGoodRun: { finishedAt: NOW - 12 * SECOND, roundTripMs: 1900 },
      nextRunAt: NOW + 48 * SECOND,
    },
    sentence:
      'Up for 2 d. Its last message came back in 1.9 s (usual 1.8 s), 12 s ago. The next run starts in 48 s.',
  },
  {
    said: { failing: { runs: 1, of: 3, since: NOW }, reason: 'greylisted' },
    sentence: 'Failing and not down yet, 1 of 3: the SMTP server kept greylisting the message.',
  },
  {
    said: { failing: { runs: 0, of: 1, since: NOW, awaitsRecheck: true }, marks: ['silent'] },
    sentence:
      'Failing and not down yet, 0 of 1, and a second run is checking it. No result comes from one of its locations.',
  },
  {
    said: { failing: { runs: 1, of: 3, since: NOW }, reason: 'greylisted', location: 'us-east-1' },
    sentence:
      'Failing and not down yet, 1 of 3, only at us-east-1: the SMTP server kept greylisting the message.',
  },
  {
    said: { health: 'down', since: NOW - 3 * 60 * MINUTE - 90 * SECOND, location: 'us-east-1' },
    sentence: 'Down for 3 h 1 min, only at us-east-1.',
  },
  {
    said: {
      ...TRIP,
      since: NOW - 1,
      lastGoodRun: { finishedAt: NOW - 999, roundTripMs: 1900 },
      nextRunAt: NOW,
    },
    sentence: 'Up. Its last message came back in 1.9 s (usual 1.8 s), just now. The next run starts now.',
  },
  {
    said: { since: NOW - 14 * MINUTE - 59 * SECOND, nextRunAt: NOW + 2 * MINUTE + 20 * SECOND },
    sentence: 'Up for 14 min. The next run starts in 2 min.',
  },
  { said: { health: 'slow', ...TRIP }, sentence: 'Slow: the last round trip took 1.9 s (usual 1.8 s).' },
  { said: { health: 'unknown' }, sentence: 'It has not run yet.' },
  {
    said: { health: 'unknown', nextRunAt: NOW + MINUTE },
    sentence: 'It has not run yet. The first run starts at 03:13 UTC.',
  },
  {
    said: { health: 'unknown', marks: ['silent'], lastRunAt: NOW - 30 * MINUTE },
    sentence: 'Unknown: no result has arrived since 02:42 UTC.',
  },
  {
    said: { health: 'unknown', marks: ['unreadable'], lastRunAt: NOW - MINUTE },
    sentence: 'Unknown: its stored state cannot be read.',
  },
  {
    said: { health: 'unknown', marks: ['silent'] },
    sentence: 'Unknown: no result has ever arrived.',
  },
  {
    said: {
      health: 'unknown',
      marks: ['not-tested'],
      since: NOW - DAY,
      lastRunAt: NOW - MINUTE,
      reason: 'secret-not-found',
    },
    sentence:
      'Unknown: no run has had a verdict since 2026-01-04 03:12 UTC (a password or grant of the monitor is not set).',
  },
  {
    said: { health: 'maintenance', maintenanceUntil: NOW + MINUTE },
    sentence: 'In maintenance until 03:13 UTC: its runs do not count.',
  },
  { said: { health: 'paused', disabled: true }, sentence: 'Disabled.' },
  { said: { health: 'paused', pausedUntil: NOW + MINUTE }, sentence: 'Paused until 03:13 UTC.' },
  { said: { health: 'paused' }, sentence: 'Paused.' },
  { said: { mistakes: 2 }, sentence: 'Up. Its row has 2 mistakes; the previous definition stays in force.' },
])('$sentence', ({ said, sentence }) => {
  expect(monitorSentence({ ...PLAIN, ...said }, { now: NOW, zone: 'UTC' })).toBe(sentence)
})
