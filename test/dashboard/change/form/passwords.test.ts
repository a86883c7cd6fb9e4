import { describe, expect, test } from 'vitest'

import {
  type LoginState,
  definitionOf,
  passwordsToStore,
  senderLoginOf,
  storeAndName,
  withOwn,
} from '../../../../dashboard/change/form/passwords.ts'

const NEW = {
  monitorId: 'inbox',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'me' },
  smtp: { server: 'smtp://smtp.example.com:587' },
}

const state = (change: Partial<LoginState> = {}): LoginState => ({
  draft: NEW,
  typed: { mailbox: 'hunter2' },
  senderLogin: 'mailbox',
  secrets: [],
  ...change,
})

describe('a password that is typed', () => {
  test('is named after the monitor, and is for the hosts that it is sent to alone', () => {
    expect(passwordsToStore(state())).toEqual([
      {
        reference: 'ssm:inbox',
        kind: 'password',
        side: 'mailbox',
        value: 'hunter2',
        hosts: ['pop.example.com', 'smtp.example.com'],
      },
    ])
  })

  test('is for the server of the junk folder too', () => {
    const mailbox = { ...NEW.mailbox, junkServer: 'imaps://imap.example.com' }
    expect(passwordsToStore(state({ draft: { ...NEW, mailbox }, senderLogin: 'none' }))).toMatchObject([
      { hosts: ['pop.example.com', 'imap.example.com'] },
    ])
  })

  test('stands in no definition', () => {
    const typed = { mailbox: 'hunter2', smtp: 'hunter3' }
    expect(definitionOf(state({ typed, senderLogin: 'own' }))).toMatchObject({
      mailbox: { password: 'ssm:inbox' },
      smtp: { password: 'ssm:inbox-smtp' },
    })
  })

  test('takes no name that another monitor uses', () => {
    const secrets = [{ secret: 'ssm:inbox', saidTo: ['evil.example'], monitors: ['other'] }]
    expect(passwordsToStore(state({ secrets }))).toMatchObject([{ reference: 'ssm:inbox-2' }])
  })

  test('leaves alone the one in use, which others may share: it has a name of its own in the same store', () => {
    const draft = { ...NEW, mailbox: { ...NEW.mailbox, password: 'secretsmanager:inbox' } }
    const secrets = [
      { secret: 'secretsmanager:inbox', saidTo: ['pop.example.net'], monitors: ['inbox', 'other'] },
    ]
    expect(passwordsToStore(state({ draft, secrets, senderLogin: 'none' }))).toMatchObject([
      { reference: 'secretsmanager:inbox-2', hosts: ['pop.example.com'] },
    ])
  })

  test('leaves alone the one in use also before it is known what monitors name', () => {
    const draft = { ...NEW, mailbox: { ...NEW.mailbox, password: 'ssm:inbox' } }
    expect(passwordsToStore(state({ draft }))).toMatchObject([{ reference: 'ssm:inbox-2' }])
  })

  test('takes the place of one that this form has stored, until a monitor names that', () => {
    const draft = { ...NEW, mailbox: { ...NEW.mailbox, password: 'ssm:inbox-2' } }
    const inUse = { secret: 'ssm:inbox', saidTo: [], monitors: ['inbox'] }
    const own = [{ secret: 'ssm:inbox-2', saidTo: [], monitors: [], isOfForm: true }]
    const tried = withOwn([inUse], own)
    expect(passwordsToStore(state({ draft, secrets: tried }))).toMatchObject([{ reference: 'ssm:inbox-2' }])
    const stored = withOwn([inUse, { secret: 'ssm:inbox-2', saidTo: [], monitors: [] }], own)
    expect(passwordsToStore(state({ draft, secrets: stored }))).toMatchObject([{ reference: 'ssm:inbox-2' }])
    const saved = withOwn([inUse, { secret: 'ssm:inbox-2', saidTo: [], monitors: ['inbox'] }], own)
    expect(passwordsToStore(state({ draft, secrets: saved }))).toMatchObject([{ reference: 'ssm:inbox-3' }])
  })

  test('of the sender counts only with a login of its own', () => {
    expect(passwordsToStore(state({ typed: { smtp: 'x' }, senderLogin: 'mailbox' }))).toEqual([])
  })
})

describe('the login of the sender', () => {
  test('is that of the mailbox, none, or its own', () => {
    const same = definitionOf(state())
    expect(same).toMatchObject({ smtp: { userid: 'me', password: 'ssm:inbox' } })
    expect(senderLoginOf(same)).toBe('mailbox')
    const none = definitionOf(state({ draft: same, senderLogin: 'none' }))
    expect(none.smtp).toEqual(NEW.smtp)
    expect(senderLoginOf(none)).toBe('none')
    expect(senderLoginOf({ ...NEW, smtp: { ...NEW.smtp, userid: 'a', password: 'ssm:b' } })).toBe('own')
  })

  test('goes with the server that it was for', () => {
    const { smtp: _server, ...named } = definitionOf(state())
    const draft = { ...named, smtp: { userid: 'me', password: 'ssm:inbox' } }
    for (const senderLogin of ['mailbox', 'none'] as const)
      expect(definitionOf(state({ draft, senderLogin }))).not.toHaveProperty('smtp')
    expect(definitionOf(state({ draft, senderLogin: 'own' }))).toHaveProperty('smtp')
  })

  test('is left out where no server is named', () => {
    const { smtp: _smtp, ...draft } = NEW
    expect(definitionOf(state({ draft }))).not.toHaveProperty('smtp')
  })
})

describe('a grant', () => {
  const grants = { mailbox: 'grant', smtp: 'password' } as const
  const text = '{"grant":"client-credentials"}'

  test('is named as it is called, and takes the place of a password for both sides', () => {
    const typed = state({ typed: { mailbox: text }, kinds: grants, grantNames: { mailbox: 'tenant' } })
    const written = definitionOf(typed)
    expect(written).toMatchObject({ mailbox: { grant: 'ssm:tenant' }, smtp: { grant: 'ssm:tenant' } })
    expect(JSON.stringify(written)).not.toContain('client-credentials')
    expect(senderLoginOf(written)).toBe('mailbox')
    expect(passwordsToStore(typed)).toMatchObject([
      { kind: 'grant', reference: 'ssm:tenant', hosts: ['pop.example.com', 'smtp.example.com'] },
    ])
  })

  test('takes no name that a password has', () => {
    const secrets = [{ secret: 'ssm:inbox', saidTo: [], monitors: ['other'] }]
    expect(passwordsToStore(state({ typed: { mailbox: text }, kinds: grants, secrets }))).toMatchObject([
      { reference: 'ssm:inbox-2' },
    ])
  })
})

test('a reference is a store and a name', () => {
  expect(storeAndName('secretsmanager:a.b')).toEqual({ store: 'secretsmanager', name: 'a.b' })
})
