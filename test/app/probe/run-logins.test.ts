import { describe, expect, test } from 'vitest'

import type { SecretReader } from '../../../shared/app/ports/secrets.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { failing, silent } from '../../support/memory/mail-steps.ts'
import {
  MAILBOX_PASSWORD,
  type RunWorld,
  SMTP_PASSWORD,
  logOf,
  resultOf,
  runWorld,
} from '../../support/worlds/run-world.ts'

const NEW_MAILBOX_PASSWORD = 'another horse'
const NEW_SMTP_PASSWORD = 'another tree'

/** A world that counts its reads, in order; `fresh` says what becomes of one that goes past the cache. */
async function worldOf(fresh?: (world: RunWorld) => void, change: Record<string, unknown> = {}) {
  const world = await runWorld(change)
  const reads: string[] = []
  const { secrets } = world.ports
  world.ports.secrets = {
    ...secrets,
    read(references, signal, options) {
      const names = references.map(({ store, name }) => `${store}:${name}`).join(' ')
      reads.push(options?.fresh ? `${names} fresh` : names)
      if (options?.fresh) fresh?.(world)
      return secrets.read(references, signal, options)
    },
  }
  return { world, reads }
}

const changeBoth = ({ secrets }: RunWorld) => {
  secrets.set('mailbox', NEW_MAILBOX_PASSWORD).set('smtp', NEW_SMTP_PASSWORD)
}

async function notesOf(world: RunWorld) {
  return (await logOf(world)).filter(({ dialogue }) => dialogue === 'run').map(({ text }) => text)
}

describe('the passwords of a run', () => {
  test('are read in one call, and not again while the logins succeed', async () => {
    const { world, reads } = await worldOf()
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: [] })
    expect(reads).toEqual(['ssm:mailbox ssm:smtp'])
  })

  test('are one secret where both sides name the same', async () => {
    const { world, reads } = await worldOf(undefined, {
      smtp: { server: 'smtp://mail.example.test', userid: 'sender', password: 'ssm:mailbox' },
    })
    expect(await resultOf(world)).toMatchObject({ status: 0 })
    expect(reads).toEqual(['ssm:mailbox'])
  })

  test('that are missing are all named, each with the way to set it', async () => {
    const { world } = await worldOf()
    world.secrets.clear()
    expect(await resultOf(world)).toMatchObject({
      status: 90,
      reason: 'secret-not-found',
      detail: 'secret mailbox is not set; set it: set mailbox; secret smtp is not set; set it: set smtp',
    })
    expect(world.mail.counts).toEqual({})
  })

  test('that may not be read are told at once, in the words of AWS', async () => {
    const { world } = await worldOf()
    const problem = 'may not be read: AccessDeniedException: Access to KMS is not allowed'
    world.ports.secrets.read = (references) =>
      Promise.resolve(
        references.map((reference) => {
          const named = { reference, fullName: `SSM parameter /roundtrip/Roundtrip/${reference.name}` }
          return reference.name === 'smtp'
            ? { ...named, kind: 'forbidden', problem }
            : { ...named, kind: 'found', value: MAILBOX_PASSWORD }
        }),
      )
    expect(await resultOf(world)).toMatchObject({
      status: 90,
      reason: 'secret-forbidden',
      detail: `SSM parameter /roundtrip/Roundtrip/smtp ${problem}`,
    })
    expect(world.published.map(({ attributes }) => attributes.reason)).toEqual(['secret-forbidden'])
  })
})

