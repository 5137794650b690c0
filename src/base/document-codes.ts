/** Every code that reading a document can give; each has a broken file in the tests. */
export const documentProblemCodes = [
  'bad-json',
  'bad-value',
  'bad-yaml',
  'control-character',
  'duplicate-key',
  'empty-file',
  'file-too-large',
  'missing-key',
  'not-text',
  'not-utf-8',
  'too-deep',
  'too-many-aliases',
  'unknown-key',
  'unreadable-file',
] as const
