import { UnsafeFolder } from './private-folder.ts'

const PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to write there',
  EPERM: 'you have no permission to write there',
  EROFS: 'it is on a read-only file system',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'it is, or lies in, a file',
  EEXIST: 'it is, or holds, a file where a folder belongs',
  ENOSPC: 'the disk is full',
}
const DATABASE = 'the database in it cannot be opened: it may belong to another user, or be damaged'

/**
 * Why the folder of the embedded database cannot be used, in words; `undefined` for an error of another kind.
 */
export function folderProblem(error: unknown): string | undefined {
  if (error instanceof UnsafeFolder) return error.message
  const codes: string[] = []
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') codes.push(cause.code)
  }
  const known = codes.find((code) => Object.hasOwn(PROBLEMS, code))
  if (known !== undefined) return PROBLEMS[known]
  return codes.some((code) => code.startsWith('LEVEL_')) ? DATABASE : undefined
}
