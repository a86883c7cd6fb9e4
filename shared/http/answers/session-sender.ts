import * as v from 'valibot'

/** Who sends for monitors without `smtp`. */
export const sessionSender = v.variant('kind', [
  v.object({
    kind: v.literal('amazon-ses'),
    address: v.pipe(v.string(), v.description('The sender of test messages.')),
  }),
  v.object({ kind: v.literal('server'), server: v.pipe(v.string(), v.description('As `smtp://host:587`.')) }),
  v.object({ kind: v.literal('demo-server') }),
])

export type SessionSender = v.InferOutput<typeof sessionSender>