describe('a login that is refused after its password was changed', () => {
  const MAILBOX = { mailbox: NEW_MAILBOX_PASSWORD }
  const SMTP = { smtp: NEW_SMTP_PASSWORD }

  test.each([
    ['at the mailbox', MAILBOX, { 'smtp.open': 1, 'mailbox.open': 3 }],
    ['at the SMTP server', SMTP, { 'smtp.open': 2, 'mailbox.open': 2 }],
    ['at both', { ...MAILBOX, ...SMTP }, { 'smtp.open': 2, 'mailbox.open': 3 }],
  ])('%s is tried once more with the new one, and the run delivers', async (_where, takes, opened) => {
    const { world, reads } = await worldOf(changeBoth)
    world.mail.takes = takes
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['secret-re-read'] })
    expect(reads).toEqual(['ssm:mailbox ssm:smtp', 'ssm:mailbox ssm:smtp fresh'])
    expect(world.mail.counts).toMatchObject({ ...opened, 'smtp.submit': 1 })
    expect(world.mail.submissions).toHaveLength(1)
    const said = Object.keys(takes).map(
      (side) => `${side}: the stored password has changed: logging in once more`,
    )
    expect(new Set(await notesOf(world))).toEqual(new Set(said))
  })

  test('shows neither the old nor the new one in the log', async () => {
    const { world } = await worldOf(changeBoth)
    world.mail.takes = { ...MAILBOX, ...SMTP }
    await resultOf(world)
    const log = JSON.stringify(await logOf(world))
    for (const secret of [MAILBOX_PASSWORD, SMTP_PASSWORD, NEW_MAILBOX_PASSWORD, NEW_SMTP_PASSWORD]) {
      expect(log).not.toContain(secret)
    }
    expect(log.match(/login with <secret>/g)).toHaveLength(5)
  })

  test('is the verdict where the new one is refused too, with the warning', async () => {
    const { world, reads } = await worldOf(changeBoth)
    world.mail.takes = { mailbox: 'a third one' }
    expect(await resultOf(world)).toMatchObject({
      status: 2,
      reason: 'mailbox-login-refused',
      warnings: ['secret-re-read'],
    })
    expect(world.mail.counts['mailbox.open']).toBe(2)
    expect(reads).toHaveLength(2)
  })

  test('in a later look is tried once more too', async () => {
    const { world } = await worldOf(changeBoth)
    world.mail.transitMs = 3 * SECOND
    world.mail.on('mailbox.open', (count) => {
      if (count === 2) world.mail.takes = MAILBOX
    })
    expect(await resultOf(world)).toMatchObject({ status: 0, warnings: ['secret-re-read'] })
  })

  test('at the second session after greylisting is tried once more, and the message is sent once', async () => {
    const { world } = await worldOf(changeBoth)
    world.mail.on(
      'smtp.submit',
      failing('smtp.submit', { kind: 'refused', command: 'RCPT TO', replyCode: 450 }, 1),
    )
    world.mail.on('smtp.open', (count) => {
      if (count === 2) world.mail.takes = SMTP
    })
    expect(await resultOf(world)).toMatchObject({
      status: 0,
      warnings: ['refusal-waited-out', 'secret-re-read'],
    })
    expect(world.mail.submissions).toHaveLength(1)
  })
})

describe('a login that is refused stays refused', () => {
  const refusing = { mailbox: NEW_MAILBOX_PASSWORD }

  test.each<[string, (world: RunWorld) => void, string]>([
    ['when its password has not changed', () => undefined, 'mailbox: the stored password has not changed'],
    [
      'when its password is gone',
      ({ secrets }) => secrets.delete('mailbox'),
      'read again: secret mailbox is not set',
    ],
    [
      'when the store is down',
      () => {
        throw new Error('SSM does not answer')
      },
      'the stored passwords could not be read again: Error: SSM does not answer',
    ],
    [
      'when the new one is no password that could be said',
      ({ secrets }) => void secrets.set('mailbox', `${NEW_MAILBOX_PASSWORD}\n`),
      'mailbox: the stored password has a line break',
    ],
    [
      "when only the other side's has changed",
      ({ secrets }) => void secrets.set('smtp', NEW_SMTP_PASSWORD),
      'mailbox: the stored password has not changed',
    ],
  ])('%s', async (_when, fresh, note) => {
    const { world } = await worldOf(fresh)
    world.mail.takes = refusing
    const result = await resultOf(world)
    expect(result).toMatchObject({ status: 2, reason: 'mailbox-login-refused', warnings: [] })
    expect(result.finishedAt - result.startedAt).toBeLessThan(SECOND)
    expect(world.mail.counts['mailbox.open']).toBe(1)
    expect(await notesOf(world)).toEqual([note])
    expect(JSON.stringify(await logOf(world))).not.toContain(NEW_MAILBOX_PASSWORD)
  })

  test('and is the verdict although the other side failed while the store was asked', async () => {
    const { world } = await worldOf()
    world.mail.takes = refusing
    slowly(world, 2 * SECOND)
    world.mail.on('smtp.open', async (_count, signal) => {
      await new Promise<void>((resolve) => void world.clock.after(SECOND, resolve))
      await failing('smtp.open', { kind: 'connection-lost' })(1, signal)
    })
    expect(await resultOf(world)).toMatchObject({ reason: 'mailbox-login-refused', phase: 'mailbox.auth' })
  })

  test('when there is no time left to try again', async () => {
    const { world } = await worldOf(changeBoth)
    world.mail.takes = refusing
    world.mail.on('smtp.open', silent(world.clock))
    slowly(world, 61 * SECOND)
    expect(await resultOf(world)).toMatchObject({ reason: 'mailbox-login-refused', warnings: [] })
    expect(world.mail.counts['mailbox.open']).toBe(1)
  })

  test('and nothing is read again for a refusal that is not about the login', async () => {
    const { world, reads } = await worldOf(changeBoth)
    world.mail.on('mailbox.open', failing('mailbox.open', { kind: 'refused', responseCode: 'SYS/PERM' }))
    expect(await resultOf(world)).toMatchObject({ reason: 'mailbox-unavailable' })
    expect(reads).toHaveLength(1)
  })
})

/** A store whose answer to a fresh read takes this long. */
function slowly(world: RunWorld, ms: number): void {
  const { read } = world.ports.secrets
  const slow: SecretReader['read'] = async (references, signal, options) => {
    if (options?.fresh) await new Promise<void>((resolve) => void world.clock.after(ms, resolve))
    return read(references, signal, options)
  }
  world.ports.secrets = { ...world.ports.secrets, read: slow }
}
