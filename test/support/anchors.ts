import { readFileSync } from 'node:fs'
import path from 'node:path'

import { ROOT } from './project.ts'

/** The anchors that GitHub and most other readers of Markdown give to headings. */
export function anchorsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
