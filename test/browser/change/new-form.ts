import type { HttpHome } from '../../../shared/http/home.ts'
import { changesWorld } from '../../http/changes-world.ts'
import { type Opening, opened } from '../opened.ts'
import { served } from '../served.ts'

/** The form of a new monitor, in a browser of its own. */
export async function newForm(opening: Opening = {}, differing: Partial<HttpHome> = {}) {
  const { world, address } = await served(changesWorld, differing)
  const { page, faults } = await opened(address('/new'), opening)
  return {
    world,
    page,
    faults,
    fill: (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text),
    take: (name: string) => page.getByRole('button', { name, exact: true }).click(),
  }
}
