import { command } from '../../application/command.ts'
import { UsageError } from '../../arguments/usage-error.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

export const completion = command({
  brief: 'a script that completes commands, options and ids of monitors',
  details: [
    'For bash write source <(roundtrip completion bash) into ~/.bashrc; for zsh source <(roundtrip completion zsh) into ~/.zshrc, behind compinit; for fish roundtrip completion fish | source into ~/.config/fish/config.fish. "roundtrip" must be found: npm link, in the folder of Roundtrip, puts it there.',
    'Ids are asked for where the line says (--stack, --local, ROUNDTRIP_TARGET).',
  ],
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          parse(written: string) {
            const shell = SHELLS.find((one) => one === written)
            if (shell) return shell
            throw new UsageError('expected bash, zsh or fish')
          },
          placeholder: 'SHELL',
          brief: 'bash, zsh or fish',
          proposeCompletions: () => SHELLS,
        },
      ],
    },
  },
  load: async () => (await import('./completion.ts')).completion,
})
