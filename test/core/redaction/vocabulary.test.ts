import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

import { WORD, knownWords } from '../../../shared/core/redaction/vocabulary.ts'
import { REASON_WORDS } from '../../../shared/core/wording/words/reason-words.ts'
import { ROOT } from '../../support/project.ts'

const known = knownWords()

/** The words of these texts that are not known; one letter, or a number, is none. */
function unknownIn(texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => text.match(WORD) ?? [])
  return [...new Set(words)].filter((word) => /\p{L}{2}/u.test(word) && !known.has(word)).sort()
}

function source(pattern: string): string[] {
  return globSync(pattern, { cwd: ROOT }).map((file) => readFileSync(path.join(ROOT, file), 'utf8'))
}

/** What stands in a text between interpolations; one that holds a text of its own ends what was found. */
function literal(text: string): string {
  return text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*(?:\}|$)/g, ' ')
}

test('holds every word of our own notes, so that none of them can be missing from a log', () => {
  const notes = source('shared/**/*.ts').flatMap((text) =>
    [...text.matchAll(/\bnote\(\s*(`[^`]*`|'[^'\n]*')/g)].map(([, said = '']) => literal(said)),
  )
  expect(notes.length).toBeGreaterThan(30)
  expect(unknownIn(notes)).toEqual([])
})

test('holds every word of our reasons', () => {
  expect(unknownIn(Object.values(REASON_WORDS))).toEqual([])
})

test('knows words in any case, and those of the definition', () => {
  expect(known.has('MailBox')).toBe(true)
  expect(known.has('tr0ub4dor')).toBe(false)
  const ours = knownWords()
  ours.add('probe@Example.test')
  expect(['probe', 'EXAMPLE', 'test'].every(ours.has)).toBe(true)
})
