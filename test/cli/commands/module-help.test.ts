import { expect, test } from 'vitest'

import { says } from '../says.ts'

test.each([['validate'], ['check'], ['monitors', 'add'], ['monitors', 'import']])(
  'the help of %s %s says that a module is run',
  async (...command) => {
    const { out } = await says([...command, '--help'])
    expect(out.replaceAll('\n', ' ')).toContain(
      'A .ts or .js file is a program: reading it runs it, with all your rights.',
    )
  },
)
