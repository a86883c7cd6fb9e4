import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import { describe, expect, onTestFinished, test } from 'vitest'

import { CannotDo } from '../../../../cli/opened/cannot-do.ts'
import { definition, monitorsWorld } from './monitors-world.ts'

/** An editor that makes these changes, one each time it is opened. */
function editor(...changes: ((text: string) => string | Promise<string>)[]) {
  const files: string[] = []
  const texts: string[] = []
  onTestFinished(async () => {
    for (const file of files) await rm(dirname(file), { recursive: true, force: true })
  })
  return {
    files,
    texts,
    async edit(file: string) {
      const text = await readFile(file, 'utf8')
      files.push(file)
      texts.push(text)
      await writeFile(file, (await changes[files.length - 1]?.(text)) ?? text)
    },
    isGone: () =>
      stat(files[0] ?? '').then(
        () => false,
        () => true,
      ),
  }
}

const oftener = (text: string) => `${text}intervalMinutes: 6\n`

describe('edit in an editor', () => {
  test('puts what was saved, and leaves no file', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { name: 'Shop' }), { revision: 2 })
    const used = editor(async (text) => {
      expect((await stat(used.files[0] ?? '')).mode & 0o777).toBe(0o600)
      return oftener(text)
    })
    expect(await world.says(['edit', 'shop'], used)).toEqual({ code: 0, out: 'shop: changed\n', err: '' })
    expect(used.texts[0]).toMatch(/^# Monitor shop\. .*\n# .*\nmonitorId: shop\nname: Shop\n/)
    expect(await world.store.find('shop')).toMatchObject({
      revision: 3,
      definition: definition('shop', { name: 'Shop', intervalMinutes: 6 }),
    })
    expect(await used.isGone()).toBe(true)
  })

  test.each([
    ['not changed', (text: string) => text],
    ['changed in its comments alone', (text: string) => `# mine\n${text}`],
  ])('changes nothing when the text was %s', async (_how, change) => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    const used = editor(change)
    expect(await world.says(['edit', 'shop'], used)).toEqual({ code: 0, out: 'shop: unchanged\n', err: '' })
    expect((await world.store.find('shop'))?.revision).toBe(1)
    expect(await used.isGone()).toBe(true)
  })

  test('tells mistakes with their lines, and opens the same text again where there is a terminal', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    const used = editor(
      (text) => `${text}intervalMinutes: often\ncolour: red\n`,
      (text) => text.replace('often', '6').replace('colour: red\n', ''),
    )
    const { code, out, err } = await world.says(['edit', 'shop'], { ...used, ask: () => Promise.resolve('') })
    expect({ code, out }).toEqual({ code: 0, out: 'shop: changed\n' })
    expect(err).toMatch(
      /monitor\.yaml:11: intervalMinutes: expected .*\n.*monitor\.yaml:12: colour: there is no such field\n/,
    )
    expect(used.texts[1]).toContain('intervalMinutes: often')
    expect(await world.definitionOf('shop')).toEqual(definition('shop', { intervalMinutes: 6 }))
  })

  test.each<[string, (text: string) => string, RegExp]>([
    ['mistakes', (text) => `${text}colour: red\n`, /:11: colour: there is no such field\n/],
    ['a field twice', (text) => `${text}monitorId: shop\n`, /:11: monitorId: appears twice here/],
    [
      'another id',
      (text) => text.replace('monitorId: shop', 'monitorId: blog'),
      /:3: monitorId: expected shop: /,
    ],
    ['no YAML', (text) => `${text}a: b: c\n`, /:11: not YAML: /],
    ['nothing', () => '', /: expected the fields of one monitor\n/],
    ['a list', () => '- a\n', /: expected the fields of one monitor\n/],
  ])('with %s and no terminal changes nothing, and keeps the text', async (_what, change, mistake) => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    const used = editor(change)
    const { code, err } = await world.says(['edit', 'shop'], used)
    expect(code).toBe(1)
    expect(err).toMatch(mistake)
    const [, kept = ''] = /The text is kept in (.*)\n/.exec(err) ?? []
    expect(await readFile(kept, 'utf8')).toBe(change(used.texts[0] ?? ''))
    expect(await world.definitionOf('shop')).toEqual(definition('shop'))
  })

  test('gives way to somebody who changed the monitor meanwhile, and keeps the text', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    const theirs = definition('shop', { note: 'theirs' })
    const used = editor(async (text) => {
      const before = await world.store.find('shop')
      await world.store.put(
        { monitorId: 'shop', managedBy: 'table', revision: 2, definition: theirs },
        before,
      )
      return oftener(text)
    })
    const { code, err } = await world.says(['edit', 'shop'], used)
    expect(code).toBe(1)
    expect(err).toMatch(
      /^The text is kept in .*\nroundtrip: somebody else has changed shop meanwhile: nothing was changed; .*\n$/,
    )
    expect(await world.definitionOf('shop')).toEqual(theirs)
    expect(await used.isGone()).toBe(false)
  })

  test('keeps the text when the table cannot be reached', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'))
    let opens = 0
    const open = () => (opens++ === 0 ? world.open() : Promise.reject(new CannotDo('the stack is gone')))
    const { code, err } = await world.says(['edit', 'shop'], { ...editor(oftener), open })
    expect(code).toBe(1)
    expect(err).toMatch(/^The text is kept in .*\nroundtrip: the stack is gone\n$/)
  })

  test('of a stack monitor is refused before an editor opens', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop'), { managedBy: 'stack' })
    const { code, err } = await world.says(['edit', 'shop'])
    expect(code).toBe(1)
    expect(err).toMatch(
      /^roundtrip: shop is defined in cdk\/monitors\.ts: change it there, then npx cdk deploy; .*\n$/,
    )
  })

  test('shows no password that was typed into the row, and cannot put its mark there', async () => {
    const world = monitorsWorld()
    await world.put(definition('shop', { mailbox: { server: 'pop3://a', userid: 'b', password: 'hunter2' } }))
    const used = editor(oftener)
    const { code, err } = await world.says(['edit', 'shop'], used)
    expect(code).toBe(1)
    expect(used.texts.join()).not.toContain('hunter2')
    expect(err).toMatch(/mailbox\.password: expected a reference, not the password itself/)
  })
})
