/** The page as it is served: one HTML text for all its addresses, and the files that it loads. */
export interface PageFiles {
  html: string
  /** By path, as `/assets/main-QH3VXKBN.js`; what lies under a name never changes. */
  files: ReadonlyMap<string, PageFile>
}

export interface PageFile {
  /** As `text/javascript`. */
  type: string
  body: Uint8Array<ArrayBuffer>
}
