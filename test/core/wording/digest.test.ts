import path from 'node:path'

import type { PublishCommandInput, SNSClient } from '@aws-sdk/client-sns'
import { describe, expect, test } from 'vitest'

import { snsPublisher } from '../../../shared/adapters/aws/sns-publisher.ts'
import type { AlertMessage } from '../../../shared/core/wording/alert-message.ts'
import { alertFacts } from '../../../shared/core/wording/alert-facts.ts'
import { DIGEST_SCHEMA, type FoldedAlert, wordDigest } from '../../../shared/core/wording/digest.ts'
import type { OwedAlert } from '../../../shared/core/judging/state.ts'
import { MINUTE, isoInstant } from '../../../shared/core/time/units.ts'
import { MONITOR, openedBy, resolvedAfter } from '../../support/alerts/alert-cases.ts'
import { GSM, NAMES, page } from '../../support/alerts/alert-page.ts'
import { publishedSchema } from '../../support/alerts/published-schema.ts'
import { CASES } from '../../support/alerts/worded-cases.ts'
import { ROOT } from '../../support/project.ts'
import { someOf } from '../../support/thorough.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

function folded(monitorId: string, alert: OwedAlert, n: number, monitor: object = {}): FoldedAlert {
  const named = { ...MONITOR, monitorId, name: `The ${monitorId}`, ...monitor }
  return { alert: { ...alert, alertId: `${n}`.padStart(20, '0') }, monitor: named }
}

const silent = {
  alertId: '',
  transition: 'silent',
  topic: 'alerts',
  createdAt: NOON + MINUTE,
  monitorId: 'blog',
  location: 'eu-central-1',
  since: NOON - 30 * MINUTE,
} as const satisfies OwedAlert

const DIGEST = [
  folded('shop', openedBy('message-not-delivered'), 1),
  folded('blog', silent, 2),
  folded('forum', openedBy('recipient-rejected'), 3, { tags: ['forum'] }),
  folded('wiki', resolvedAfter(['greylisted', 'message-not-delivered']), 4),
]

test.each(Object.entries(CASES))(
  'a digest says of %s since when it is so, as the alert alone does, and until when',
  (_name, { alert, monitor = MONITOR }) => {
    const { json } = wordDigest([{ alert, monitor }], 'alerts')
    const { alerts } = JSON.parse(json) as { alerts: { since?: string; until?: string }[] }
    const since = 'run' in alert ? alertFacts(alert, monitor, {}).since : alert.since
    expect(alerts[0]?.since).toBe(since === undefined ? undefined : isoInstant(since))
    const isOver = ['resolved', 'removed', 'no-longer-slow', 'heard'].includes(alert.transition)
    const isUnknown = alert.transition === 'resolved' && !('incident' in alert)
    expect(alerts[0]?.until !== undefined).toBe(isOver && !isUnknown)
  },
)

/** As long as alerts get. */
function thousand(name: string): FoldedAlert[] {
  const tags = Array.from({ length: 20 }, (_, n) => `${name.slice(0, 40)}${n}`)
  return Array.from({ length: 1000 }, (_, n) => {
    const monitorId = `${n}-`.padEnd(64, 'x')
    return folded(monitorId, resolvedAfter(['greylisted', 'mailbox-connection-refused']), n, { name, tags })
  })
}

/** Made once a name: it takes its time. */
const thousands = new Map<string, AlertMessage>()

function thousandOf(name: string): AlertMessage {
  const digest = thousands.get(name) ?? wordDigest(thousand(name), 'alerts')
  thousands.set(name, digest)
  return digest
}

/** The octets that SNS counts. */
async function octetsOf(message: AlertMessage): Promise<number> {
  let octets = NaN
  const client = {
    send({ input }: { input: PublishCommandInput }) {
      octets = Buffer.byteLength(`${input.Message}${JSON.stringify(input.MessageAttributes)}`)
      return Promise.resolve({})
    },
  } as unknown as SNSClient
  await snsPublisher({ client, topicArns: { alerts: 'arn' }, signalMs: 1000 }).publish(message)
  return octets
}

