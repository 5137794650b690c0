#!/usr/bin/env node
import { Command } from 'commander'
import { addCheck } from './check.js'
import { addDiff } from './diff.js'
import { addExport } from './export-command.js'
import { addForm } from './form.js'
import { addNew } from './new.js'
import { addReplay } from './replay-commands.js'
import { addScore } from './score.js'
import { addShow } from './show.js'
import { addVerify } from './verify-command.js'

const program = new Command('kaohe')
program.description('考核办法的检查、查看与计分')
// Before the commands are added, which take it over: 1 would say that there are differences.
program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
addCheck(program)
addScore(program)
addShow(program)
addDiff(program)
addNew(program)
addExport(program)
addForm(program)
addVerify(program)
addReplay(program)

try {
  await program.parseAsync()
} catch (error) {
  console.error(error)
  process.exitCode = 2
}
