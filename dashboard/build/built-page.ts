import type { PageFiles } from '../../shared/http/page-files.ts'

/**
 * The page, built when it is first asked for and then kept. Where it cannot be built, `report` hears why, and
 * there is none: the API works all the same.
 */
export function builtPage(report: (error: unknown) => void): () => Promise<PageFiles | undefined> {
  let built: Promise<PageFiles | undefined> | undefined
  return () =>
    (built ??= build().catch((error: unknown) => {
      report(error)
      return undefined
    }))
}

/** esbuild is loaded by whoever looks at the page alone. */
async function build(): Promise<PageFiles> {
  const { buildPage } = await import('./build-page.ts')
  return buildPage()
}
