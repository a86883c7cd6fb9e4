import { describe, expect, test } from 'vitest'

import { formOf } from '../../../../dashboard/change/form/form.ts'
import { mistakesAt, missingPasswords } from '../../../../dashboard/change/form/mistakes.ts'

const ROW = {
  monitorId: 'shop',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:shop' },
  slow: { smtp: { connect: 2 } },
}

describe('the id of a new monitor', () => {
  test('follows the address, then the name, until somebody writes one', () => {
    const form = formOf({})
    form.set('emailAddress', 'contact@example.com')
    expect(form.valueOf('monitorId')).toBe('contact-example')
    form.set('name', 'Contact form')
    expect(form.valueOf('monitorId')).toBe('contact-form')
    form.set('monitorId', 'mine')
    form.set('name', 'Another')
    expect(form.valueOf('monitorId')).toBe('mine')
    form.set('monitorId', undefined)
    form.set('name', 'Third')
    expect(form.valueOf('monitorId')).toBe('third')
  })

  test('of one that stands does not follow', () => {
    const form = formOf(ROW, { monitorId: 'shop' })
    form.set('name', 'Another')
    expect(form.valueOf('monitorId')).toBe('shop')
  })
})

describe('a typed password', () => {
  test('is emptied where its host changes, and not where its port does', () => {
    const form = formOf({})
    form.set('mailbox.server', 'pop3s://pop.example.com')
    form.typePassword('mailbox', 'hunter2')
    form.set('mailbox.server', 'pop3://pop.example.com:1110')
    expect(form.typed.value).toEqual({ mailbox: 'hunter2' })
    form.set('mailbox.server', 'pop3://pop.evil.example:1110')
    expect(form.typed.value).toEqual({ mailbox: '' })
    expect([...form.emptied.value]).toEqual(['mailbox'])
    form.typePassword('mailbox', 'x')
    expect(form.emptied.value.size).toBe(0)
  })

  test('that is missing is a mistake; one that stands is none', () => {
    expect(missingPasswords(formOf({})).map(({ path }) => path)).toEqual(['mailbox.password'])
    const form = formOf(ROW, { monitorId: 'shop' })
    expect(missingPasswords(form)).toEqual([])
    form.senderLogin.value = 'own'
    form.typePassword('smtp', '')
    expect(missingPasswords(form).map(({ path }) => path)).toEqual(['smtp.password'])
  })
})

describe('the kind of login', () => {
  const GRANTED = {
    ...ROW,
    mailbox: { server: 'imaps://imap.example.com', userid: 'probe', grant: 'ssm:tenant', auth: 'oauth2' },
  }

  test('is that of the row; switched there and back, nothing has changed', () => {
    const form = formOf(GRANTED, { monitorId: 'shop' })
    expect(form.kinds.value.mailbox).toBe('grant')
    expect(form.isChanged.value).toBe(false)
    form.chooseKind('mailbox', 'password')
    form.typePassword('mailbox', 'hunter2')
    expect(form.written.value.mailbox).toEqual({
      server: 'imaps://imap.example.com',
      userid: 'probe',
      password: 'ssm:shop',
    })
    form.chooseKind('mailbox', 'grant')
    expect(form.written.value).toEqual(GRANTED)
    expect(form.typed.value).toEqual({})
  })

  test.each([
    ['grant', '', 'paste the grant, or choose one that is stored'],
    ['grant', 'hunter2', 'expected the JSON of a grant, which begins with {'],
    ['password', ' {"grant":1}', 'what begins with { is taken for a grant: choose OAuth2 above'],
  ] as const)('%s: %j is a mistake', (kind, value, message) => {
    const form = formOf({})
    form.chooseKind('mailbox', kind)
    form.typePassword('mailbox', value)
    expect(missingPasswords(form)).toEqual([{ path: `mailbox.${kind}`, message }])
  })
})

test('nothing has changed in a row that was only read, nor after a change and back', () => {
  const form = formOf(ROW, { monitorId: 'shop' })
  expect(form.isChanged.value).toBe(false)
  form.set('alerts[0].afterFailures', 3)
  expect(form.isChanged.value).toBe(true)
  form.set('alerts[0].afterFailures', undefined)
  expect(form.isChanged.value).toBe(false)
})

test('what somebody else has written is gone on with, and what was changed here stays', () => {
  const form = formOf(ROW, { monitorId: 'shop', etag: '"1"' })
  form.set('note', 'mine')
  form.senderLogin.value = 'own'
  form.rebase({ ...ROW, pausedUntil: '9999-12-31T23:59:59Z' }, '"2"')
  expect(form.written.value).toMatchObject({ note: 'mine', pausedUntil: '9999-12-31T23:59:59Z' })
  expect(form.etag.value).toBe('"2"')
  expect(form.senderLogin.value).toBe('own')
})

describe('what was refused for a field, or advised after a try,', () => {
  const refused = () => {
    const form = formOf(ROW, { monitorId: 'shop' })
    form.refusals.value = [
      { path: 'monitorId', message: 'there is a monitor shop already' },
      { path: 'mailbox.password', message: 'cannot be stored' },
    ]
    form.advice.value = { path: 'mailbox.server', lines: ['check the host'] }
    return form
  }

  test('stays whatever a check finds and whatever else is changed', () => {
    const form = refused()
    form.found.value = []
    form.set('note', 'x')
    expect(form.mistakes.value.map(({ path }) => path)).toEqual(['monitorId', 'mailbox.password'])
    expect(form.advice.value).toBeDefined()
  })

  test('goes when the field is changed', () => {
    const form = refused()
    form.set('monitorId', 'shop-2')
    form.set('mailbox.server', 'pop3s://mail.example.com')
    form.typePassword('mailbox', 'hunter2')
    expect(form.mistakes.value).toEqual([])
    expect(form.advice.value).toBeUndefined()
  })
})

test('a mistake is shown once somebody was in its field, or in one of its section', () => {
  const form = formOf({})
  form.found.value = [
    { path: 'mailbox', message: 'expected an object' },
    { path: 'note', message: 'too long' },
  ]
  expect(mistakesAt(form, ['mailbox', 'note'])).toEqual([])
  form.set('mailbox.userid', 'x')
  expect(mistakesAt(form, ['mailbox', 'note'])).toEqual(['expected an object'])
  form.touched.value = 'all'
  expect(mistakesAt(form, ['mailbox', 'note'])).toHaveLength(2)
})
