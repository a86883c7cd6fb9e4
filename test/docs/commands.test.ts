import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { buildApplication, run } from '@stricli/core'
import { expect, test } from 'vitest'

import type { Context, RoundtripCommand } from '../../cli/application/command.ts'
import { readable } from '../../cli/application/line.ts'
import { optionName } from '../../cli/application/parameters.ts'
import { routeOf } from '../../cli/application/route.ts'
import { root } from '../../cli/application/routes.ts'
import { ROOT } from '../support/project.ts'
import { surroundings } from '../cli/surroundings.ts'

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'))

const CALL = /^(?:\$ )?(?:npx )?roundtrip(?: (.*))?$/

/** Whole lines that somebody may copy: in blocks, continued lines in one, without what the shell does with them. */
function linesOf(page: string): string[] {
  const blocks = [...page.matchAll(/^```[a-z]*\n([^]*?)^```$/gm)].map(([, text = '']) => text)
  const lines = blocks.flatMap((block) => block.replaceAll(/\s*\\\n\s*/g, ' ').split('\n'))
  return lines.flatMap((line) => CALL.exec(line.replace(/\s+(?:#|[|<>]\s|&&).*$/, ''))?.[1] ?? [])
}

/** What stands in the text: often the beginning of a line. */
function mentionsOf(page: string): string[] {
  const text = page.replaceAll(/^```[a-z]*\n[^]*?^```$/gm, '')
  return [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => CALL.exec(code)?.[1] ?? [])
}

const found = PAGES.flatMap((name) => {
  const page = readFileSync(join(ROOT, name), 'utf8')
  return [
    ...linesOf(page).map((line) => ({ name, line, isWhole: !/\w\|\w/.test(line) })),
    ...mentionsOf(page)
      .filter((line) => !line.startsWith('…'))
      .map((line) => ({ name, line, isWhole: false })),
  ]
})

test('the pages name many commands', () => {
  expect(found.filter(({ isWhole }) => isWhole).length).toBeGreaterThan(20)
})

test.each(found.filter(({ isWhole }) => isWhole))('$name: roundtrip $line', async ({ line }) => {
  for (const words of alternatives(line)) expect(await mistakesIn(words)).toEqual([])
})

test.each(found.filter(({ isWhole }) => !isWhole))('$name mentions roundtrip $line', ({ line }) => {
  for (const words of alternatives(line).map(readable)) {
    const { path, target } = routeOf(root, words)
    if (!('parameters' in target))
      expect(words.slice(path.length).filter((word) => /^[a-z]/.test(word))).toEqual([])
    const flags = 'parameters' in target ? Object.keys(target.parameters.flags ?? {}).map(optionName) : []
    const options = words.flatMap((word) => /^--([a-z-]+)/.exec(word)?.[1] ?? [])
    expect(options.filter((option) => ![...flags, 'help', 'version'].includes(option))).toEqual([])
  }
})

/** `list|show` is both; what may be left out or goes on is as if it were not there. */
function alternatives(line: string): string[][] {
  const words = [...line.matchAll(/'[^']*'|"[^"]*"|\S+/g)].map(([word]) =>
    word.replaceAll(/^['"]|['"]$/g, ''),
  )
  const plain = words.filter((word) => word !== '…' && !word.startsWith('['))
  const choice = plain.findIndex((word) => /^[a-z]+(?:\|[a-z]+)+$/.test(word))
  if (choice < 0) return [plain]
  return (plain[choice] ?? '').split('|').map((word) => plain.with(choice, word))
}

/** What stricli does not understand in the line, which is not carried out. */
async function mistakesIn(words: readonly string[]): Promise<string[]> {
  const line = readable(words)
  const { path, target } = routeOf(root, line)
  const rest = line.slice(path.length)
  if (!('parameters' in target))
    return rest.every((word) => ['--help', '--version'].includes(word)) ? [] : [...rest]
  const mistakes: string[] = []
  const parsed: RoundtripCommand = { ...target, loader: () => Promise.resolve(() => undefined) }
  const stderr = { write: (text: string) => void mistakes.push(text) }
  const context: Context = {
    ...surroundings().surroundings,
    process: { stdout: { write: () => undefined }, stderr },
  }
  const scanner = { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true } as const
  await run<Context>(buildApplication<Context>(parsed, { name: 'roundtrip', scanner }), rest, context)
  return mistakes
}
