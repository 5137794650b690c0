import type { Broken } from '../edited.js'
import { broken as choices } from './choices.js'
import { broken as files } from './files.js'
import { broken as forms } from './forms.js'
import { broken as grades } from './grades.js'
import { broken as judges } from './judges.js'
import { broken as names } from './names.js'
import { broken as parts } from './parts.js'
import { broken as results } from './results.js'
import { broken as rules } from './rules.js'
import { broken as text } from './text.js'

/** Broken schemes by what is wrong with them. */
export const subjects: Readonly<Record<string, Broken[]>> = {
  files,
  text,
  names,
  parts,
  rules,
  choices,
  grades,
  results,
  judges,
  forms,
}

export const broken: Broken[] = Object.values(subjects).flat()
