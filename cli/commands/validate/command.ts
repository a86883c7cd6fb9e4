import { command } from '../../application/command.ts'
import { argument } from '../../application/parameters.ts'

export const validate = command({
  brief: 'check files of monitors and list every mistake with its line',
  details: [
    'Reads files of YAML or JSON (a list, or one monitor) or CSV, or .ts and .js modules that export "monitors", and prints every mistake as FILE:LINE. cdk/monitors.ts is checked by the rules of the stack, every other file by those of one machine. A .ts or .js file is a program: reading it runs it, with all your rights.',
    "The line of a mistake in a module is found by the monitor's id; computed values have none. Warns of alerts by email to a domain that is itself tested, using the topics of cdk/settings.ts.",
  ],
  exitCodes: '0 no mistakes (warnings do not count), 2 mistakes or usage error',
  parameters: {
    positional: {
      kind: 'array',
      minimum: 1,
      parameter: argument('FILE', 'a file of monitors; - is standard input, as YAML'),
    },
  },
  load: async () => (await import('./validate.ts')).validate,
})
