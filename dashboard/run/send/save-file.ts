/** Has the browser save a file; says so. */
export function saveFile({ text, name, type }: { text: string; name: string; type: string }): string {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
  return `Saved as ${name}.`
}
