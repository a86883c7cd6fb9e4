import { describe, expect, test } from 'vitest'

import { Interrupted } from '../../../../cli/terminal/interrupted.ts'
import { STACK } from '../../surroundings.ts'
import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { KNOWS_HOSTS, PARAMETER, mailbox, secretWorld, smtp } from './secret-world.ts'

/** Somebody at the terminal who answers with these, one after another, and what was asked. */
function answering(...answers: string[]) {
  const questions: string[] = []
  const ask = (question: string) => {
    questions.push(question)
    return Promise.resolve(answers.shift() ?? '')
  }
  return { ask, questions }
}

describe('at a terminal', () => {
  const rows: Parameters<typeof secretWorld> = [
    { [STACK]: KNOWS_HOSTS },
    ['inbox', mailbox('mail.example.com')],
    ['orders', { ...mailbox('mail.example.com'), ...smtp('evil.example') }],
  ]

  test('they are shown with who names them, and where they differ Enter takes none', async () => {
    const world = await secretWorld(...rows)
    const { ask, questions } = answering('mail.example.com')
    const { code, err } = await world.set([], { ask })
    expect(code).toBe(0)
    expect(err).toContain(
      'inbox is named by:\n  mail.example.com: inbox (mailbox), orders (mailbox)\n  evil.example: orders (smtp)\n' +
        'They differ: check that each of these servers is yours.\n',
    )
    expect(questions).toEqual(['Hosts that it may be sent to (as mail.example.com): '])
    expect(world.hosts()).toEqual(['mail.example.com'])
  })

  test('those that it is stored for come first, and a row that differs is told', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS }, ['inbox', mailbox('evil.example')])
    world.stored.set(PARAMETER, storedSecretText({ hosts: ['mail.example.com'], value: 'old' }))
    const { ask, questions } = answering('')
    const { err } = await world.set([], { ask })
    expect(err).toMatch(
      /^inbox is named by:\n {2}evil.*\nThey differ: .*\nIt is stored for mail\.example\.com\.\n/,
    )
    expect(questions).toEqual(['Hosts that it may be sent to [mail.example.com]: '])
    expect(world.hosts()).toEqual(['mail.example.com'])
  })

  test('others are typed, a slip is asked for again, and who is left out is told', async () => {
    const world = await secretWorld(...rows)
    const { ask, questions } = answering('pop3s://mail.example.com', '*.example.com', 'Mail.Example.com.')
    const { code, err } = await world.set([], { ask })
    expect(code).toBe(0)
    expect(questions).toHaveLength(3)
    expect(err).toContain('got "pop3s://mail.example.com"; leave out scheme and port\n')
    expect(err).toContain('there are no wildcards: name each host\n')
    expect(err).toContain('its runs end as secret-not-for-host: evil.example: orders (smtp)\n')
    expect(world.hosts()).toEqual(['mail.example.com'])
  })

  test('the password is asked for first, so that who types it blindly types it where nothing shows', async () => {
    const world = await secretWorld(...rows)
    const asked: string[] = []
    await world.set([], {
      readSecret: (question) => (asked.push(question), Promise.resolve('hunter2')),
      ask: (question) => (asked.push(question), Promise.resolve('')),
    })
    expect(asked).toEqual([expect.stringContaining('not shown'), expect.stringContaining('Hosts')])
  })

  test('Enter where there is nothing to take stores nothing, nor does Ctrl-C', async () => {
    const world = await secretWorld({ [STACK]: KNOWS_HOSTS })
    const { ask, questions } = answering('')
    expect(await world.set([], { ask })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^No monitor names inbox yet\.\n.*none were given/) as unknown,
    })
    expect(questions).toEqual(['Hosts that it may be sent to (as mail.example.com): '])
    const interrupted = () => Promise.reject(new Interrupted('interrupted'))
    expect(await world.set([], { ask: interrupted })).toMatchObject({ code: 130 })
    expect(world.stored.size).toBe(0)
  })
})