describe('a digest', () => {
  test('reads as was reviewed', async () => {
    const golden = path.join(ROOT, 'test/golden/digest.txt')
    await expect(page(wordDigest(DIGEST, 'alerts'))).toMatchFileSnapshot(golden)
  })

  test('says the same whoever words it, and has an id of its own for its alerts', () => {
    const digest = wordDigest(DIGEST, 'alerts')
    expect(wordDigest(DIGEST, 'alerts')).toEqual(digest)
    expect(wordDigest(DIGEST.toReversed(), 'alerts').alertId).toBe(digest.alertId)
    expect(wordDigest(DIGEST.slice(1), 'alerts').alertId).not.toBe(digest.alertId)
  })

  test('tells what came first first, and of one monitor in its order', () => {
    const { text } = wordDigest(
      [DIGEST[1], DIGEST[0]].filter((one) => one !== undefined),
      'alerts',
    )
    expect(text.indexOf('DOWN ')).toBeLessThan(text.indexOf('SILENT '))
  })

  test('shows 40 alerts of many and counts the rest', () => {
    const many = Array.from({ length: 65 }, (_, n) => folded(`m${n}`, openedBy('greylisted'), n))
    const { text, subject } = wordDigest(many, 'alerts')
    expect(text.match(/^DOWN /gm)).toHaveLength(40)
    expect(text).toContain('\nand 25 more\n')
    expect(subject).toBe('Roundtrip DIGEST: 65 alerts - 65 DOWN')
  })

  test('has attributes by which a subscription that filters gets it if it would have got one of the alerts', () => {
    expect(wordDigest(DIGEST, 'alerts').attributes).toEqual({
      monitorId: ['shop', 'forum', 'wiki', 'blog'],
      status: ['2', '3', '0'],
      reason: ['message-not-delivered', 'recipient-rejected', 'ok', 'silent'],
      location: ['local', 'eu-central-1'],
      transition: ['opened', 'resolved', 'silent'],
      severity: ['critical', 'info'],
      tags: ['sales', 'hamburg', 'forum'],
      digest: '4',
    })
  })

  test.each(NAMES)(
    'of monitors called %o has a subject, an SMS and a text that every reader takes',
    (name) => {
      const named = DIGEST.map(({ alert, monitor }) => ({ alert, monitor: { ...monitor, name } }))
      const { subject, sms, text } = wordDigest(named, 'alerts')
      expect(subject).toMatch(/^[!-~][ -~]{0,98}$/)
      expect(sms).toMatch(GSM)
      expect(sms.length).toBeLessThanOrEqual(140)
      expect(sms).toMatch(/ #[0-9a-f]{8}$/)
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    },
  )

  test.each(someOf([...NAMES, '语'.repeat(300), '"\\'.repeat(200)], 3))(
    'of 1,000 alerts of monitors called %o is taken by SNS: 256 KB over all forms',
    async (name) => {
      const digest = thousandOf(name)
      expect(await octetsOf(digest)).toBeLessThan(256 * 1024)
      const { count, alerts, notListed } = JSON.parse(digest.json) as {
        count: number
        alerts: unknown[]
        notListed: number
      }
      expect(count).toBe(1000)
      expect(alerts.length).toBeGreaterThan(35)
      expect(notListed).toBe(1000 - alerts.length)
    },
  )

  test.each(someOf(NAMES, 3))(
    'of every kind of alert of monitors called %o follows its published schema',
    (name) => {
      const { published, mistakesIn } = publishedSchema('docs/digest.schema.json')
      expect(published.$id).toBe(DIGEST_SCHEMA)
      const all = Object.values(CASES).map(({ alert }, n) => folded(name, alert, n, { name }))
      expect(mistakesIn(wordDigest(all, 'alerts').json)).toEqual([])
      expect(mistakesIn(thousandOf(name).json)).toEqual([])
    },
  )
})
