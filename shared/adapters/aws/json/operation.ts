import type { Operation } from './json-client.ts'

/** The class of an operation's calls, to be made as a command of the SDK is. */
export function operation(name: string): new (input: object) => Operation {
  return class {
    readonly operation = name
    readonly input: object

    constructor(input: object) {
      this.input = input
    }
  }
}
