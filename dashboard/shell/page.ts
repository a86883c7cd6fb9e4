import type { ComponentType } from 'preact'

/** What a page is given: the named parts of its path. */
export type Params = Readonly<Record<string, string>>
export type PageComponent = ComponentType<{ params: Params }>
