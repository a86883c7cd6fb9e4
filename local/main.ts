const NODE_NEEDED = 24

/** `npm start`. Nothing is imported before the version is known: older ones fail on imports, less clearly. */
if (Number.parseInt(process.versions.node, 10) < NODE_NEEDED) {
  console.error(
    `Roundtrip needs Node ${NODE_NEEDED}, and this is ${process.versions.node}: start it with "npm start" or local/start.js, which bring their own.`,
  )
  process.exitCode = 1
} else {
  const { localMode } = await import('./local-mode.ts')
  const { stopSignals } = await import('../shared/adapters/stop-signals.ts')
  const { systemClock } = await import('../shared/adapters/system-clock.ts')
  const { tameLine } = await import('../shared/core/redaction/tame.ts')
  // The embedded DynamoDB throws from within its own callbacks when the disk fails; the data on it is still
  // whole.
  process.on('uncaughtException', (error) => {
    const why = tameLine(error.message)
    console.error(`Roundtrip must stop: ${why}. The next start goes on with what is stored.`)
    process.exit(1)
  })
  const exitCode = await localMode(process.argv.slice(2), {
    screen: { write: (text) => void process.stdout.write(text), isTerminal: process.stdout.isTTY },
    complain: (text) => void process.stderr.write(text),
    env: process.env,
    settings: async () => (await import('../cdk/settings.ts')).settings,
    clock: systemClock,
    signals: stopSignals(process, systemClock, () => process.exit(130)),
  })
  process.exit(exitCode)
}

export {}
